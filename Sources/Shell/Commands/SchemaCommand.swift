import Language

/// The parameters of a model.
struct SchemaCommand: Command {
  private static let model = Omittable("model", ModelArgument.self, "the model; the session's if not given")

  static let name = "schema"

  static let manual = Manual(
    name: name, group: .models, summary: "shows what a model takes and gives", parameters: [model],
    examples: """
      > schema fal-ai/nemotron/asr
      fal-ai/nemotron/asr  audio-to-text
        audio_url     audio                        required
        acceleration  one of none low medium high  none
      gives: output (text), partial
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    let name = try call[Self.model]?.name ?? session.settings.model
    let target = session.settings.aliases[name] ?? name
    do {
      return SchemaSheet(model: try await session.catalogue.model(named: target)).value
    } catch let failure as Failure {
      throw failure.located(in: call.invocation.source, at: call.range(of: Self.model))
    }
  }
}
