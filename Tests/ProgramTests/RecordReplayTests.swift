import Foundation
import Testing

@Suite struct `A run that is kept` {
  private static let script = """
    let portrait = (upload @face.txt)
    let fox = fal-ai/z-image/turbo "a fox" image_size=square
    $fox.seed
    let many = ["red", "blue"] | each { fal-ai/z-image/turbo "a $in bird" image_size=square }
    $fox | fal-ai/qwen-image-max/edit "older" | save older.png
    $many[1].images[0].url
    ask "one line about foxes"
    """

  private func room() throws -> Room {
    let room = try Room(["FAL_KEY": "id:topsecretkey"])
    try room.write(Self.script, to: "a.fal")
    try room.write("a face", to: "face.txt")
    return room
  }

  @Test func `is replayed without key or network, with the same output`() async throws {
    let room = try room()
    let recorded = try await room.falsh("--sandbox", "--record", "a.tape", "a.fal")
    #expect(recorded.status == 0, "\(recorded)")
    let picture = try room.bytes(of: "older.png")
    let replayed = try await room.shell("rm older.png; env -u FAL_KEY falsh --replay a.tape a.fal")
    #expect(replayed.status == 0, "\(replayed)")
    #expect(replayed.output == recorded.output)
    #expect(try room.bytes(of: "older.png") == picture)
    let tape = try room.bytes(of: "a.tape")
    #expect(tape.range(of: Data("topsecretkey".utf8)) == nil)
    // A replay is no job that was run.
    #expect(try await room.falsh("--sandbox", "jobs").output.contains("%") == false)
  }

  @Test func `is not asked for what it does not hold`() async throws {
    let room = try room()
    _ = try await room.falsh("--sandbox", "--record", "a.tape", "a.fal")
    try room.write("fal-ai/z-image/turbo \"an owl\"\n", to: "b.fal")
    let other = try await room.falsh("--replay", "a.tape", "b.fal")
    #expect(other.status == 1, "\(other)")
    #expect(other.error.contains("is not in the recording"))
  }

  @Test func `replaces no file unasked, and is no other file`() async throws {
    let room = try room()
    #expect(try await room.falsh("--sandbox", "--record", "face.txt", "a.fal").status == 2)
    #expect(try await room.falsh("--replay", "face.txt", "a.fal").status == 2)
    #expect(try await room.falsh("--replay", "none.tape", "a.fal").status == 2)
    #expect(try await room.falsh("--replay", "x", "--record", "y", "a.fal").status == 2)
    #expect(try room.bytes(of: "face.txt") == Data("a face".utf8))
  }
}

@Suite struct `Steps that were run before` {
  private func room(_ script: String) throws -> Room {
    let room = try Room()
    try room.write(script, to: "a.fal")
    return room
  }

  @Test func `are taken from the journal if their seed is given`() async throws {
    let room = try room(
      """
      let fox = fal-ai/z-image/turbo "a fox" seed=1 image_size=square
      $fox.seed
      let owl = fal-ai/z-image/turbo "an owl" image_size=square
      print $fox.url
      """)
    let first = try await room.falsh("--sandbox", "a.fal")
    let second = try await room.falsh("--sandbox", "--reuse", "a.fal")
    #expect(second.output.split(separator: "\n").first == first.output.split(separator: "\n").first)
    #expect(second.lines == first.lines)
    #expect(second.error.contains("1 run taken from the journal"), "\(second)")
    let all = try await room.falsh("--sandbox", "--reuse=all", "a.fal")
    #expect(all.error.contains("2 runs taken from the journal"), "\(all)")
    let none = try await room.falsh("--sandbox", "a.fal")
    #expect(!none.error.contains("taken"))
  }

  @Test func `are run anew if anything of them has changed`() async throws {
    let room = try room("fal-ai/z-image/turbo \"a fox\" seed=1 image_size=square | count\n")
    _ = try await room.falsh("--sandbox", "a.fal")
    try room.write("fal-ai/z-image/turbo \"a fox\" seed=2 image_size=square | count\n", to: "a.fal")
    #expect(try await !room.falsh("--sandbox", "--reuse", "a.fal").error.contains("taken"))
  }

  @Test func `are told from one another by what is in their files`() async throws {
    let room = try room("fal-ai/qwen-image-max/edit @face.png \"older\" seed=1 | count\n")
    let make = "falsh --sandbox -c 'fal-ai/z-image/turbo \"NAME\" seed=SEED image_size=square | save --force face.png'"
    _ = try await room.shell(make.replacing("SEED", with: "1"))
    #expect(try await room.falsh("--sandbox", "a.fal").status == 0)
    let same = try await room.shell("mv face.png x.png; cp x.png face.png; falsh --sandbox --reuse a.fal")
    #expect(same.error.contains("1 run taken"), "\(same)")
    _ = try await room.shell(make.replacing("SEED", with: "2"))
    #expect(try await !room.falsh("--sandbox", "--reuse", "a.fal").error.contains("taken"))
  }

  @Test func `cost nothing, and nobody is asked`() async throws {
    try await Server.run { server in
      let room = try Room(["FALSH_HOST": server.origin])
      try room.write("fal-ai/veo3.1 \"a fox runs\" duration=8s seed=1 | count\n", to: "a.fal")
      #expect(try await room.falsh("a.fal").status != 0)
      #expect(try await room.falsh("--yes", "a.fal").status == 0)
      let again = try await room.falsh("--reuse", "--budget", "0.01", "a.fal")
      #expect(again.status == 0, "\(again)")
      #expect(again.error.contains("1 run taken from the journal"), "\(again)")
    }
  }

  @Test func `go on where a script was cut off`() async throws {
    let room = try room(
      """
      fal-ai/z-image/turbo "a fox" seed=1 image_size=square | count
      fal-ai/z-image/turbo "an owl" seed=2 image_size=square | save taken/owl.png
      fal-ai/z-image/turbo "a bear" seed=3 image_size=square | count
      """)
    // Its second step cannot be finished: a file is where a folder goes.
    try room.write("", to: "taken")
    #expect(try await room.falsh("--sandbox", "a.fal").status == 1)
    let resumed = try await room.falsh("--sandbox", "--reuse", "a.fal")
    #expect(resumed.error.contains("%1 fal-ai/z-image/turbo taken from the journal"))
    #expect(resumed.error.contains("2 runs taken from the journal"), "\(resumed)")
  }
}
