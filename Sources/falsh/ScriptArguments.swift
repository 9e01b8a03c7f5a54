import JSON
import Language

/// `name=value` words behind a script's name.
struct ScriptArguments: Sendable {
  private(set) var values: [String: Value] = [:]
  /// What is wrong with them; nil if nothing is.
  private(set) var problem: String?

  init(_ words: [String]) {
    for word in words {
      guard let separator = word.firstIndex(of: "="), separator > word.startIndex else {
        problem = problem ?? "'\(word)' is no parameter: they are written name=value"
        continue
      }
      values[String(word[..<separator])] = .data(.string(String(word[word.index(after: separator)...])))
    }
  }
}
