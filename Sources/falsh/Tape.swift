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
    let time: any ReplayTime
    let facts: FactKeeping
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
    guard !options.paced || options.replay != nil else { throw UsageError("--paced is for --replay") }
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
    now = { ((time.now() - start).seconds * 10_000).rounded() / 10_000 }
    file = if let path = options.record { try RecordingFile(path, replaces: options.force) } else { nil }
    guard let path = options.replay else {
      (replay, recordedKind) = (nil, nil)
      return
    }
    let recording = try Self.recording(at: path, world)
    let (kind, origins) = try Self.platform(describedBy: recording.platform, path)
    recordedKind = kind
    let replayTime: any ReplayTime =
      options.paced
      ? PacedTime(elapsed: { time.now() - start }, pause: time.sleep)
      : HurriedTime(recording, breathe: time.sleep, work: World.processorTime)
    replay = Replay(
      origins: origins, transport: ReplayTransport(recording, time: replayTime),
      recordedAt: recording.platform["date"]?.double, time: replayTime, facts: Self.facts(in: recording, replayTime))
  }

  /// What is kept beside the wire.
  var facts: FactKeeping {
    if let replay { return replay.facts }
    guard let file else { return .none }
    let counter = FactCounter()
    return .recorded { [now] subject in
      let key = counter.key(of: subject)
      return { value in file.add(RecordedFact(key, at: now(), value: value).line) }
    }
  }

  private static func facts(in recording: Recording, _ time: any ReplayTime) -> FactKeeping {
    guard recording.knowsFacts else { return .none }
    let counter = FactCounter()
    return .replayed { subject in
      recording[counter.key(of: subject)].map { fact in
        KeptFact(value: fact.value) { try await time.wait(until: fact.at) }
      }
    }
  }

  /// The network with everything that goes over it kept.
  func recording(_ network: any Transport, of kind: Platform.Kind, at origin: WireURL?) -> (any Transport)? {
    guard let file else { return nil }
    return RecordingTransport(network, platform: description(of: kind, at: origin), now: now, write: file.write)
  }

  /// A run that asked the platform nothing can be replayed too.
  func finish(_ kind: Platform.Kind) {
    guard let file, file.isEmpty else { return }
    let origin: WireURL? = if case .host(let text) = kind { WireURL(text) } else { nil }
    file.write(RecordingTransport.head(description(of: kind, at: origin)))
  }

  /// The exit status of a run that ended with `status`: a recording that is
  /// not whole is no success.
  func status(of status: Int32) -> Int32 {
    status == ExitCode.done.rawValue && file?.isCut == true ? ExitCode.failed.rawValue : status
  }

  private func description(of kind: Platform.Kind, at origin: WireURL?) -> JSON {
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

  private static func platform(
    describedBy description: JSON, _ path: String
  ) throws(UsageError) -> (Platform.Kind, Origins) {
    let origin = description["origin"]?.string
    switch (description["kind"]?.string, origin.flatMap { WireURL($0) }) {
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
