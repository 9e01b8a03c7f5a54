import Foundation
import JSON
import Journal
import Sandbox
import SandboxTesting
import Shell
import Testing

/// Processes are killed at every point of their jobs' lives, several shells
/// on one journal at a time; then one comes back. `FALSH_KILLS` says how
/// many are to be killed.
@Suite(.serialized) struct `A process that is killed` {
  private static let count = ProcessInfo.processInfo.environment["FALSH_KILLS"].flatMap { Int($0) } ?? 60

  @Test(.enabled(if: Project.stopsWhereTold), .timeLimit(.minutes(30)))
  func `loses no job, and sends none twice`() async throws {
    let executioner = Executioner()
    var configuration = SandboxConfiguration(clock: .machine)
    configuration.requestDuration = .milliseconds(60)
    configuration.requestLog = { method, path, _ in executioner.heard(method, path) }
    let server = try await SandboxServer.start(configuration)
    executioner.watch(server)
    var killing = Killing(room: try Room(["FALSH_HOST": server.origin]), server: server, executioner: executioner)
    // On a busy machine a moment may pass unseen: then it is tried again.
    while killing.killed < Self.count || !killing.missed.isEmpty, killing.rounds < Self.count {
      try await killing.round()
    }
    try killing.checkDatabase()
    #expect(killing.killed >= Self.count && killing.missed == [], "nobody was killed there")
    await server.stop()
  }
}

/// Rounds of killing, and what has to hold after each.
private struct Killing {
  private static let shells = 5

  let room: Room
  let server: SandboxServer
  let executioner: Executioner
  private(set) var killed = 0
  private(set) var rounds = 0
  private var turn = 0
  private var dice = SeededDice(seed: 20_261_121)
  /// Points at which somebody has died.
  private var deadly: Set<Execution.Moment> = []
  /// The outputs that were in the journal, by job.
  private var results: [JobID: JSON] = [:]

  init(room: Room, server: SandboxServer, executioner: Executioner) {
    self.room = room
    self.server = server
    self.executioner = executioner
  }

  /// The points at which nobody has died yet.
  var missed: [Execution.Moment] { Execution.Moment.all.filter { !deadly.contains($0) } }

  /// Kills some shells, starts one anew, and looks at the journal.
  mutating func round() async throws {
    rounds += 1
    let runs = try (0..<Self.shells).map { try start($0) }
    for (run, moment) in runs {
      guard try await blocking({ try run.end().status }) == 128 + SIGKILL else { continue }
      killed += 1
      if let moment { deadly.insert(moment) }
    }
    executioner.rest()
    try keepResults()
    let back = try await room.falsh("-c", "attach --wait | count")
    #expect(back.status == 0, "\(back.error)")
    try check()
    try checkCopies()
    if rounds.isMultiple(of: 40) { try checkDatabase() }
  }

  /// One shell is killed at any moment, the others each at a moment of its
  /// own, in turn. What is taken up is what the round before has left, if it
  /// is there before the one that comes back.
  private mutating func start(_ shell: Int) throws -> (Running, Execution.Moment?) {
    let name = "r\(rounds) s\(shell)"
    let call = "fal-ai/z-image/turbo \"\(name) $in\" image_size={width: 64, height: 64}"
    let line = "set keep=copies; 1..3 | each { \(call) }"
    guard shell > 0 else {
      let running = try room.start([Project.program, "-c", line])
      let pause = UInt32(dice.next(below: 400_000))
      Thread.detachNewThread {
        usleep(pause)
        running.child.send(SIGKILL)
      }
      return (running, nil)
    }
    let moment = Execution.Moment.all[turn % Execution.Moment.all.count]
    turn += 1
    switch moment {
    case .at(let point):
      let stop = "FALSH_STOP_AT=\(point.rawValue):\(point.isOfTakingUp ? 1 : 1 + dice.next(below: 3))"
      let words = point.isOfTakingUp ? "attach --wait | count" : line
      return (try room.start(["/usr/bin/env", stop, Project.program, "-c", words]), moment)
    case .answered(let request):
      let running = try room.start([Project.program, "-c", line])
      executioner.condemn(Execution(child: running.child, name: name, request: request))
      return (running, moment)
    }
  }

  private func journal() throws -> Journal { try Journal(path: room.state + "/journal.sqlite") }

  /// What has arrived must stay.
  private mutating func keepResults() throws {
    // A shell may be killed before there is a journal.
    guard FileManager.default.fileExists(atPath: room.state + "/journal.sqlite") else { return }
    for job in try journal().jobs(states: [.done]) { results[job.id] = job.output }
  }

  private func check() throws {
    let jobs = try journal().jobs()
    let byRequest = Dictionary(grouping: jobs.filter { $0.requestID != nil }) { $0.requestID ?? "" }
    let byPrompt = Dictionary(grouping: jobs, by: \.prompt)
    var submissions: [String: Int] = [:]
    for request in server.acceptedRequests {
      let prompt = request.prompt
      submissions[prompt, default: 0] += 1
      let isDone = byRequest[request.id]?.count == 1 && byRequest[request.id]?.first?.state == .done
      let isReported = byPrompt[prompt]?.contains { $0.state == .unknown } ?? false
      #expect(isDone || isReported, "\(prompt): \(byPrompt[prompt]?.first?.state.rawValue ?? "not there")")
    }
    #expect(submissions.filter { $0.value > 1 }.isEmpty, "submitted twice")
    for (id, output) in results { #expect(jobs.first { $0.id == id }?.output == output) }
    let open = jobs.filter { !$0.state.isFinal && $0.state != .unknown && $0.endedAt == nil }
    #expect(open.map { "\($0.prompt) \($0.state)" } == [])
  }

  /// What is done has its copies, whoever has finished it.
  private func checkCopies() throws {
    let journal = try journal()
    for job in try journal.jobs(states: [.done]) {
      let path = try job.output?["images"]?[0]?["url"]?.string.flatMap { try journal.keptFile(url: $0, of: job.id) }
      #expect(path.map(FileManager.default.fileExists) ?? false, "no copy for \(job.prompt)")
    }
  }

  func checkDatabase() throws { #expect(try journal().health().damages == []) }
}

extension Checkpoint {
  /// Whether it is passed by who comes back, not by who calls a model.
  fileprivate var isOfTakingUp: Bool { self == .takingUp || self == .takenUp }
}

extension JobRecord {
  fileprivate var prompt: String { input["prompt"]?.string ?? "" }
}

/// SplitMix64: the same throws each time.
private struct SeededDice {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next(below bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
  }
}
