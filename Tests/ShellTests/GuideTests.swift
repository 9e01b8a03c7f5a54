import FalProtocol
import JSON
import ModelCatalogue
import Terminal
import Testing

@testable import Shell

/// The words of the selection guide are promises: each runs as the guide
/// writes it, and behind a pipe.
@Suite struct GuideTests {
  static let words = SelectionGuide.useCases + SelectionGuide.categories

  /// A shell whose folder has the files that the guide names.
  private func withFiles(_ body: (ShellUnderTest) async throws -> Void) async throws {
    try await withShell { shell in
      _ = await shell.type("fal-ai/z-image/turbo \"a fox\" seed=1 image_size=square output_format=jpeg | save a.jpg")
      _ = await shell.type("best-tts \"hello\" | save a.mp3")
      try await body(shell)
    }
  }

  @Test func `every word runs as the guide writes it`() async throws {
    try await withFiles { shell in
      for word in Self.words {
        let line = "\(word.word) \(word.arguments.replacing("…", with: "a fox"))"
        let shown = await shell.type(line)
        #expect(!shown.contains("error"), "\(line): \(shown)")
        let job = try #require(shell.session.jobs.all.last, "\(line): \(shown)")
        #expect(job.endpoint.description == word.model)
        #expect(job.result.outcome.map { (try? $0.get()) != nil } == true, "\(line): \(shown)")
      }
      #expect(shell.session.jobs.all.count == Self.words.count + 2)
    }
  }

  @Test func `a word takes its file from a pipe too`() async throws {
    try await withFiles { shell in
      for word in Self.words.filter({ $0.arguments.hasPrefix("@") }) {
        let parts = word.arguments.split(separator: " ", maxSplits: 1)
        let rest = parts.dropFirst().first.map { " " + $0.replacing("…", with: "a fox") } ?? ""
        let shown = await shell.type("\(parts[0]) | \(word.word)\(rest)")
        #expect(!shown.contains("error"), "\(word.word): \(shown)")
        #expect(shell.session.jobs.all.last?.endpoint.description == word.model)
      }
    }
  }

  @Test func `a cloned voice speaks`() async throws {
    try await withFiles { shell in
      let shown = await shell.type("voice-clone @a.mp3 | fal-ai/qwen-3-tts/text-to-speech/1.7b \"hello\"")
      #expect(!shown.contains("error"), "\(shown)")
      let job = shell.session.jobs.all.last
      #expect(job?.endpoint.description == "fal-ai/qwen-3-tts/text-to-speech/1.7b")
    }
  }

  @Test(arguments: [70, 80, 100, 140])
  func `no price is cut, however narrow the screen is`(width: Int) {
    let lines = GuideTable(words: Self.words, prices: [:]).lines(width: width).map(\.plain)
    #expect(lines.count == Self.words.count * (width < 90 ? 2 : 1))
    for word in Self.words {
      let price = ModelCatalogue.shipped.entry(word.model)?.price?.words ?? ""
      let isWhole = lines.contains { $0.contains(word.model) && $0.hasSuffix(price) || $0.contains(price + "  ") }
      #expect(isWhole, "\(word.word) at \(width): \(price)")
      #expect(lines.contains { $0.hasPrefix("\(word.word) \(word.arguments)") })
    }
  }

  @Test func `a price that the platform has told stands in place of the carried one`() {
    let told = ListPrice(amount: JSONNumber(7), unit: "images")
    let model = Self.words[0].model
    let lines = GuideTable(words: Self.words, prices: [model: told]).lines(width: 140).map(\.plain)
    #expect(lines.first?.contains("$7 an image") == true)
  }

  @Test(arguments: [
    "use openrouter/router model=openai/gpt-5", "use model=openai/gpt-5 openrouter/router",
    "use any-llm model=openai/gpt-5",
  ])
  func `use gives a model its parameter of the same name as its own`(line: String) async throws {
    try await withShell { shell in
      #expect(await shell.type(line) == "")
      let request = await shell.type("gen \"a\" --dry-run")
      #expect(request.contains("openrouter/router") && request.contains("\"model\": \"openai/gpt-5\""), "\(request)")
      // Alone the name is use's own.
      #expect(await shell.type("use model=fal-ai/z-image/turbo") == "")
      #expect(shell.session.settings.model == "fal-ai/z-image/turbo")
    }
  }

  @Test func `the router is asked for the session's language model, unless a call names one`() async throws {
    try await withShell { shell in
      #expect(await shell.type("any-llm \"a\" --dry-run").contains("\"model\": \"google/gemini-2.5-flash\""))
      _ = await shell.type("set llm=openai/gpt-5")
      #expect(await shell.type("any-llm \"a\" --dry-run").contains("\"model\": \"openai/gpt-5\""))
      #expect(await shell.type("vision @portrait.jpg \"a\" --dry-run").contains("\"model\": \"openai/gpt-5\""))
      #expect(await shell.type("any-llm \"a\" model=x/y --dry-run").contains("\"model\": \"x/y\""))
      #expect(await shell.type("ask \"a\" --dry-run").contains("\"model\": \"openai/gpt-5\""))
      _ = await shell.type("use openrouter/router temperature=1")
      #expect(await shell.type("gen \"a\" --dry-run").contains("\"model\": \"openai/gpt-5\""))
    }
  }
}
