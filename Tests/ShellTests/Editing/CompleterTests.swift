import Terminal
import Testing

@testable import Shell

@Suite struct CompleterTests {
  @Test(arguments: [
    // Names of calls.
    ("upl⎮", ["upload"]), ("jo⎮", ["jobs", "join"]), ("let x = upl⎮", ["upload"]),
    ("expe⎮", ["expect"]), ("% | expor⎮", []), ("nonsense=⎮", []),
    // Parameters and their values.
    ("fal-ai/z-image/turbo ima⎮", ["image_size="]), ("fal-ai/z-image/turbo size⎮", ["image_size="]),
    ("fal-ai/z-image/turbo \"a\" image_size=portrait⎮", ["portrait_4_3", "portrait_16_9"]),
    ("fal-ai/z-image/turbo \"a\" image_size=16⎮", ["portrait_16_9", "landscape_16_9"]),
    ("fal-ai/z-image/turbo seed=1 see⎮", []), ("fal-ai/z-image/turbo see⎮ seed=1", []),
    ("fal-ai/z-image/turbo sync_mode=⎮", ["true", "false"]), ("fal-ai/z-image/turbo nonsense=⎮", []),
    ("fal-ai/z-image/turbo image_size={⎮", ["width", "height"]),
    ("fal-ai/z-image/turbo image_size={width: 7, ⎮", ["height"]),
    ("fal-ai/z-image/turbo image_size={width: ⎮", []),
    ("fal-ai/z-image/turbo image_size.w⎮", ["image_size.width="]),
    ("fal-ai/flux-lora loras[0].⎮", ["loras[0].path=", "loras[0].scale="]),
    ("fal-ai/flux-lora loras[0].sc⎮", ["loras[0].scale="]), ("fal-ai/flux-lora loras=[{⎮", ["path", "scale"]),
    ("fal-ai/veo3.1 duration=8⎮", ["8s"]), ("fal-ai/veo3.1 \"a\" prom⎮", ["negative_prompt="]),
    ("gen --model fal-ai/z-image/turbo num_im⎮", ["num_images="]),
    ("sweep fal-ai/z-image/turbo num_im⎮", ["num_images="]),
    ("realtime fal-ai/flux-2/kl⎮", ["fal-ai/flux-2/klein/realtime"]),
    ("realtime fal-ai/flux-2/klein/realtime sched⎮", ["schedule_mu="]),
    // Options and theirs.
    ("realtime fal-ai/flux-2/klein/realtime --⎮", ["--timeout", "--dry-run", "--help"]),
    ("fal-ai/z-image/turbo --dry⎮", ["--dry-run"]), ("save --⎮", ["--force", "--help"]),
    ("fal-ai/z-image/turbo --lo⎮", ["--logs"]), ("fal-ai/z-image/turbo --priority ⎮", ["low", "normal"]),
    ("fal-ai/z-image/turbo --priority=l⎮", ["low"]), ("fal-ai/z-image/turbo --logs --lo⎮", []),
    ("set para⎮", ["parallel="]), ("models --category image-to-v⎮", ["image-to-video"]),
    ("models --in me⎮", ["mesh"]), ("guide v⎮", ["video"]), ("ask \"x\" temp⎮", ["temperature="]),
    ("requests --status ⎮", ["success", "error", "user_error"]), ("models --status d⎮", ["deprecated"]),
    ("usage --⎮", ["--days", "--model", "--help"]),
    ("help exi⎮", ["exit", "exit-codes"]),
    ("completions z⎮", ["zsh"]),
    // Files, by the kind that is wanted.
    ("upload @por⎮", ["portrait.jpg"]), ("upload no⎮", ["notes.txt"]),
    ("fal-ai/qwen-image-max/edit \"x\" image_urls=por⎮", ["portrait.jpg"]),
    ("fal-ai/qwen-image-max/edit \"x\" image_urls=no⎮", []),
    ("fal-ai/qwen-image-max/edit \"x\" image_urls=[@portrait.jpg, @por⎮", ["portrait.jpg"]),
    ("fal-ai/qwen-image-max/edit @⎮", ["portrait.jpg"]), ("fal-ai/qwen-image-max/edit por⎮", ["@portrait.jpg"]),
    // Words of the language.
    ("if true { print 1 } ⎮", ["else"]), ("for x ⎮", ["in"]), ("if tr⎮", ["true"]),
    // Nothing.
    ("frobnicate ⎮", []), ("print \"⎮", []), ("# upl⎮", []), ("!ls⎮", []),
  ])
  func `Tab offers what fits`(marked: String, texts: [String]) async throws {
    try await withKnowingShell { shell in #expect(await shell.offered(marked) == texts) }
  }

  @Test(arguments: [
    ("fal-ai/z⎮", "fal-ai/z-image/turbo"), ("minimax⎮", "fal-ai/minimax/speech-2.8-turbo"),
    ("schema fal-ai/veo⎮", "fal-ai/veo3.1"), ("requests fal-ai/nem⎮", "fal-ai/nemotron/asr"),
    ("usage --model fal-ai/nem⎮", "fal-ai/nemotron/asr"), ("gen --model fal-ai/nem⎮", "fal-ai/nemotron/asr"),
    ("gen -m fal-ai/nem⎮", "fal-ai/nemotron/asr"), ("alias x=fal-ai/nem⎮", "fal-ai/nemotron/asr"),
  ])
  func `a sandbox offers its own models first, then those it has stand-ins for`(
    marked: String, first: String
  ) async throws {
    try await withKnowingShell { shell in
      let offered = await shell.offered(marked)
      #expect(offered.first == first && offered.count > 1)
    }
  }

  @Test func `required parameters come first, and given ones no more`() async throws {
    try await withKnowingShell { shell in
      let all = await shell.offered("fal-ai/qwen-image-max/edit ⎮")
      #expect(all.first == "prompt=" && all.dropFirst().first == "image_urls=")
      #expect(await !shell.offered("fal-ai/qwen-image-max/edit prompt=x ⎮").contains("prompt="))
      // A text without a name is the prompt.
      #expect(await !shell.offered("fal-ai/qwen-image-max/edit \"x\" ⎮").contains("prompt="))
    }
  }

  @Test func `details tell type, range and default`() async throws {
    try await withKnowingShell { shell in
      #expect(await shell.details("fal-ai/z-image/turbo pro⎮").first?.hasPrefix("text, required") == true)
      let count = await shell.details("fal-ai/z-image/turbo num_images⎮").first
      #expect(count?.hasPrefix("integer from 1 to 4, default 1") == true)
      #expect(await shell.details("fal-ai/z-image/turbo image_size=landscape⎮") == ["default", ""])
      #expect(await shell.completion("fal-ai/z-image/turbo seed=⎮")?.note.hasPrefix("seed: integer") == true)
      #expect(await shell.completion("fal-ai/z-image/turbo sync_mode=⎮")?.note == "")
      #expect(await shell.completion("models --limit ⎮")?.note == "limit: how many at most")
      #expect(await shell.completion("set parallel=⎮")?.note.hasPrefix("parallel: ") == true)
      #expect(await shell.details("models --category text-to-im⎮").first?.hasSuffix(" models") == true)
    }
  }

  @Test func `the router's language model is the session's unless given`() async throws {
    try await withShell { shell in
      #expect(await shell.offered("vision ⎮").prefix(2) == ["image_urls=", "prompt="])
      #expect(await shell.offered("ask \"x\" model=⎮") == ["google/gemini-2.5-flash"])
      _ = await shell.type("set llm=openai/gpt-5")
      #expect(await shell.details("any-llm model⎮") == ["text, openai/gpt-5 unless given: set llm"])
    }
  }

  @Test func `the beginning of an id means nothing else`() async throws {
    try await withShell { shell in
      let offered = await shell.offered("fal-ai/z-im⎮")
      #expect(offered.count > 5 && offered.allSatisfy { $0.hasPrefix("fal-ai/z-im") })
    }
  }

  @Test func `words find models, in place of all of them`() async throws {
    try await withShell { shell in
      // Nobody has asked the sandbox yet: the catalogue that is carried along answers.
      let completion = await shell.completion("let x = kling i2v pro⎮")
      #expect(completion?.replacing == 8..<21)
      #expect(completion?.candidates.first?.text.contains("kling") == true)
      #expect(completion?.candidates.first?.detail.contains(/^\$0\.\d+ a second, image-to-video$/) == true)
    }
  }

  @Test func `a cold start knows models and their parameters`() async throws {
    try await withShell { shell in
      #expect(await shell.offered("fal-ai/z-image/tur⎮").contains("fal-ai/z-image/turbo"))
      #expect(await shell.offered("fal-ai/z-image/turbo ima⎮") == ["image_size="])
    }
  }

  @Test func `names, jobs and aliases of the session are offered`() async throws {
    try await withKnowingShell { shell in
      _ = await shell.type(
        "let hero = fal-ai/z-image/turbo \"a fox\" seed=1 image_size=square\nalias turbo=fal-ai/z-image/turbo")
      #expect(await shell.offered("print $he⎮") == ["hero"])
      #expect(await shell.offered("print \"see $he⎮") == ["hero"])
      #expect(await shell.offered("unset ⎮") == ["hero"])
      #expect(await shell.offered("tur⎮").contains("turbo"))
      #expect(await shell.offered("turbo ima⎮") == ["image_size="])
      _ = await shell.type("fal-ai/z-image/turbo \"an owl\" seed=1 image_size=square")
      #expect(await shell.offered("wait %⎮") == ["%", "%2", "%1"])
      #expect(await shell.details("wait %1⎮") == ["fal-ai/z-image/turbo, done"])
      #expect(await shell.offered("again ima⎮") == ["image_size="])
    }
  }

  @Test func `what a def takes is offered`() async throws {
    try await withKnowingShell { shell in
      _ = await shell.type("def soften(text, strength = 2) { print $text }")
      #expect(await shell.offered("sof⎮") == ["soften"])
      #expect(await shell.offered("soften \"x\" str⎮") == ["strength="])
      #expect(await shell.offered("def harden(by) { print $⎮") == ["by"])
      #expect(await shell.offered("def harden(by) { }; harden ⎮") == ["by="])
    }
  }

  @Test func `parameters of a script are offered, required ones first`() async throws {
    var setup = Setup()
    let script = "param style = \"oil\"  ## how\nparam subject: text  ## what to draw\nprint $subject\n"
    setup.files = [("film.fal", script)]
    try await withShell(setup) { shell in
      #expect(await shell.offered("source fi⎮") == ["film.fal"])
      #expect(await shell.offered("source film.fal ⎮") == ["subject=", "style="])
      #expect(await shell.details("source film.fal ⎮") == ["text, required – what to draw", "default \"oil\" – how"])
      #expect(await shell.offered("source film.fal style=x s⎮") == ["subject="])
    }
  }

  @Test func `no cursor in any line is too much`() async throws {
    try await withKnowingShell { shell in
      let lines = [
        "let é = \"狐 $x ${\" | each { fal-ai/z-image/turbo $in image_size=[", "%3.images[0].", "@\"a b", "a b=c --d e",
        "fal-ai/z-image/turbo image_size={width: 1, \"he", "for x in $y[*].z { $x[", "f(\"a\" | b='c", "loras[0].p",
      ]
      for line in lines {
        for offset in 0...line.utf8.count {
          let completion = await Completer(session: shell.session).completion(of: line, at: offset)
          if let range = completion?.replacing { #expect(range.upperBound <= line.utf8.count) }
        }
      }
    }
  }
}
