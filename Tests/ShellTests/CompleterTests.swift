import Terminal
import Testing

@testable import Shell

@Suite struct CompleterTests {
  /// What Tab offers at `⎮`.
  private static func offered(_ marked: String, in shell: ShellUnderTest) -> [String] {
    let parts = marked.split(separator: "⎮", omittingEmptySubsequences: false).map(String.init)
    let completion = Completer(session: shell.session).completion(of: parts.joined(), at: parts[0].utf8.count)
    return completion?.candidates.map(\.text) ?? []
  }

  /// A shell that knows the catalogue and the models that are named.
  private static func withKnowingShell(_ body: (ShellUnderTest) async throws -> Void) async throws {
    try await withShell { shell in
      _ = try? await shell.session.catalogue.model(named: "no/such-model")
      for name in ["fal-ai/z-image/turbo", "fal-ai/veo3.1", "fal-ai/qwen-image-max/edit"] {
        _ = try await shell.session.catalogue.model(named: name)
      }
      try await body(shell)
    }
  }

  @Test(arguments: [
    ("upl⎮", ["upload"]), ("jo⎮", ["jobs", "join"]), ("fal-ai/z⎮", ["fal-ai/z-image/turbo"]),
    ("minimax⎮", ["fal-ai/minimax/speech-2.8-turbo"]), ("let x = upl⎮", ["upload"]),
    ("fal-ai/z-image/turbo ima⎮", ["image_size="]),
    ("fal-ai/z-image/turbo \"a\" image_size=portrait⎮", ["portrait_4_3", "portrait_16_9"]),
    ("fal-ai/z-image/turbo seed=1 see⎮", []), ("fal-ai/z-image/turbo sync_mode=⎮", ["true", "false"]),
    ("fal-ai/z-image/turbo --dry⎮", ["--dry-run"]), ("save --⎮", ["--force"]),
    ("fal-ai/z-image/turbo --lo⎮", ["--logs"]),
    ("upload @por⎮", ["portrait.jpg"]), ("upload no⎮", ["notes.txt"]),
    ("fal-ai/qwen-image-max/edit \"x\" image_urls=por⎮", ["portrait.jpg"]), ("help exi⎮", ["exit", "exit-codes"]),
    ("schema fal-ai/veo⎮", ["fal-ai/veo3.1"]), ("gen --model fal-ai/nem⎮", ["fal-ai/nemotron/asr"]),
    ("set para⎮", ["parallel="]),
    ("frobnicate ⎮", []), ("print \"⎮", []),
  ])
  func `Tab offers what fits`(marked: String, texts: [String]) async throws {
    try await Self.withKnowingShell { shell in #expect(Self.offered(marked, in: shell) == texts) }
  }

  @Test func `required parameters come first, and given ones no more`() async throws {
    try await Self.withKnowingShell { shell in
      let all = Self.offered("fal-ai/qwen-image-max/edit ⎮", in: shell)
      #expect(all.first == "prompt=" && all.dropFirst().first == "image_urls=")
      #expect(!Self.offered("fal-ai/qwen-image-max/edit prompt=x ⎮", in: shell).contains("prompt="))
    }
  }

  @Test func `names, jobs and aliases of the session are offered`() async throws {
    try await Self.withKnowingShell { shell in
      _ = await shell.type(
        "let hero = fal-ai/z-image/turbo \"a fox\" seed=1 image_size=square\nalias turbo=fal-ai/z-image/turbo")
      #expect(Self.offered("print $he⎮", in: shell) == ["hero"])
      #expect(Self.offered("tur⎮", in: shell).contains("turbo"))
      #expect(Self.offered("turbo ima⎮", in: shell) == ["image_size="])
      #expect(Self.offered("wait %⎮", in: shell) == ["%1"])
    }
  }

  @Test func `a path with blanks is put in quotes`() async throws {
    var setup = Setup()
    setup.files = [("my fox.png", "")]
    try await withShell(setup) { shell in #expect(Self.offered("upload @my⎮", in: shell) == ["\"my fox.png\""]) }
  }

  @Test func `no cursor in any line is too much`() async throws {
    try await Self.withKnowingShell { shell in
      let lines = [
        "let é = \"狐 $x ${\" | each { fal-ai/z-image/turbo $in image_size=[", "%3.images[0].", "@\"a b", "a b=c --d e",
      ]
      for line in lines {
        for offset in 0...line.utf8.count {
          let completion = Completer(session: shell.session).completion(of: line, at: offset)
          if let range = completion?.replacing { #expect(range.upperBound <= line.utf8.count) }
        }
      }
    }
  }
}
