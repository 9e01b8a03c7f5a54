import FalClient
import FalProtocol
import JSON
import Shell
import Terminal

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
    /// Lets time pass, where a replay takes its time.
    let pause: @Sendable (Duration) async throws -> Void
    let waits: WaitKeeping
  }

  let replay: Replay?
  /// The platform that was recorded.
  let recordedKind: Platform.Kind?
  private let file: RecordingFile?
  private let world: World
  /// Seconds since the recording began.
  private let now: @Sendable () -> Double

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
    let time = world.shellEnvironment.time
    let start = time.now()
    now = { ((time.now() - start).seconds * 1000).rounded() / 1000 }
    file = if let path = options.record { try RecordingFile(path, replaces: options.force) } else { nil }
    guard let path = options.replay else {
      (replay, recordedKind) = (nil, nil)
      return
    }
    let recording = try Self.recording(at: path, world)
    let (kind, origins) = try Self.platform(of: recording.facts, path)
    recordedKind = kind
    let isPaced = options.paced
    let transport =
      isPaced ? ReplayTransport(recording, wait: { try? await time.sleep($0) }) : ReplayTransport(recording)
    replay = Replay(
      origins: origins, transport: transport, recordedAt: recording.facts["date"]?.double,
      now: { .seconds(recording.now) }, pause: { try await time.sleep(isPaced ? $0 : Self.instant) },
      waits: Self.waits(in: recording))
  }

  /// What is left of a pause where no time is to be lost: what runs beside it
  /// gets its turn.
  private static let instant = Duration.milliseconds(1)

  /// Waits that end as they do here, or did when it was recorded.
  var waits: WaitKeeping {
    if let replay { return replay.waits }
    guard let file else { return .none }
    return .recorded { [now] wait, sight in
      file.add(
        RecordingTransport.line(
          ofWaitFor: wait.subject, limit: wait.limit.seconds, at: now(), sight: sight))
    }
  }

  private static func waits(in recording: Recording) -> WaitKeeping {
    guard recording.knowsWaits else { return .none }
    return .replayed { wait, fits in
      recording.takeWait(for: wait.subject, limit: wait.limit.seconds, where: fits)
    }
  }

  /// The network with everything that goes over it kept.
  func recording(_ network: any Transport, of kind: Platform.Kind, at origin: WireURL?) -> (any Transport)? {
    guard let file else { return nil }
    return RecordingTransport(network, facts: facts(of: kind, at: origin), now: now, write: file.write)
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
