import Foundation
import JSON
import Journal
import Sandbox
import Shell
import Testing

/// Processes are killed at every point of their jobs' lives, several shells
/// on one journal at a time; then one comes back. `FALSH_KILLS` says how
/// many are to be killed.
@Suite(.serialized) struct `A process that is killed` {
  private static let count = ProcessInfo.processInfo.environment["FALSH_KILLS"].flatMap { Int($0) } ?? 45

  @Test(.timeLimit(.minutes(30))) func `loses no job, and sends none twice`() async throws {
    var configuration = SandboxConfiguration()
    configuration.requestDuration = .milliseconds(60)
    let server = try await SandboxServer.start(configuration)
    var killing = Killing(room: try Room(["FALSH_HOST": server.origin]), server: server)
    while killing.killed < Self.count { try await killing.round() }
    try killing.checkDatabase()
    await server.stop()
  }
}

/// Rounds of killing, and what has to hold after each.
private struct Killing {
  private static let shells = 5

  let room: Room
  let server: SandboxServer
  private(set) var killed = 0
  private var rounds = 0
  private var dice = SeededDice(seed: 20_261_121)
  /// The outputs that were in the journal, by job.
  private var results: [JobID: JSON] = [:]

  init(room: Room, server: SandboxServer) {
    self.room = room
    self.server = server
  }

  /// Kills some shells, starts one anew, and looks at the journal.
  mutating func round() async throws {
    rounds += 1
    let runs = try (0..<Self.shells).map { try start($0) }
    for run in runs {
      if try await blocking({ try run.end().status }) == 128 + SIGKILL { killed += 1 }
    }
    try keepResults()
    let back = try await room.falsh("-c", "attach --wait | count")
    #expect(back.status == 0, "\(back.error)")
    try check()
    if rounds.isMultiple(of: 40) { try checkDatabase() }
  }

  /// Half of the shells kill themselves at a named point, the others are
  /// killed at any moment.
  private mutating func start(_ shell: Int) throws -> Running {
    let call = "fal-ai/z-image/turbo \"r\(rounds) s\(shell) $in\" image_size={width: 64, height: 64}"
    let words = [Project.program, "-c", "1..3 | each { \(call) }"]
    guard shell.isMultiple(of: 2) else {
      let running = try room.start(words)
      let pause = UInt32(dice.next(below: 400_000))
      Thread.detachNewThread {
        usleep(pause)
        running.child.send(SIGKILL)
      }
      return running
    }
    let points = Checkpoint.allCases
    let point = "\(points[(rounds * 3 + shell / 2) % points.count].rawValue):\(1 + dice.next(below: 3))"
    return try room.start(["/usr/bin/env", "FALSH_STOP_AT=\(point)"] + words)
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
      let prompt = (try? JSON(parsing: request.body))?["prompt"]?.string ?? ""
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

  func checkDatabase() throws { #expect(try journal().health().damages == []) }
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
