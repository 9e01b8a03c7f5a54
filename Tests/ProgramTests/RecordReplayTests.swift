import Foundation
import JSON
import Journal
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

  @Test func `says which lines a change of their model has touched since`() async throws {
    try await Server.run { server in
      let room = try Room(["FALSH_HOST": server.origin])
      let call = "fal-ai/z-image/turbo \"a fox\""
      try room.write("\(call) image_size=square | count\n\(call) seed=1 image_size=square | count\n", to: "a.fal")
      let recorded = try await room.falsh("--record", "a.tape", "a.fal")
      #expect(try await room.falsh("--replay", "a.tape", "a.fal") == recorded)
      // Later a job of this machine finds the model without its seed.
      let journal = try Journal(path: room.state + "/journal.sqlite")
      let later = Date().timeIntervalSince1970 + 60
      let shape = #"{"prompt": {"required": true}, "image_size": {"required": false}, "num_steps": {"required": true}}"#
      _ = try journal.begin(
        NewJob(
          session: journal.beginSession(at: later), number: 1, endpointID: "fal-ai/z-image/turbo", input: [:],
          origin: server.origin, sourceLine: "", startedAt: later,
          step: JobStep(key: "any", document: JobStep.Document(hash: "any", text: shape))))
      let replayed = try await room.falsh("--replay", "a.tape", "a.fal")
      #expect(replayed.status == 0 && replayed.output == recorded.output)
      let day = Date().ISO8601Format().prefix(10)
      let words = "warning: fal-ai/z-image/turbo has changed since this was recorded on \(day): "
      #expect(replayed.error.contains("a.fal:2:30: \(words)the parameter 'seed' is gone"), "\(replayed)")
      #expect(replayed.error.ranges(of: "has changed since").count == 1)
      let checked = try await room.falsh("--replay", "a.tape", "check", "a.fal")
      #expect(checked.error.contains("the parameter 'seed' is gone"), "\(checked)")
    }
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
