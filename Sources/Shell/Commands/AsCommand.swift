import Diagnostics
import JSON
import Language
import Terminal

/// The same call in another language.
struct AsCommand: Command {
  private static let language = Required("language", LanguageArgument.self, "curl, python or js")
  private static let value = Omittable("call", AnyArgument.self, "a result or job; the latest result if not given")

  static let name = "as"

  static let manual = Manual(
    name: name, group: .scripts, summary: "writes a call in another language: curl, python, js", input: .optional,
    parameters: [language, value],
    details: "The key is left out: it is read from FAL_KEY there.",
    examples: """
      > fal-ai/z-image/turbo "a fox" seed=1 image_size=square | as python
      import fal_client

      result = fal_client.subscribe(
          "fal-ai/z-image/turbo",
          arguments={
              "seed": 1,
              "image_size": "square",
              "prompt": "a fox",
          },
      )
      print(result)
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    let language = try call[Self.language].language
    let makings = try await MakingSearch(session: session).makings(of: call, Self.value)
    let text = try makings.map(language.text(of:)).joined(separator: "\n\n")
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { StyledText(String($0)) }
    return .handle(Sheet(.string(text), kind: "text", text: text, lines: lines))
  }
}

/// A language that calls are written in.
struct LanguageArgument: ArgumentType {
  static let label = "LANGUAGE"
  let language: CallElsewhere

  init(reading content: Argument.Content) throws {
    guard let language = CallElsewhere(rawValue: try String(reading: content)) else {
      throw Failure.wants("curl, python or js")
    }
    self.language = language
  }

  static func candidates(_ prefix: String, in session: Session) -> [Suggestion] {
    CallElsewhere.allCases.map { Suggestion($0.rawValue) }.filter { $0.text.hasPrefix(prefix) }
  }
}
