import Foundation
import Testing

@Suite struct `Money and the program` {
  private static let clip = "fal-ai/veo3.1 \"waves\" duration=4s | count"

  @Test func `what costs much is refused where nobody can be asked`() async throws {
    try await Server.run { server in
      let room = try Room(["FALSH_HOST": server.origin])
      let refused = try await room.falsh("-c", Self.clip)
      #expect(refused.status == 6)
      #expect(refused.error.contains("--yes"))
      #expect(try await room.falsh("--yes", "-c", Self.clip).status == 0)
      #expect(try await room.falsh("--budget", "2", "-c", Self.clip).status == 0)
      #expect(try await room.falsh("--budget", "1", "-c", Self.clip).status == 6)
      #expect(try await room.falsh("--budget", "lots", "-c", "1").status == 2)
    }
  }

  @Test func `a person at a terminal is asked`() async throws {
    try await Server.run { server in
      let room = try Room(["FALSH_HOST": server.origin])
      try await blocking {
        for (answer, status) in [("y\n", Int32(0)), ("\n", 6)] {
          let screen = try Screen(["-c", Self.clip], in: room)
          try screen.read(to: "Run it? [y/N] ")
          screen.type(answer)
          #expect(try screen.end() == status)
        }
      }
    }
  }

  @Test func `at the prompt too, and Ctrl-C is no`() async throws {
    try await Server.run { server in
      let room = try Room(["FALSH_HOST": server.origin])
      try await blocking {
        let screen = try Screen([], in: room)
        try screen.read(to: "falsh host> ")
        screen.type(Self.clip + "\n")
        try screen.read(to: "Run it? [y/N] ")
        screen.type("\u{3}")
        try screen.read(to: "nothing was sent")
        try screen.read(to: "falsh host> ")
        screen.type("\u{4}")
        #expect(try screen.end() == 0)
      }
    }
  }

  @Test func `a key that is typed shows nowhere, and only its owner may read it`() async throws {
    let room = try Room()
    try await blocking {
      let screen = try Screen(["login"], in: room)
      try screen.read(to: "dashboard/keys: ")
      screen.type("id:marker\n")
      #expect(try !screen.read(to: "kept in").contains("marker"))
      #expect(try screen.end() == 0)
    }
    let path = room.home + "/.config/falsh/key"
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "id:marker\n")
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    let holders = try room.allFiles().filter { $0.value.firstRange(of: Array("marker".utf8)) != nil }
    #expect(holders.keys.map { $0.hasSuffix("/falsh/key") } == [true])
    #expect(try await room.falsh("logout").status == 0)
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func `every example can be planned`() async throws {
    let room = try Room()
    try FileManager.default.copyItem(atPath: Project.examples, toPath: room.work + "/examples")
    let names = try FileManager.default.contentsOfDirectory(atPath: Project.examples).filter { $0.hasSuffix(".fal") }
    for name in names {
      let ended = try await room.falsh("--sandbox", "plan", "examples/" + name)
      #expect(ended.status == 0 && ended.error.isEmpty, "\(name): \(ended.error)")
      #expect(ended.output.contains("\"endpoint_id\""), "\(name): \(ended.output)")
      #expect(!ended.output.contains("followed"), "\(name): \(ended.output)")
    }
    #expect(!room.exists("out"))
  }

  @Test func `play waits for keys`() async throws {
    let room = try Room()
    try room.write("## It begins.\nprint 5\nprint 6\n", to: "a.fal")
    try await blocking {
      let screen = try Screen(["--sandbox", "play", "a.fal"], in: room)
      try screen.read(to: "> print 5")
      screen.type(" ")
      try screen.read(to: "> print 6")
      screen.type("q")
      #expect(try screen.end() == 0)
    }
  }
}
