import FalProtocol
import Language

/// Chooses the model of `gen`.
struct UseCommand: Command {
  private static let model = Required("model", ModelArgument.self, "the model that gen runs")

  static let name = "use"

  static let manual = Manual(
    name: name, group: .generate, summary: "chooses the model that gen runs", parameters: [model],
    examples: """
      > use fal-ai/z-image/turbo
      > gen "a cat" seed=1 image_size=square
        image  512 × 512  [..]
      %1 fal-ai/z-image/turbo  seed 1  [..] s
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    let name = try call[Self.model].name
    let target = session.settings.aliases[name] ?? name
    let model = try await session.catalogue.model(named: target)
    session.changeSettings { $0.model = model.endpoint.description }
    return .nothing
  }

  func shape(of call: CommandCall, in session: Session) async -> Shape { .constant(.nothing) }
}
