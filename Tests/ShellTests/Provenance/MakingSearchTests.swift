import Testing

@testable import Shell

@Suite struct `A job that has failed` {
  @Test func `tells what was asked for as one that is done does`() async throws {
    try await withShell { shell in
      _ = await shell.type("fal-ai/z-image/turbo \"something nsfw\" seed=1 image_size=square")
      _ = await shell.type("fal-ai/z-image/turbo \"a fox\" seed=1 image_size=square")
      let line = "fal-ai/z-image/turbo \"something nsfw\" seed=1 image_size=square\n"
      #expect(await shell.type("recipe %1") == line + "edit: " + line)
      let difference = await shell.type("diff %1 %2")
      #expect(difference.contains("something nsfw") && difference.contains("a fox"), "\(difference)")
      #expect(await shell.type("trace %1").contains("something nsfw"))
    }
  }
}
