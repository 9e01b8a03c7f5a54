import JSON
import Testing

@testable import Shell

@Suite struct ProgramCompleterTests {
  /// What `falsh --complete` says at `⎮`.
  private static func report(_ marked: String, in shell: ShellUnderTest) async -> CompletionReport {
    let parts = marked.split(separator: "⎮", omittingEmptySubsequences: false).map(String.init)
    let completer = ProgramCompleter(
      session: shell.session,
      options: [
        ProgramOption(name: "--sandbox", takesValue: false, summary: "no cost"),
        ProgramOption(name: "--host", takesValue: true, summary: "an origin"),
        ProgramOption(name: "--allow-read", takesValue: true, summary: "a folder"),
      ], subcommands: [("serve", "the sandbox")])
    return await completer.report(on: parts.joined(), at: parts[0].unicodeScalars.count)
  }

  private static func setup() -> Setup {
    var setup = Setup()
    setup.files = [
      ("film.fal", "param subject: text\nparam style = \"oil\"\nprint $subject\n"), ("my fox.png", ""),
      ("out/a.png", ""),
    ]
    return setup
  }

  @Test(arguments: [
    ("falsh upl⎮", ["upload"]), ("falsh ser⎮", ["serve"]), ("falsh --s⎮", ["--sandbox"]), ("falsh --host ⎮", []),
    ("falsh --allow-read ou⎮", ["out/"]), ("falsh --host x --sandbox upl⎮", ["upload"]), ("falsh fi⎮", ["film.fal"]),
    ("falsh film.fal s⎮", ["subject=", "style="]), ("falsh film.fal subject=x s⎮", ["style="]),
    ("falsh film.fal subject=my⎮", ["subject=my fox.png"]), ("falsh upload my⎮", ["my fox.png"]),
    ("falsh upload my\\ f⎮", ["my fox.png"]), ("falsh upload \"my f⎮", ["my fox.png"]),
    ("falsh upload @my\\ f⎮", ["@my fox.png"]), ("FAL_KEY=x ./bin/falsh upl⎮", ["upload"]),
    ("falsh fal-ai/z-image/turbo \"a b\" image_size=portrait_4⎮", ["image_size=portrait_4_3"]),
    ("falsh fal-ai/z-image/turbo --lo⎮", ["--logs"]),
    ("falsh gen -m fal-ai/qwen-image-ma⎮", ["fal-ai/qwen-image-max/edit", "fal-ai/qwen-image-max/text-to-image"]),
    ("falsh gen -m fal-ai/z-image/turbo -p \"a $x\" num_im⎮", ["num_images="]),
    ("falsh upload '⎮", ["film.fal", "my fox.png", "notes.txt", "out/", "portrait.jpg"]),
  ])
  func `words of another shell are completed as they will be read`(marked: String, texts: [String]) async throws {
    try await withKnowingShell(Self.setup()) { shell in
      let report = await Self.report(marked, in: shell)
      #expect(report.candidates.map(\.text) == texts)
    }
  }

  @Test func `the document for programs`() async throws {
    try await withKnowingShell(Self.setup()) { shell in
      #expect(
        await Self.report("print 狐 | upl⎮", in: shell).text(for: .json) == """
          {"replace":{"start":10,"end":13},"candidates":[{"text":"upload","kind":"command",\
          "description":"uploads a file and gives its URL","open":false}],"note":""}

          """)
      let seed = try JSON(parsing: await Self.report("fal-ai/z-image/turbo seed=⎮", in: shell).text(for: .json))
      #expect(seed["candidates"]?.array == [] && seed["note"]?.string?.hasPrefix("seed: integer") == true)
      #expect(try JSON(parsing: await Self.report("§⎮", in: shell).text(for: .json))["replace"]?["start"]?.int == 1)
    }
  }

  @Test func `lines for shells`() async throws {
    try await withKnowingShell(Self.setup()) { shell in
      #expect(await Self.report("falsh upload my⎮", in: shell).text(for: .bash) == "my\\ fox.png \n")
      #expect(await Self.report("falsh upload \"my⎮", in: shell).text(for: .bash) == "my fox.png\n")
      #expect(await Self.report("falsh upload @my⎮", in: shell).text(for: .bash) == "@my\\ fox.png \n")
      let avatar = await Self.report("falsh argil/avatars/audio-to-video avatar=\"Mia out⎮", in: shell)
      #expect(avatar.text(for: .bash) == "Mia outdoor (UGC)\n")
      #expect(await Self.report("falsh film.fal st⎮", in: shell).text(for: .bash) == "style=\n")
      #expect(await Self.report("falsh film.fal st⎮", in: shell).text(for: .zsh) == "o\tstyle=\tdefault \"oil\"\n")
      #expect(
        await Self.report("falsh upl⎮", in: shell).text(for: .fish) == "upload\tuploads a file and gives its URL\n")
    }
  }
}
