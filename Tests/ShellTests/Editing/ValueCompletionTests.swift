import Terminal
import Testing

@testable import Shell

/// Fields and indices of values: those that are there, and those that a line
/// is going to make.
@Suite struct ValueCompletionTests {
  @Test func `fields and places of a value that is there`() async throws {
    try await withKnowingShell { shell in
      _ = await shell.type("let hero = fal-ai/z-image/turbo \"a fox\" seed=1 image_size=square num_images=2")
      #expect(await shell.offered("print $hero.im⎮") == ["images"])
      #expect(await shell.offered("print $hero.ur⎮") == ["url", "urls"])
      #expect(await shell.offered("print \"${hero.see⎮") == ["seed"])
      #expect(await shell.details("print $hero.see⎮") == ["1"])
      #expect(await shell.offered("print $hero.images[⎮") == ["0", "1", "*"])
      #expect(await shell.offered("print $hero.images[0].wi⎮") == ["width"])
      #expect(await shell.offered("print $hero.meta.mo⎮") == ["model"])
      #expect(await shell.offered("print %1.im⎮") == ["images"])
      #expect(await shell.offered("print $hero.nothing.⎮") == [])
      #expect(await shell.offered("print $nobody.⎮") == [])
    }
  }

  @Test func `what a line is going to make`() async throws {
    try await withKnowingShell { shell in
      let made = "fal-ai/z-image/turbo \"a fox\""
      #expect(await shell.offered("let x = \(made)\nprint $x.im⎮") == ["images"])
      #expect(await shell.offered("\(made) | fal-ai/qwen-image-max/edit image_urls=$in.im⎮") == ["images"])
      #expect(await shell.offered("\(made) | fal-ai/qwen-image-max/edit image_urls=$in.images[0].ur⎮") == ["url"])
      #expect(await shell.offered("\(made) | each { save $in.ur⎮") == ["url"])
      #expect(await shell.offered("for f in [{name: \"a\", size: 2}] { print $f.na⎮") == ["name"])
      #expect(await shell.offered("let r = {width: 5, height: 6}; print $r.⎮") == ["width", "height"])
    }
  }

  @Test func `the value of the line counts, not an earlier one of its name`() async throws {
    try await withKnowingShell { shell in
      _ = await shell.type("let x = {old: 1}")
      #expect(await shell.offered("print $x.⎮") == ["old"])
      #expect(await shell.offered("let x = {new: 1}; print $x.⎮") == ["new"])
    }
  }
}
