import FalClient
import FalProtocol
import JSON
import Language
import Terminal

/// Searches the platform's models.
struct ModelsCommand: Command {
  private static let words = Repeated("words", String.self, "what to look for")
  private static let category = Named("category", String.self, "only this category: text-to-image, image-to-video, …")
  private static let limit = Named("limit", Int.self, "how many at most (50)")

  static let name = "models"

  static let manual = Manual(
    name: name, group: .models, summary: "searches the models of the platform",
    parameters: [words, category, limit],
    examples: """
      > models kling
      fal-ai/kling-video/o3/pro/image-to-video  image-to-video  [..]
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    let words = try call[Self.words].joined(separator: " ")
    let query = ModelQuery(
      text: words.isEmpty ? nil : words, category: try call[Self.category],
      limit: min(max(try call[Self.limit] ?? 50, 1), 100))
    do {
      return page(try await session.platform.client().models(query).entries, session)
    } catch let error as FalError {
      throw error.failure
    }
  }

  private func page(_ entries: [ModelEntry], _ session: Session) -> Value {
    let rows = entries.map { entry in
      [StyledText(entry.id.description, .model), StyledText(entry.category ?? "", .dim), StyledText(entry.title ?? "")]
    }
    let lines = rows.isEmpty
      ? [StyledText("no model is like that", .dim)]
      : Table(rows: rows).lines(width: session.console.capabilities.columns)
    return .handle(Sheet(.array(entries.map(\.json)), kind: "table", lines: lines))
  }
}
