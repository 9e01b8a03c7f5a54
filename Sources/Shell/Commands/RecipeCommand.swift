import Diagnostics
import FalProtocol
import JSON
import Language

/// The line that made something.
struct RecipeCommand: Command {
  private static let value = Omittable(
    "made", AnyArgument.self, "a file, URL, job or result; the latest result if not given")

  static let name = "recipe"

  static let manual = Manual(
    name: name, group: .session, summary: "gives the line that made a file or result", input: .optional,
    parameters: [value],
    details: """
      A file is found by its content, whatever it is called now. At the prompt the line stands on the edit line, \
      for Enter or for changes.
      """,
    examples: """
      > fal-ai/z-image/turbo "a fox" seed=1 image_size=square | save fox.png
      fox.png
      > recipe fox.png
      fal-ai/z-image/turbo "a fox" seed=1 image_size=square
      edit: fal-ai/z-image/turbo "a fox" seed=1 image_size=square
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    let found = try await MakingSearch(session: session).makings(of: call, Self.value)
    let makings = await found.asyncMap { await $0.described(in: session) }
    let lines = makings.map { making in making.recipe { session.uploads.file(at: $0)?.path } }
    if session.isInteractive, call.isShown, let line = lines.last { session.propose(line) }
    return lines.count == 1 ? .data(.string(lines[0])) : .data(.array(lines.map(JSON.string)))
  }
}

extension CommandCall {
  /// Whether what it gives is shown and goes nowhere else: nothing stands
  /// behind it, and it is given no name.
  fileprivate var isShown: Bool {
    let (source, range) = (invocation.source, invocation.range)
    let rest = source[SourceRange(range.end, source.text.utf8.count)]
    return rest.allSatisfy(\.isWhitespace) && !source.text.drop(while: \.isWhitespace).hasPrefix("let ")
  }
}

extension Making {
  /// The same with its model's schema: what was made by another falsh is told
  /// in the words that this one would be told in.
  fileprivate func described(in session: Session) async -> Making {
    guard schema == nil else { return self }
    var making = self
    making.schema = try? await session.catalogue.describedModel(named: endpoint.description).schema
    return making
  }
}
