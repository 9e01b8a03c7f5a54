import Diagnostics
import JSON
import Language

/// `name=value` words behind a script's name.
struct ScriptArguments: Sendable {
  private(set) var values: [String: Value] = [:]
  /// What is wrong with them; nil if nothing is.
  private(set) var problem: Diagnostic?

  init(_ words: [String]) {
    for word in words {
      guard let separator = word.firstIndex(of: "="), separator > word.startIndex else {
        problem = problem ?? .notAParameter(word)
        continue
      }
      values[String(word[..<separator])] = .data(.string(String(word[word.index(after: separator)...])))
    }
  }
}

extension Diagnostic {
  fileprivate static func notAParameter(_ word: String) -> Diagnostic {
    let help =
      word.hasPrefix("-")
      ? "options of the program stand before the script: falsh \(word) SCRIPT" : "they are written name=value"
    return Diagnostic(code: "not-a-parameter", "'\(word)' is no parameter of a script", help: help)
  }
}
