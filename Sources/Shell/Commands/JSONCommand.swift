import Diagnostics
import JSON
import Language

/// A text as the value it spells.
struct JSONCommand: Command {
  private static let text = Omittable("text", TextOrFile.self, "JSON; or piped in")

  static let name = "json"

  static let manual = Manual(
    name: name, group: .values, summary: "reads a text as JSON", input: .optional, parameters: [text],
    examples: """
      > (json '{"width": 640}').width
      640
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    let text = try await TextOrFile.text(of: call, Self.text, in: session)
    do {
      return .data(try JSON(parsing: text))
    } catch {
      throw Failure(.badInput, .notJSON(error, in: text))
        .located(in: call.invocation.source, at: call.range(of: Self.text))
    }
  }
}

extension Diagnostic {
  fileprivate static func notJSON(_ error: JSONSyntaxError, in text: String) -> Diagnostic {
    let (line, column) = SourceText(name: "json", text: text).position(of: error.offset)
    return Diagnostic(code: "not-json", "the text is no JSON: line \(line), column \(column)")
  }
}
