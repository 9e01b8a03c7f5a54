import FalClient
import FalProtocol
import JSON
import Shell
import Synchronization
import Terminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// `--record FILE` and `--replay FILE`.
struct Tape: Sendable {
  /// A recording in the place of the network.
  struct Replay: Sendable {
    let origins: Origins
    let transport: ReplayTransport
    /// In seconds since 1970; nil if the recording does not say.
    let recordedAt: Double?
    /// Time as it went when it was recorded.
    let now: @Sendable () -> Duration
  }

  let replay: Replay?
  /// The platform that was recorded.
  let recordedKind: Platform.Kind?
  private let file: RecordingFile?
  private let world: World

  /// - Returns: nil if neither option was given.
  /// - Throws: `UsageError` if the file cannot be read or made.
  init?(options: FalshCommand, world: World) throws(UsageError) {
    guard options.record != nil || options.replay != nil else { return nil }
    guard options.record == nil || options.replay == nil else {
      throw UsageError("--record and --replay exclude each other")
    }
    guard options.record == nil || !(options.reuse || options.reuseAll) else {
      throw UsageError("--record and --reuse exclude each other: what is not asked is not recorded")
    }
    self.world = world
    file = if let path = options.record { try RecordingFile(path, replaces: options.force) } else { nil }
    guard let path = options.replay else {
      (replay, recordedKind) = (nil, nil)
      return
    }
    let recording = try Self.recording(at: path, world)
    let (kind, origins) = try Self.platform(of: recording.facts, path)
    recordedKind = kind
    let sleep = world.shellEnvironment.time.sleep
    let transport =
      options.paced
      ? ReplayTransport(recording, wait: { try? await sleep($0) }) : ReplayTransport(recording)
    replay = Replay(
      origins: origins, transport: transport, recordedAt: recording.facts["date"]?.double,
      now: { .seconds(recording.now) })
  }

  /// The network with everything that goes over it kept.
  func recording(_ network: any Transport, of kind: Platform.Kind, at origin: WireURL?) -> (any Transport)? {
    guard let file else { return nil }
    let now = world.shellEnvironment.time.now
    let start = now()
    return RecordingTransport(
      network, facts: facts(of: kind, at: origin), now: { ((now() - start).seconds * 1000).rounded() / 1000 },
      write: file.write)
  }

  /// A run that asked the platform nothing can be replayed too.
  func finish(_ kind: Platform.Kind) {
    guard let file, file.isEmpty else { return }
    let origin: WireURL? = if case .host(let text) = kind { WireURL(text) } else { nil }
    file.write(RecordingTransport.head(facts(of: kind, at: origin)))
  }

  private func facts(of kind: Platform.Kind, at origin: WireURL?) -> JSON {
    [
      "kind": .string(kind == .live ? "live" : kind == .sandbox ? "sandbox" : "host"),
      "origin": origin.map { .string($0.description) } ?? .null,
      "date": JSON(world.shellEnvironment.time.date().rounded(.down)),
    ]
  }

  private static func recording(at path: String, _ world: World) throws(UsageError) -> Recording {
    let bytes: [UInt8]
    do { bytes = try world.bytes(ofFile: path) } catch {
      throw UsageError("cannot read the recording '\(path)': \(error.words)")
    }
    do {
      let recording = try Recording(bytes)
      if let line = recording.cutLine {
        writeAll("falsh: warning: '\(path)' is cut off in line \(line); what stands before is replayed\n", to: 2)
      }
      return recording
    } catch {
      switch error {
      case .notARecording where bytes.isEmpty: throw UsageError("'\(path)' is empty: nothing was recorded")
      case .notARecording: throw UsageError("'\(path)' is no recording")
      case .newer: throw UsageError("a newer falsh has made the recording '\(path)'")
      case .badLine(let line): throw UsageError("'\(path)' is damaged: line \(line)")
      }
    }
  }

  private static func platform(of facts: JSON, _ path: String) throws(UsageError) -> (Platform.Kind, Origins) {
    let origin = facts["origin"]?.string
    switch (facts["kind"]?.string, origin.flatMap { WireURL($0) }) {
    case ("sandbox", let url):
      // A run that asked nothing has started none.
      guard let url = url ?? WireURL("http://sandbox") else { throw UsageError("'\(path)' is no recording") }
      return (.sandbox, .single(url))
    case ("host", let url?): return (.host(url.description), .single(url))
    case ("live", _):
      guard let origins = try? Origins.fal(environment: [:]) else { throw UsageError("'\(path)' is no recording") }
      return (.live, origins)
    default: throw UsageError("'\(path)' is no recording")
    }
  }
}

/// The file that a recording is written to, line by line: what was recorded
/// before a crash is there after it.
private final class RecordingFile: Sendable {
  private let descriptor: Int32
  private let path: String
  private let replaces: Bool

  private struct State {
    var isEmpty = true
    /// It has been said that not all is kept.
    var isCut = false
  }

  private let state = Mutex(State())

  init(_ path: String, replaces: Bool) throws(UsageError) {
    self.path = path
    self.replaces = replaces
    // Prompts and pictures may be private.
    descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_APPEND | (replaces ? 0 : O_EXCL), 0o600)
    guard descriptor >= 0 else {
      throw UsageError(
        errno == EEXIST
          ? "'\(path)' is there already; to replace it: --force"
          : "cannot write '\(path)': \(String(cString: strerror(errno)).lowercased())")
    }
  }

  deinit {
    // A file that could not be made may be another's.
    guard descriptor >= 0 else { return }
    close(descriptor)
    // Nothing was run: the next try finds no file in its way.
    if isEmpty, !replaces { unlink(path) }
  }

  var isEmpty: Bool { state.withLock { $0.isEmpty } }

  @Sendable func write(_ line: String) {
    state.withLock { state in
      // What was there before is kept until there is something to take its place.
      if state.isEmpty, replaces { ftruncate(descriptor, 0) }
      state.isEmpty = false
      let code = writeAll(line, to: descriptor)
      guard code != 0, !state.isCut else { return }
      state.isCut = true
      let name = sanitized(path, keepsNewlines: false)
      writeAll("falsh: '\(name)' is not whole: \(String(cString: strerror(code)).lowercased())\n", to: 2)
    }
  }
}
