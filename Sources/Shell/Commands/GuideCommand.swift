import Diagnostics
import JSON
import Language
import ModelCatalogue
import Terminal

/// Which model to take for what.
struct GuideCommand: Command {
  private static let topic = Omittable("topic", GuideTopic.self, "a field, whose models are listed: image, video, …")

  static let name = "guide"

  static let manual = Manual(
    name: name, group: .models, summary: "says which model to take for what, by words that run it",
    parameters: [topic],
    details: "Each word stands for its model, at the prompt and in scripts: best-video \"waves at dusk\".",
    examples: """
      > guide 3d | count
      9
      > fastest-image "a fox" seed=1 image_size=square
        image  512 × 512  [..]
      %1 fal-ai/z-image/turbo  seed 1  [..] s
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    let width = session.console.capabilities.columns
    guard let topic = try call[Self.topic]?.topic else { return overview(width, session.prices.toldPrices) }
    let prices = session.prices.toldPrices
    let models = topic.groups.flatMap { group in
      group.models.map { GuideModel(group: group.title, id: $0, prices) }
    }
    let table = Table(rows: models.map(\.row))
    let lines = table.fitting(width - 2, keeping: 2, beginning: ModelTable.leastOfTitle).lines(width: width - 2)
    var shown: [StyledText] = []
    for (index, model) in models.enumerated() {
      if index == 0 || models[index - 1].group != model.group { shown.append(StyledText(model.group, .dim)) }
      shown.append(StyledText("  ") + lines[index])
    }
    return .handle(Sheet(.array(models.map(\.json)), kind: "table", lines: shown))
  }

  private func overview(_ width: Int, _ prices: [String: ListPrice]) -> Value {
    let words = SelectionGuide.useCases + SelectionGuide.categories
    let json = JSON.object(JSONObject(words.map { ($0.word, .string($0.model)) }) { first, _ in first })
    let topics = SelectionGuide.topics.map(\.name).joined(separator: ", ")
    let more = [
      "A word is called as its model is: animate-image @photo.jpg \"the wind rises\" duration=5",
      "guide TOPIC lists more models of a field: \(topics)",
    ]
    let lines = GuideTable(words: words, prices: prices).lines(width: width)
    let hints = more.flatMap { $0.wrapped(to: width) }.map { StyledText($0, .dim) }
    return .handle(Sheet(json, kind: "table", lines: lines + hints))
  }
}

/// A model of the guide, with what is known of it.
private struct GuideModel {
  let group: String
  private let id: String
  private let facts: ModelFacts?

  /// - Parameter prices: newer ones than the catalogue's, by endpoint.
  init(group: String, id: String, _ prices: [String: ListPrice]) {
    (self.group, self.id) = (group, id)
    let carried = ModelCatalogue.shipped.entry(id)
    facts = prices[id].flatMap { carried?.priced($0) } ?? carried
  }

  var row: [StyledText] {
    [
      StyledText(id, .model), StyledText(facts?.price?.words ?? ""), StyledText(facts?.category ?? "", .dim),
      StyledText(facts?.title ?? ""),
    ]
  }

  var json: JSON {
    var record: JSONObject = ["group": .string(group), "endpoint_id": .string(id)]
    for (key, value) in facts?.json.object ?? [:] { record[key] = value }
    return .object(record)
  }
}

/// A field of work.
struct GuideTopic: ArgumentType {
  static let label = "TOPIC"
  let topic: SelectionGuide.Topic

  init(reading content: Argument.Content) throws {
    let name = try String(reading: content)
    guard let topic = SelectionGuide.topics.first(where: { $0.name == name }) else {
      throw Failure.wants("one of " + SelectionGuide.topics.map(\.name).joined(separator: " "))
    }
    self.topic = topic
  }

  static func candidates(_ prefix: String, in session: Session) -> [Suggestion] {
    SelectionGuide.topics.map { Suggestion($0.name) }.filter { $0.text.hasPrefix(prefix) }
  }
}
