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
    let facts: JSON = [
      "kind": .string(kind == .live ? "live" : kind == .sandbox ? "sandbox" : "host"),
      "origin": origin.map { .string($0.description) } ?? .null,
      "date": JSON(world.shellEnvironment.time.date().rounded(.down)),
    ]
    return RecordingTransport(
      network, facts: facts, now: { ((now() - start).seconds * 1000).rounded() / 1000 }, write: file.write)
  }

  private static func recording(at path: String, _ world: World) throws(UsageError) -> Recording {
    guard let text = world.text(ofFile: path) else { throw UsageError("cannot read the recording '\(path)'") }
    do {
      return try Recording(text: text)
    } catch {
      switch error {
      case .notARecording: throw UsageError("'\(path)' is no recording")
      case .newer: throw UsageError("a newer falsh has made the recording '\(path)'")
      case .badLine(let line): throw UsageError("'\(path)' is damaged: line \(line)")
      }
    }
  }

  private static func platform(of facts: JSON, _ path: String) throws(UsageError) -> (Platform.Kind, Origins) {
    let origin = facts["origin"]?.string
    switch (facts["kind"]?.string, origin.flatMap { WireURL($0) }) {
    case ("sandbox", let url?): return (.sandbox, .single(url))
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
  /// Whether it has been said that not all is kept.
  private let isCut = Mutex(false)

  init(_ path: String, replaces: Bool) throws(UsageError) {
    self.path = path
    // Prompts and pictures may be private.
    descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_APPEND | (replaces ? O_TRUNC : O_EXCL), 0o600)
    guard descriptor >= 0 else {
      throw UsageError(
        errno == EEXIST
          ? "'\(path)' is there already; to replace it: --force"
          : "cannot write '\(path)': \(String(cString: strerror(errno)).lowercased())")
    }
  }

  deinit { close(descriptor) }

  @Sendable func write(_ line: String) {
    isCut.withLock { isCut in
      let code = writeAll(line, to: descriptor)
      guard code != 0, !isCut else { return }
      isCut = true
      writeAll("falsh: '\(path)' is not whole: \(String(cString: strerror(code)).lowercased())\n", to: 2)
    }
  }
}
