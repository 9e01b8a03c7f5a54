import Diagnostics
import JSON
import Language

/// A list of texts as one text.
struct JoinCommand: Command {
  private static let separator = Omittable("separator", String.self, "what stands between; a newline if not given")

  static let name = "join"

  static let manual = Manual(
    name: name, group: .values, summary: "makes one text of a list of texts", input: .required,
    parameters: [separator],
    examples: """
      > ["fox", "owl"] | join ", "
      fox, owl
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    guard let items = try await call.input?.items else { throw Failure(.badInput, .listWanted(call.manual)) }
    let texts = try items.map { item in
      guard let text = item.text else { throw Failure(.badInput, .noTextIn(item)) }
      return text
    }
    return .data(.string(texts.joined(separator: try call[Self.separator] ?? "\n")))
  }

  func check(_ call: CommandCall, in session: Session) async -> [Diagnostic] { call.listProblems }

  func shape(of call: CommandCall, in session: Session) async -> Shape { .text }
}

extension Diagnostic {
  fileprivate static func noTextIn(_ value: Value) -> Diagnostic {
    Diagnostic(code: "wrong-input", "\(value.kindName.withArticle) cannot be part of a text")
  }
}
