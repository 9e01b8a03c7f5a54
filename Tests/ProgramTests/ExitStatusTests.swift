import Testing

@Suite struct `Exit statuses` {
  @Test(
    arguments: [
      ("print 1", 0), ("fail \"no\"", 1), ("fal-ai/z-image/turbo \"nsfw\"", 1), ("let x =", 2), ("$nothing", 2),
      ("fal-ai/veo3.1 \"x\" --timeout 2", 4), ("expect 1 == 2", 8), ("exit 7", 7),
    ] as [(String, Int32)])
  func `tell how it went`(_ line: String, _ status: Int32) async throws {
    let ended = try await Room().falsh("--sandbox", "-c", line)
    #expect(ended.status == status)
    #expect(ended.error.isEmpty == [0, 7].contains(status))
  }

  @Test func `without a key nothing is run, and both ways out are named`() async throws {
    let room = try Room()
    try room.write("print \"first\"\nfal-ai/z-image/turbo \"a fox\"\n", to: "a.fal")
    let ended = try await room.falsh("a.fal")
    #expect(ended.status == 3)
    #expect(ended.output == "")
    #expect(ended.error.contains("FAL_KEY") && ended.error.contains("--sandbox"))
  }

  @Test func `the network`() async throws {
    let ended = try await Room(["FAL_KEY": "a:b"]).falsh(
      "--host", "http://127.0.0.1:1", "-c", "fal-ai/z-image/turbo \"a fox\"")
    #expect(ended.status == 5)
    #expect(ended.error.contains("127.0.0.1"))
  }

  @Test func `are explained`() async throws {
    let ended = try await Room().falsh("help", "exit-codes")
    let statuses = ended.lines.map { $0.prefix { $0.isNumber } }
    #expect(statuses == ["0", "1", "2", "3", "4", "5", "6", "7", "8", "130", "141", "143"])
  }

  @Test func `a server of one's own asks for no key`() async throws {
    try await Server.run { server in
      let ended = try await Room(["FALSH_HOST": server.origin]).falsh("-c", "fal-ai/z-image/turbo \"a fox\" | count")
      #expect(ended.status == 0, "\(ended.error)")
    }
  }
}

@Suite struct `The key` {
  /// Looked for in everything that a run leaves.
  private static let marker = "f00dcafe-marker:0123456789abcdef"

  @Test(arguments: [
    "fal-ai/z-image/turbo \"a fox\"", "fal-ai/z-image/turbo \"a fox\" --curl",
    "fal-ai/z-image/turbo \"a fox\" --dry-run",
    "upload \"a.txt\"", "vars; set; jobs", "fal-ai/z-image/turbo \"a fox\" --logs --stream", "models fox",
  ])
  func `is in nothing that is written`(_ line: String) async throws {
    let room = try Room(["FAL_KEY": Self.marker, "FALSH_HOST": "http://127.0.0.1:1"])
    try room.write("text", to: "a.txt")
    let ended = try await room.falsh("-c", line)
    #expect(!(ended.output + ended.error).contains("marker"))
    for (path, bytes) in try room.allFiles() {
      #expect(bytes.firstRange(of: Array("marker".utf8)) == nil, "\(path)")
    }
  }
}
