import Diagnostics
import Language

/// A text, or `@file` for the text of a file.
struct TextOrFile: ArgumentType {
  static let label = "TEXT"

  private enum Source: Sendable {
    case text(String)
    case file(LocalFile)
  }

  private let source: Source

  init(reading content: Argument.Content) throws {
    if case .value(.handle(let handle)) = content, let file = handle as? LocalFile {
      source = .file(file)
    } else {
      if case .word(let word) = content, word.isBareFile || word.hasSuffix(".txt") || word.hasSuffix(".json") {
        throw Failure(.badInput, .bareFile(word))
      }
      source = .text(try String(reading: content))
    }
  }

  /// The text that a command was given, as an argument or piped in.
  /// - Throws: `Failure`.
  static func text(
    of call: CommandCall, _ parameter: Omittable<TextOrFile>, in session: Session
  ) async throws -> String {
    if let argument = try call[parameter] {
      do {
        return try argument.text(in: session)
      } catch let failure as Failure {
        throw failure.located(in: call.invocation.source, at: call.range(of: parameter))
      }
    }
    guard let input = try await call.input else { throw Failure(.badInput, .noText(for: call.manual)) }
    return try TextOrFile(reading: .value(input)).text(in: session)
  }

  private func text(in session: Session) throws -> String {
    switch source {
    case .text(let text): text
    case .file(let file): try session.files.text(of: file)
    }
  }
}

extension Diagnostic {
  fileprivate static func noText(for manual: Manual) -> Diagnostic {
    Diagnostic(code: "nothing-piped", "\(manual.name) needs a text", help: "TEXT | \(manual.name)")
  }
}
