import Diagnostics
import JSON
import Language

/// Fails on purpose.
struct FailCommand: Command {
  private static let reason = Omittable("reason", AnyArgument.self, "a text, or a caught error")

  static let name = "fail"

  static let manual = Manual(
    name: name, group: .scripts, summary: "fails with a text, or with a caught error again", input: .optional,
    parameters: [reason],
    examples: """
      > fail "no foxes today"
      prompt:1:1: error: no foxes today
       1 | fail "no foxes today"
         | ^^^^
      > try { fail "no foxes" } catch e { $e.message }
      no foxes
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    let piped = try await call.input
    let value = try await call[Self.reason]?.value.settled() ?? piped ?? .data("failed")
    guard case .object(let facts) = value.json, let message = facts["message"]?.string else {
      throw Failure(.fail, Diagnostic(code: "failed", value.text ?? value.json.text))
    }
    let kind = facts["kind"]?.string.flatMap(Failure.Kind.init(rawValue:)) ?? .fail
    throw Failure(
      kind, Diagnostic(code: facts["code"]?.string ?? "failed", message, help: facts["hint"]?.string),
      type: facts["type"]?.string,
      requestID: facts["request_id"]?.string, status: facts["status"]?.int, detail: facts["detail"])
  }

  func shape(of call: CommandCall, in session: Session) async -> Shape { .never }
}
