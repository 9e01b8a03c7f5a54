import Diagnostics
import Language

/// What the program was given to run.
package enum ScriptInput: Sendable {
  /// `-c LINE`.
  case line(String)
  /// A script from a file, called by its path.
  case file(path: String, text: String)
  case standardInput(String)
  /// A command or model with its arguments, each one word of another shell.
  case words([String])

  /// What the line is called that is made of words.
  static let wordsName = "arguments"

  /// The path of a script.
  var path: String? { if case .file(let path, _) = self { path } else { nil } }

  /// Why a script cannot be read, in the words of `check`.
  package static func obstacle(toReading path: String, in workingDirectory: String) -> String {
    let files = Files(workingDirectory: workingDirectory, homeDirectory: "/", policy: .everything)
    do {
      _ = try files.text(of: try files.localFile(path))
    } catch let failure as Failure {
      return [failure.diagnostic.message, failure.diagnostic.help].compactMap(\.self).joined(separator: "; ")
    } catch {}
    return "cannot read the script '\(path)'"
  }

  func parsed() -> (source: SourceText, result: ParseResult) {
    switch self {
    case .line(let text): return parsed(text, name: "-c", .paste)
    case .file(let path, let text): return parsed(text, name: path, .file)
    case .standardInput(let text): return parsed(text, name: "stdin", .file)
    case .words(let words): return Parser.parse(words: words)
    }
  }

  var permissions: Permissions {
    switch self {
    case .line, .words: .arguments
    case .file, .standardInput: .script
    }
  }

  private func parsed(_ text: String, name: String, _ origin: Origin) -> (source: SourceText, result: ParseResult) {
    let source = SourceText(name: name, text: text)
    return (source, Parser.parse(source, origin: origin))
  }
}
