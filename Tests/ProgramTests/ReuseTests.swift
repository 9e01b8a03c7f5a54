import Testing

@Suite struct `Steps that were run before` {
  private func withRoom(_ script: String, _ body: (Room) async throws -> Void) async throws {
    try await Server.run { server in
      let room = try Room(["FALSH_HOST": server.origin])
      try room.write(script, to: "a.fal")
      try await body(room)
    }
  }

  @Test func `are taken from the journal if their seed is given`() async throws {
    let script = """
      let fox = fal-ai/z-image/turbo "a fox" seed=1 image_size=square
      $fox.seed
      let owl = fal-ai/z-image/turbo "an owl" image_size=square
      print $fox.url
      """
    try await withRoom(script) { room in
      let first = try await room.falsh("a.fal")
      let second = try await room.falsh("--reuse", "a.fal")
      #expect(second.lines == first.lines)
      #expect(second.error.contains("1 run taken from the journal"), "\(second)")
      let all = try await room.falsh("--reuse=all", "a.fal")
      #expect(all.error.contains("2 runs taken from the journal"), "\(all)")
      let none = try await room.falsh("a.fal")
      #expect(!none.error.contains("taken"))
    }
  }

  @Test func `are run anew if anything of them has changed`() async throws {
    try await withRoom("fal-ai/z-image/turbo \"a fox\" seed=1 image_size=square | count\n") { room in
      _ = try await room.falsh("a.fal")
      try room.write("fal-ai/z-image/turbo \"a fox\" seed=2 image_size=square | count\n", to: "a.fal")
      #expect(try await !room.falsh("--reuse", "a.fal").error.contains("taken"))
    }
  }

  @Test func `are told from one another by what is in their files`() async throws {
    try await withRoom("fal-ai/qwen-image-max/edit @face.png \"older\" seed=1 | count\n") { room in
      let make = "falsh -c 'fal-ai/z-image/turbo \"NAME\" seed=SEED image_size=square | save --force face.png'"
      _ = try await room.shell(make.replacing("SEED", with: "1"))
      #expect(try await room.falsh("a.fal").status == 0)
      let same = try await room.shell("mv face.png x.png; cp x.png face.png; falsh --reuse a.fal")
      #expect(same.error.contains("1 run taken"), "\(same)")
      _ = try await room.shell(make.replacing("SEED", with: "2"))
      #expect(try await !room.falsh("--reuse", "a.fal").error.contains("taken"))
    }
  }

  @Test func `cost nothing, and nobody is asked`() async throws {
    try await withRoom("fal-ai/veo3.1 \"a fox runs\" duration=8s seed=1 | count\n") { room in
      #expect(try await room.falsh("a.fal").status != 0)
      #expect(try await room.falsh("--yes", "a.fal").status == 0)
      let again = try await room.falsh("--reuse", "--budget", "0.01", "a.fal")
      #expect(again.status == 0, "\(again)")
      #expect(again.error.contains("1 run taken from the journal"), "\(again)")
    }
  }

  @Test func `go on where a script was cut off`() async throws {
    let script = """
      fal-ai/z-image/turbo "a fox" seed=1 image_size=square | count
      fal-ai/z-image/turbo "an owl" seed=2 image_size=square | save "taken/$('owl').png"
      fal-ai/z-image/turbo "a bear" seed=3 image_size=square | count
      """
    try await withRoom(script) { room in
      // Its second step cannot be finished, which nobody knows before: a file
      // is where a folder goes.
      try room.write("", to: "taken")
      #expect(try await room.falsh("a.fal").status == 1)
      let resumed = try await room.falsh("--reuse", "a.fal")
      #expect(resumed.error.contains("%1 fal-ai/z-image/turbo taken from the journal"))
      #expect(resumed.error.contains("2 runs taken from the journal, which saved"), "\(resumed)")
    }
  }
}

/// The sandbox of one process takes its files with it.
@Suite struct `Steps whose files are gone` {
  private static let steps = """
    let fox = fal-ai/z-image/turbo "a fox" seed=1 image_size=square
    $fox | fal-ai/qwen-image-max/edit "older" seed=2 | save older.png
    """

  @Test func `are run anew, and that is said`() async throws {
    let room = try Room()
    try room.write(Self.steps, to: "a.fal")
    #expect(try await room.falsh("--sandbox", "a.fal").status == 0)
    let again = try await room.falsh("--sandbox", "--force", "--reuse", "a.fal")
    #expect(again.status == 0, "\(again)")
    #expect(again.error.contains("the files of an earlier run are gone (set keep=copies keeps them)"), "\(again)")
    #expect(!again.error.contains("taken"))
  }

  @Test func `are taken where copies were kept, which later steps can use`() async throws {
    let room = try Room()
    try room.write("set keep=copies\n" + Self.steps, to: "a.fal")
    #expect(try await room.falsh("--sandbox", "a.fal").status == 0)
    let picture = try room.bytes(of: "older.png")
    let again = try await room.falsh("--sandbox", "--force", "--reuse", "a.fal")
    #expect(again.status == 0 && again.error.contains("2 runs taken from the journal"), "\(again)")
    #expect(try room.bytes(of: "older.png") == picture)
    // A step that is new works on what an old one has left.
    try room.write("set keep=copies\n" + Self.steps.replacing("older\"", with: "younger\""), to: "a.fal")
    let other = try await room.falsh("--sandbox", "--force", "--reuse", "a.fal")
    #expect(other.status == 0 && other.error.contains("1 run taken from the journal"), "\(other)")
    // A copy that somebody has written into is none.
    _ = try await room.shell("find ~ -path '*falsh/media/*' -type f -exec sh -c 'echo junk >\"$0\"' {} \\;")
    let spoiled = try await room.falsh("--sandbox", "--force", "--reuse", "a.fal")
    #expect(spoiled.status == 0 && spoiled.error.contains("the files of an earlier run are gone"), "\(spoiled)")
  }

  /// A server that is started anew at the same address knows none of its
  /// files, and is not the sandbox of this process.
  @Test func `are run anew where a platform elsewhere has lost them`() async throws {
    let room = try Room()
    try room.write(Self.steps, to: "a.fal")
    try room.write("set keep=copies\n" + Self.steps.replacing("fox", with: "owl"), to: "kept.fal")
    let server = try await Server.run { server in
      #expect(try await room.falsh("--host", server.origin, "a.fal").status == 0)
      let again = try await room.falsh("--host", server.origin, "--force", "--reuse", "a.fal")
      #expect(again.status == 0 && again.error.contains("2 runs taken from the journal"), "\(again)")
      #expect(try await room.falsh("--host", server.origin, "--force", "kept.fal").status == 0)
      return server
    }
    let picture = try room.bytes(of: "older.png")
    try await Server.run(port: server.port) { emptied in
      #expect(emptied.origin == server.origin)
      let kept = try await room.falsh("--host", server.origin, "--force", "--reuse", "kept.fal")
      #expect(kept.status == 0 && kept.error.contains("2 runs taken from the journal"), "\(kept)")
      #expect(try room.bytes(of: "older.png") == picture)
      let lost = try await room.falsh("--host", server.origin, "--force", "--reuse", "a.fal")
      #expect(lost.status == 0 && !lost.error.contains("taken from"), "\(lost)")
      #expect(lost.error.contains("z-image/turbo: the files of an earlier run are gone"), "\(lost)")
      // The step behind it works on a new file, and was never run before.
      #expect(!lost.error.contains("qwen-image-max/edit: the files"), "\(lost)")
      // What has been made again is there again.
      let again = try await room.falsh("--host", server.origin, "--force", "--reuse", "a.fal")
      #expect(again.status == 0 && again.error.contains("2 runs taken from the journal"), "\(again)")
    }
  }
}
