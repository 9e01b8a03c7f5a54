import Foundation
import Journal
import Sandbox
import SandboxTesting
import Testing

/// The journal can grow so far and no further: at every page of it that a
/// job's life needs. A limit on the size of files stands for a full disk, as
/// everybody may set one.
@Suite(.serialized) struct `A journal that cannot grow` {
  @Test(.timeLimit(.minutes(5)))
  func `sends nothing that it could not write, and tells of what is lost`() async throws {
    var configuration = SandboxConfiguration(clock: .machine, pace: 0)
    configuration.requestDuration = .zero
    let server = try await SandboxServer.start(configuration)
    var trial = GrowthTrial(room: try Room(["FALSH_HOST": server.origin]), server: server)
    try await trial.prepare()
    var pages = 1
    while trial.ends.last != .whole {
      try await trial.run(pages: pages)
      pages += 1
    }
    #expect(Set(trial.ends) == Set(GrowthTrial.End.allCases), "\(trial.ends)")
    await server.stop()
  }
}

private struct GrowthTrial {
  /// How far a job got into the journal.
  enum End: CaseIterable { case refused, untold, unfinished, whole }

  let room: Room
  let server: SandboxServer
  private(set) var ends: [End] = []

  init(room: Room, server: SandboxServer) {
    self.room = room
    self.server = server
  }

  private func call(_ words: String) -> String {
    "fal-ai/z-image/turbo \"\(words)\" image_size={width: 64, height: 64} | count"
  }

  /// Makes the journal, and lets it know the model.
  func prepare() async throws {
    #expect(try await room.falsh("-c", call("first")).status == 0)
    #expect(try journal { try $0.health().damages } == [])
  }

  mutating func run(pages: Int) async throws {
    try #require(pages < 200, "a job's life fits into so many pages")
    let line = call("at \(pages) pages")
    let ended = try await room.shell("ulimit -f \(pages * 8); exec falsh -c '\(line)'")
    let requests = server.acceptedRequests.filter { $0.prompt == "at \(pages) pages" }.map(\.id)
    let end = try journal { try self.end($0, ended, requests) }
    ends.append(end)
    // With room again everything is as if nothing had been.
    #expect(try await room.falsh("-c", "attach --wait | count").status == 0)
    try journal { journal in
      #expect(try journal.health().damages == [])
      let left = try journal.jobs().filter { !$0.state.isFinal && $0.state != .unknown && $0.endedAt == nil }
      #expect(left.map(\.state) == [], "at \(pages) pages")
      if end == .unfinished { #expect(try journal.job(requestID: requests.first ?? "")?.state == .done) }
    }
  }

  private func end(_ journal: Journal, _ ended: Room.Ended, _ requests: [String]) throws -> End {
    guard ended.status == 0 else {
      #expect(ended.status == 1 && requests == [], "\(ended)")
      #expect(ended.error.contains("fal-ai/z-image/turbo was not sent: the journal cannot be written"), "\(ended)")
      return .refused
    }
    #expect(ended.output == "1\n" && requests.count == 1, "\(ended)")
    let id = try #require(requests.first)
    guard let job = try journal.job(requestID: id) else {
      #expect(ended.error.contains("is accepted, which could not be written down: attach \(id) --model"), "\(ended)")
      return .untold
    }
    guard job.state != .done else { return .whole }
    #expect(ended.error.contains("is done, which could not be written down: attach \(id) --model"), "\(ended)")
    return .unfinished
  }

  /// Closed again, the journal is one file: the next run begins like the
  /// first.
  private func journal<Result>(_ body: (Journal) throws -> Result) throws -> Result {
    try body(Journal(path: room.state + "/journal.sqlite"))
  }
}

@Suite struct `A disk that is full` {
  @Test func `leaves no part of a file, and that is said`() async throws {
    let room = try Room()
    let line = "fal-ai/z-image/turbo \"a fox\" image_size=square_hd | save fox.png"
    #expect(try await room.falsh("--sandbox", "-c", "print 1").status == 0)
    let ended = try await room.shell("export XDG_STATE_HOME=/dev/null; ulimit -f 64; exec falsh --sandbox -c '\(line)'")
    #expect(ended.status == 1 && ended.error.contains("cannot write 'fox.png'"), "\(ended)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: room.work).filter { $0.hasPrefix("fox") } == [])
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "the system has no /dev/full"))
  func `ends no run as done whose results it did not take`() async throws {
    let room = try Room()
    let ended = try await room.shell("exec falsh -c 'print 1' > /dev/full")
    #expect(ended.status == 1 && ended.error.contains("not all results could be written: no space left"), "\(ended)")
  }

  @Test(.enabled(if: PrivateMounts.areAllowed, "only root may mount a small disk"))
  func `sends nothing, and goes on when there is room again`() async throws {
    let room = try Room()
    let line = "fal-ai/z-image/turbo \"a fox\" seed=1 image_size=square"
    let ended = try await room.run(
      PrivateMounts.shell(
        """
        mkdir disk && mount -t tmpfs -o size=2m none disk && export XDG_STATE_HOME=$PWD/disk
        falsh --sandbox -c '\(line) | count' || exit 90
        cat /dev/zero > disk/filler 2> /dev/null
        falsh --sandbox -c '\(line) | count' && exit 91
        falsh --sandbox -c '\(line) | save disk/fox.png' && exit 92
        ls disk | grep fox && exit 93
        rm disk/filler
        falsh --sandbox -c '\(line) | count' || exit 94
        falsh --sandbox doctor
        mount -o remount,ro disk || exit 95
        falsh --sandbox -c '\(line) | count'
        """))
    #expect(ended.status == 0, "\(ended)")
    #expect(ended.error.contains("was not sent: the journal cannot be written: the disk is full"), "\(ended)")
    #expect(ended.output.contains("sound: 2 jobs, 0 unfinished"), "\(ended)")
    #expect(ended.error.contains("this session's jobs are not remembered"), "\(ended)")
    #expect(ended.lines.filter { $0 == "1" }.count == 3)
  }
}

/// Disks that only one test sees.
private enum PrivateMounts {
  static let areAllowed: Bool = {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    let words = shell("mount -t tmpfs none /mnt").map { "'\($0)'" }.joined(separator: " ")
    process.arguments = ["-c", "\(words) > /dev/null 2>&1"]
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  static func shell(_ lines: String) -> [String] { ["unshare", "-m", "/bin/sh", "-c", lines] }
}
