import FalProtocol
import JSON
import Language
import ModelCatalogue
import ModelSchema
import Terminal

/// What a model takes and gives, as a table.
struct SchemaSheet {
  enum Part: Sendable { case input, output }

  let model: Model
  /// In columns.
  let width: Int
  /// What the session gives where a call does not.
  let given: [String: String]
  /// Seconds since 1970.
  let now: Double
  /// What a unit costs, as far as that is at hand.
  let price: ListPrice?
  var parts: [Part] = [.input, .output]

  init(model: Model, in session: Session, parts: [Part] = [.input, .output]) {
    self.model = model
    self.parts = parts
    width = session.console.capabilities.columns
    given = session.languageModel(for: model.schema).map { [Session.languageModelParameter: $0] } ?? [:]
    now = session.environment.time.date()
    price = session.prices.priceAtHand(of: model.endpoint)
  }

  /// What is known of a model, at once if anything is.
  /// - Throws: `Failure`.
  static func value(of name: String, in session: Session) async throws -> Value {
    SchemaSheet(model: try await session.describedModel(named: name), in: session).value
  }

  var value: Value { .handle(Sheet(json, kind: "schema", lines: lines)) }

  private var facts: ModelFacts? { ModelCatalogue.shipped.entry(model.endpoint.description) }
  private var parameters: [Parameter] { model.schema?.parameters ?? [] }
  private var outputs: [OutputShape.Field] { model.schema?.output.fields ?? [] }
  private var category: String? { model.schema?.category.flatMap { $0.isEmpty ? nil : $0 } ?? facts?.category }

  var json: JSON {
    var record: JSONObject = [
      "endpoint_id": .string(model.endpoint.description), "category": category.map(JSON.string) ?? .null,
      "unit_price": price.map { .number($0.amount) } ?? .null, "unit": price.map { .string($0.unit) } ?? .null,
    ]
    if parts.contains(.input) { record["parameters"] = .array(parameters.map(\.record)) }
    if parts.contains(.output) { record["outputs"] = .array(outputs.map(\.record)) }
    return .object(record)
  }

  // MARK: For a person

  private var lines: [StyledText] {
    [title] + (parts.contains(.input) ? inputLines : []) + (parts.contains(.output) ? outputLines : [])
  }

  private var title: StyledText {
    let rest = [category, price?.words, age]
    return StyledText(model.endpoint.description, .model)
      + StyledText(rest.compactMap { $0 }.map { "  " + $0 }.joined(), .dim)
  }

  /// From when it is, if not of today.
  private var age: String? {
    if model.isConfirmed || model.schema == nil { return nil }
    return model.keptAt.map { "as fal.ai said \($0.age(at: now))" } ?? "as of \(ModelCatalogue.shipped.date)"
  }

  private var inputLines: [StyledText] {
    guard model.schema?.input != nil else {
      return [StyledText("  takes any parameters: its document does not say")]
    }
    guard !parameters.isEmpty else { return [StyledText("  takes no parameters")] }
    return Table(rows: rows(of: parameters, indent: 2)).lines(width: width)
  }

  private var outputLines: [StyledText] {
    guard parts == [.output] else { return [StyledText("gives: " + outputWords, .dim)] }
    guard !outputs.isEmpty else { return [StyledText("  gives whatever it likes")] }
    let rows = outputs.map { field in
      [StyledText("  " + field.name, .bold), StyledText(field.words ?? field.type.summary())]
    }
    return Table(rows: rows).lines(width: width)
  }

  private var outputWords: String {
    let words = outputs.map { field in field.name + (field.words.map { " (\($0))" } ?? "") }
    return words.isEmpty ? "whatever it likes" : words.joined(separator: ", ")
  }

  /// Three columns: the name, what it is if nothing is said, and what it
  /// takes, over several lines where one is too short.
  private func rows(of parameters: [Parameter], indent: Int) -> [[StyledText]] {
    let margin = String(repeating: " ", count: indent)
    let allNames = self.parameters.map { $0.name.count + 2 }
    let usual = self.parameters.map { secondColumn($0).count }.max() ?? 0
    let column = min(width * 2 / 3, (allNames.max() ?? 0) + max(usual, "required".count) + 4)
    return parameters.flatMap { parameter -> [[StyledText]] in
      let fields = indent < 6 ? parameter.shownFields : []
      let head = [
        StyledText(margin + parameter.name, parameter.isRequired ? .bold : .plain),
        StyledText(secondColumn(parameter), .dim),
      ]
      let pieces = pieces(of: parameter, namingFields: fields.isEmpty, width: max(24, width - column))
      let first = head + [pieces.first ?? ""]
      let others = pieces.dropFirst().map { [StyledText(""), StyledText(""), $0] }
      return [first] + others + rows(of: fields, indent: indent + 2)
    }
  }

  private func secondColumn(_ parameter: Parameter) -> String {
    given[parameter.name] ?? (parameter.isRequired ? "required" : parameter.usual)
  }

  /// What a parameter takes, and behind it as much of what it is for as there
  /// is room, on a line of its own if that is little.
  private func pieces(of parameter: Parameter, namingFields: Bool, width: Int) -> [StyledText] {
    var lines = parameter.acceptedWords(namingFields: namingFields).wrapped(to: width).map { StyledText($0) }
    guard let summary = parameter.summary, let last = lines.popLast() else { return lines }
    let whole = last + StyledText(" – " + summary, .dim)
    let fits = whole.width <= width || width - last.width > Self.leastOfSummary
    return lines + (fits ? [whole] : [last, StyledText("– " + summary, .dim)])
  }

  /// How much of a sentence is worth showing, in columns.
  private static let leastOfSummary = 30
}

extension Parameter {
  /// How much of a default is shown, in characters.
  static let longestUsual = 20

  /// The default in few characters; an empty text is not worth a word.
  fileprivate var usual: String {
    let text = defaultWord
    return text.count > Self.longestUsual ? text.prefix(Self.longestUsual - 1) + "…" : text
  }

  /// What it takes, and what is done for it.
  fileprivate func acceptedWords(namingFields: Bool) -> String {
    guard let media else {
      let words = type.summary(maximumChoices: shownChoices) + (isDeprecated ? " (deprecated)" : "")
      return namingFields ? words : words.replacing(#/ \{[^}]*\}/#, with: "")
    }
    let limits = media.limits.words.map { ", " + $0 } ?? ""
    return (media.isList ? "\(typeSummary): @files or URLs" : "\(typeSummary): @file or URL") + limits
  }

  /// Of hundreds of values the first few say what they are like; Tab has all.
  private var shownChoices: Int { type.choices.count > 40 ? 8 : 40 }

  /// The fields that are worth a line of their own: not those of a size or
  /// of a file, which are written as one word.
  fileprivate var shownFields: [Parameter] {
    guard media == nil else { return [] }
    return type.innerRecord.map { $0.isSize ? [] : $0.fields } ?? []
  }
}
