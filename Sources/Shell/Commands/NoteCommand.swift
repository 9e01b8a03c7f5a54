import Diagnostics
import JSON
import Language

/// A remark on a result, kept in the journal.
struct NoteCommand: Command {
  private static let text = Required("text", String.self, "what to remember")
  private static let value = Omittable(
    "on", AnyArgument.self, "a result, job, file or URL; the latest result if not given")

  static let name = "note"

  static let manual = Manual(
    name: name, group: .session, summary: "writes a remark on a result, which trace shows", input: .optional,
    parameters: [text, value],
    examples: """
      > fal-ai/z-image/turbo "a fox" seed=1 image_size=square | count
      1
      > note "the good one" %1
      > trace %1
      %1 fal-ai/z-image/turbo  seed 1  [..] s
      ├─ “the good one”
      ├─ image_size  square
      └─ prompt  a fox
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    let text = try call[Self.text]
    for making in try await MakingSearch(session: session).makings(of: call, Self.value) {
      guard !making.requestID.isEmpty, session.records.note(text, onRequest: making.requestID) else {
        throw Failure(.fail, .notKept)
      }
    }
    return .nothing
  }
}

extension Diagnostic {
  fileprivate static var notKept: Diagnostic {
    Diagnostic(code: "not-kept", "the note was not kept: there is no journal, or the request has no id yet")
  }
}
