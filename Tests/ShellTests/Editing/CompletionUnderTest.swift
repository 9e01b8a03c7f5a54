import Terminal

@testable import Shell

extension ShellUnderTest {
  /// What Tab gives at `⎮`.
  func completion(_ marked: String) async -> Completion? {
    let parts = marked.split(separator: "⎮", omittingEmptySubsequences: false).map(String.init)
    return await Completer(session: session).completion(of: parts.joined(), at: parts[0].utf8.count)
  }

  /// What is inserted, without what closes it.
  func offered(_ marked: String) async -> [String] { await completion(marked)?.candidates.map(\.text) ?? [] }

  /// What stands beside it.
  func details(_ marked: String) async -> [String] { await completion(marked)?.candidates.map(\.detail) ?? [] }

  /// The line after Tab has found one candidate, the cursor in it.
  func completed(_ marked: String) async -> String? {
    let parts = marked.split(separator: "⎮", omittingEmptySubsequences: false).map(String.init)
    guard let completion = await completion(marked), let only = completion.candidates.first,
      completion.candidates.count == 1
    else { return nil }
    let before = String(decoding: parts[0].utf8.prefix(completion.replacing.lowerBound), as: UTF8.self)
    return before + only.text + only.closesWith + "⎮" + parts[1]
  }
}

/// A shell that has the sandbox's list and some of its models' documents.
func withKnowingShell(_ setup: Setup = Setup(), _ body: (ShellUnderTest) async throws -> Void) async throws {
  try await withShell(setup) { shell in
    _ = try? await shell.session.catalogue.model(named: "no/such-model")
    for name in ["fal-ai/z-image/turbo", "fal-ai/veo3.1", "fal-ai/qwen-image-max/edit"] {
      _ = try await shell.session.catalogue.model(named: name)
    }
    try await body(shell)
  }
}
