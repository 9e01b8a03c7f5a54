import FalProtocol
import JSON
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
