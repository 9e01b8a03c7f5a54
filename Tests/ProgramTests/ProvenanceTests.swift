import Testing

@Suite struct `A file of a result` {
  @Test func `leads back to the line that made it, renamed, and for another falsh`() async throws {
    let room = try Room()
    let line = "fal-ai/z-image/turbo \"a fox\" seed=1 image_size=square"
    #expect(try await room.falsh("--sandbox", "-c", "\(line) | save fox.png").status == 0)
    let recipe = try await room.shell("mv fox.png a.png; falsh --sandbox recipe a.png")
    #expect(recipe.output == "\"\(line.replacing("\"", with: "\\\""))\"\n", "\(recipe)")
  }
}

@Suite struct `Without HOME` {
  @Test func `the system says where home is`() async throws {
    let ended = try await Room().shell("env -u HOME falsh --sandbox doctor")
    #expect(!ended.output.contains("\"//.local"), "\(ended)")
    #expect(ended.output.contains("/.local/state/falsh/journal.sqlite"), "\(ended)")
  }
}
