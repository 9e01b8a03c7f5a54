import FalProtocol
import JSON
import Language
import Testing

@testable import Shell

@Suite struct `Values in the journal` {
  @Test func `come back as what they were`() async throws {
    try await withShell { shell in
      _ = await shell.type("let still = fal-ai/z-image/turbo \"a fox\" seed=1 image_size=square")
      _ = await shell.type("let sweep = (sweep fal-ai/z-image/turbo \"a {red,blue} fox\" image_size=square)")
      for line in ["@notes.txt", "@https://example.com/a.png", "[1, $still, [@notes.txt]]", "{a: 1}", "null"] {
        _ = await shell.type("let value = \(line)")
        try expectSame("value", shell)
      }
      for name in ["still", "sweep"] { try expectSame(name, shell) }
    }
  }

  @Test func `are jobs while they run, and results afterwards`() async throws {
    try await withShell { shell in
      _ = await shell.type("let clip = fal-ai/veo3.1 \"a battle\" &")
      let value = try #require(shell.session.scope["clip"])
      #expect(StoredValue(session: shell.session).json(of: value) == ["result": 1])
      let job = try #require(shell.session.jobs[1])
      #expect(StoredValue(session: shell.session).json(of: .handle(job)) == ["job": 1])
    }
  }

  @Test(arguments: [
    "{\"job\":9}", "{\"result\":9}", "{}", "[]", "{\"file\":{}}", "{\"elsewhere\":{\"model\":\"\"}}", "{\"x\":1}",
    "{\"list\":[{\"job\":9}]}",
  ])
  func `are left out where they cannot come back`(_ text: String) async throws {
    try await withShell { shell in
      let value = StoredValue(session: shell.session).value(try JSON(parsing: text))
      #expect(value.map(\.json) == nil)
    }
  }

  private func expectSame(_ name: String, _ shell: ShellUnderTest) throws {
    let value = try #require(shell.session.scope[name])
    let stored = StoredValue(session: shell.session)
    let back = try #require(stored.value(try JSON(parsing: stored.json(of: value).text)))
    #expect(back.kindName == value.kindName && back.json == value.json && back.text == value.text)
    #expect(stored.json(of: back) == stored.json(of: value))
  }
}
