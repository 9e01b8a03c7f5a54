import JSON
import Language
import Terminal

/// How a value was made.
struct TraceCommand: Command {
  private static let value = Omittable(
    "value", AnyArgument.self, "a result, job, file or URL; the latest result if not given")

  static let name = "trace"

  static let manual = Manual(
    name: name, group: .session, summary: "shows how a value was made, back to prompts and files", input: .optional,
    parameters: [value],
    details: "A file is found by its content, whatever it is called now.",
    examples: """
      > let fox = fal-ai/z-image/turbo "a fox" seed=1 image_size=square
      > $fox | fal-ai/qwen-image-max/edit "older" seed=2 | save
      images[0] → image_urls
      qwen-image-max-edit-2.png
      > trace
      %2 fal-ai/qwen-image-max/edit  seed 2  [..] s
      ├─ image_urls  http[..]
      │  %1 fal-ai/z-image/turbo  seed 1  [..] s
      │  ├─ image_size  square
      │  └─ prompt  a fox
      └─ prompt  older
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    let makings = try await MakingSearch(session: session).makings(of: call, Self.value)
    let trails = makings.map { Trail($0, in: session) }
    let json = trails.count == 1 ? trails[0].json : .array(trails.map(\.json))
    return .handle(Sheet(json, kind: "tree", lines: trails.flatMap(\.lines)))
  }
}
