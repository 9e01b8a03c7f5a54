import Diagnostics
import FalProtocol
import Language

/// What to say about a first word that is neither a model nor a command: the
/// answers of the language's page "What people will type wrongly".
struct UnknownWord {
  let call: CallSyntax
  let source: SourceText
  let session: Session

  private var name: String { call.name.value }

  var diagnostic: Diagnostic {
    answer.located(in: source, at: call.name.range)
  }

  private var answer: Diagnostic {
    if let model = modelOfPage { return said("a page is no command", "\(model)\(arguments)") }
    if name.hasSuffix(".sh") { return said("a path is no command", "gen\(arguments)") }
    if name.hasPrefix("./") || name.hasPrefix("/") || name.hasPrefix("~") { return said("a path is no command", nil) }
    if session.scope[name] != nil { return said("no command '\(name)'", "$\(name)\(arguments)") }
    if let other = UnknownWord.otherShells[name] { return said("no command '\(name)'", other + arguments) }
    if UnknownWord.loops.contains(name) {
      return Diagnostic(
        code: "unknown-command", "there is no '\(name)'", help: "for i in 1..9 { … if … { break } }")
    }
    if UnknownWord.programs.contains(name) { return said("no command '\(name)'", "!\(whole)") }
    if let near = name.nearest(among: Commands.names) {
      return Diagnostic(code: "unknown-command", "no command '\(name)'").meaning(near, for: name, among: Commands.names)
    }
    if isSentence { return sentence }
    return Diagnostic(code: "unknown-command", "no command '\(name)'", help: "help lists them")
  }

  /// What other shells call our commands.
  private static let otherShells = [
    "quit": "exit", "echo": "print", "fg": "wait", "printf": "print", "man": "help",
    "generate": "gen", "get": "save", "download": "save", "kill": "cancel", "ps": "jobs", "sleep": "sleep",
  ]

  private static let loops: Set = ["while", "until", "repeat", "loop", "do", "foreach"]

  private static let programs: Set = [
    "ls", "cd", "cat", "pwd", "rm", "cp", "mv", "mkdir", "grep", "git", "curl", "python", "python3", "bash", "sh",
    "ffmpeg", "vim", "nano", "less", "find", "head", "tail", "which", "sudo", "ssh", "node", "npm",
  ]

  /// The words behind the first, as they were typed, with a blank before.
  private var arguments: String {
    let rest = source[SourceRange(call.name.range.end, call.range.end)]
    return rest.isEmpty ? "" : String(rest)
  }

  private var whole: String { String(source[call.range]) }

  /// - Parameter correction: the call as it should have been.
  private func said(_ message: String, _ correction: String?) -> Diagnostic {
    Diagnostic(code: "unknown-command", message, help: correction, correction: correction.map(line(with:)))
  }

  /// The whole line with another call in place of this one.
  private func line(with call: String) -> String { source.line(replacing: self.call.range, with: call) }

  /// `https://fal.ai/models/fal-ai/veo3.1` names a model.
  private var modelOfPage: String? {
    for prefix in ["https://fal.ai/models/", "http://fal.ai/models/", "fal.ai/models/"] where name.hasPrefix(prefix) {
      let path = name.dropFirst(prefix.count).prefix { $0 != "?" && $0 != "#" }
      let parts = path.split(separator: "/").filter { $0 != "playground" && $0 != "api" }
      return parts.joined(separator: "/")
    }
    return nil
  }

  private var isSentence: Bool {
    call.arguments.count >= 2
      && call.arguments.allSatisfy {
        if case .positional(let expression) = $0.kind, case .word = expression.kind { true } else { false }
      }
  }

  private var sentence: Diagnostic {
    let correction = "gen \"\(whole)\""
    return Diagnostic(
      code: "unknown-command", "no command '\(name)'; to make a picture of it", help: correction,
      correction: line(with: correction))
  }
}
