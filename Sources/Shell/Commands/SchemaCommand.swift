import Diagnostics
import Language

/// The parameters of a model.
struct SchemaCommand: Command {
  private static let model = Omittable("model", ModelArgument.self, "the model; the session's if not given")
  private static let input = Flag("input", "only what goes in")
  private static let output = Flag("output", "only what comes out")
  private static let json = Flag("json", "as JSON, with every choice and bound")

  static let name = "schema"

  static let manual = Manual(
    name: name, group: .models, summary: "shows what a model takes and gives",
    parameters: [model, input, output, json],
    details: """
      What stands in the second column is taken if nothing is given. image_size.width=640 reaches inside of a record, \
      loras[0].path=… into a list.
      """,
    examples: """
      > schema fal-ai/nemotron/asr
      fal-ai/nemotron/asr  audio-to-text
        audio_url     required  audio: @file or URL – the sound to write down
        acceleration  none      one of none low medium high – trade accuracy for speed
      gives: output (text), partial
      > schema fal-ai/veo3.1 --output
      fal-ai/veo3.1  text-to-video  $0.4 a second
        video  video
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    let name = session.modelID(of: try call[Self.model]?.name ?? session.settings.model)
    do {
      let model = try await session.describedModel(named: name)
      let sheet = SchemaSheet(model: model, in: session, parts: parts(call))
      return call[Self.json] ? .data(sheet.json) : sheet.value
    } catch let failure as Failure {
      throw failure.located(in: call.invocation.source, at: call.range(of: Self.model))
    }
  }

  func check(_ call: CommandCall, in session: Session) async -> [Diagnostic] {
    guard let name = try? call[Self.model]?.name else { return [] }
    let problem = await session.catalogue.problem(ofModel: session.modelID(of: name))
    return [problem?.located(in: call.invocation.source, at: call.range(of: Self.model))].compactMap(\.self)
  }

  private func parts(_ call: CommandCall) -> [SchemaSheet.Part] {
    switch (call[Self.input], call[Self.output]) {
    case (true, false): [.input]
    case (false, true): [.output]
    default: [.input, .output]
    }
  }
}
