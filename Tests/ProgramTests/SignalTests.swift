import Foundation
import Journal
import Sandbox
import SandboxTesting
import Testing

@Suite struct `A signal` {
  private static let script = """
    print "begun"
    let clip = fal-ai/veo3.1 "a battle"
    $clip | save film.mp4
    print "never"

    """

  @Test(arguments: [SIGTERM, SIGINT])
  func `ends a script, and cancels what it waits for`(_ signal: Int32) async throws {
    // So slow that the clip is not done before the signal comes.
    try await Server.run(pace: 20) { server in
      let room = try Room(["FALSH_HOST": server.origin])
      try room.write(Self.script, to: "film.fal")
      let running = try room.start([Project.program, "--yes", "film.fal"])
      let request = try await room.acceptedRequest()
      running.child.send(signal)
      let ended = try await blocking { try running.end() }
      #expect(ended.status == 128 + signal)
      #expect(ended.output == "begun\n")
      #expect(!room.exists("film.mp4"))
      let status = try await room.falsh("status", request, "--model", "fal-ai/veo3.1")
      #expect(status.output.contains("cancel"), "\(status.output)\(status.error)")
    }
  }

  @Test func `waits a while for what is being sent, and says what is not known of it`() async throws {
    let faults = [Fault(.stall, on: .submit)]
    let server = try await SandboxServer.start(SandboxConfiguration(clock: .machine, pace: 0, faults: faults))
    let room = try Room(["FALSH_HOST": server.origin])
    let running = try room.start([Project.program, "--yes", "-c", "fal-ai/z-image/turbo \"a fox\""])
    try await running.until { _ in
      let journal = try? Journal(path: room.state + "/journal.sqlite")
      return (try? journal?.jobs(JobQuery()).first?.state) == .sent
    }
    running.child.send(SIGTERM)
    let ended = try await blocking { try running.end() }
    await server.stop()
    #expect(ended.status == 128 + SIGTERM, "\(ended)")
    #expect(ended.error.contains("it is not known whether fal-ai/z-image/turbo accepted the job"), "\(ended)")
  }

  @Test func `leaves what runs in the background, and cancel ends it`() async throws {
    try await Server.run(pace: 20) { server in
      let room = try Room(["FALSH_HOST": server.origin])
      try room.write("let clip = fal-ai/veo3.1 \"a battle\" &\nprint \"begun\"\nsleep 600\n", to: "film.fal")
      let running = try room.start([Project.program, "--yes", "film.fal"])
      let request = try await room.acceptedRequest()
      running.child.send(SIGTERM)
      #expect(try await blocking { try running.end() }.status == 128 + SIGTERM)
      let status = try await room.falsh("status", request, "--model", "fal-ai/veo3.1")
      #expect(status.output.contains("IN_"), "\(status.output)\(status.error)")
      #expect(try await room.falsh("cancel", request, "--model", "fal-ai/veo3.1").status == 0)
      let end = try await room.falsh("status", request, "--model", "fal-ai/veo3.1")
      #expect(end.output.contains("cancel"), "\(end.output)\(end.error)")
    }
  }

  @Test func `that kills leaves no half of a file`() async throws {
    try await Server.run { server in
      let room = try Room(["FALSH_HOST": server.origin])
      try room.write("for i in 1..50 { fal-ai/veo3.1 \"a battle\" seed=1 | save \"{index}.mp4\" }\n", to: "films.fal")
      let running = try room.start([Project.program, "--yes", "films.fal"])
      try await running.until { _ in room.exists("2.mp4") }
      running.child.send(SIGKILL)
      _ = try await blocking { try running.end() }
      let films = try FileManager.default.contentsOfDirectory(atPath: room.work).filter { $0.hasSuffix(".mp4") }
      let sizes = try films.filter { !$0.hasPrefix(".") }.map { try room.bytes(of: $0).count }
      #expect(sizes.count >= 3)
      #expect(Set(sizes).count == 1)
    }
  }
}

extension Room {
  /// Waits for the first request that the platform accepted.
  /// - Returns: its id, from the journal.
  fileprivate func acceptedRequest() async throws -> String {
    try await blocking { [self] in
      let pattern = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/
      for _ in 0..<2000 {
        for (path, bytes) in try allFiles() where path.contains("journal") {
          let text = String(decoding: bytes, as: UTF8.self)
          if let match = text.firstMatch(of: pattern) { return String(match.output) }
        }
        usleep(10_000)
      }
      throw Child.TimedOut(words: ["an accepted request"])
    }
  }
}
