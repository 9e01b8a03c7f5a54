import Diagnostics
import JSON
import Language

/// A local path, given as a word, a text or `@path`.
struct PathArgument: ArgumentType {
  static let label = "FILE"
  let path: String

  init(reading content: Argument.Content) throws {
    switch content {
    case .word(let word): path = word
    case .value(.data(.string(let text))): path = text
    case .value(.handle(let handle)):
      if handle is RemoteFile { throw Failure(.badInput, .isRemote) }
      guard let file = handle as? LocalFile else { throw Failure.wants("a file", got: .handle(handle)) }
      path = file.path
    default: throw Failure.wants("a file")
    }
  }

  static func candidates(_ prefix: String, in session: Session) -> [Suggestion] {
    session.files.suggestions(for: prefix)
  }
}

extension Diagnostic {
  fileprivate static var isRemote: Diagnostic {
    Diagnostic(
      code: "wrong-argument", "this must be a file of this machine, but is one of the web",
      help: "a model takes its URL as it is")
  }
}
