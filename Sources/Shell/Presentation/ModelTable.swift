import JSON
import Language
import ModelCatalogue
import Terminal

/// Models as a table for a person and as records for a program.
struct ModelTable {
  let models: [ModelFacts]
  /// Whether the price stands in the table; a program always gets it.
  var showsPrices = false
  /// What stands below, in few words.
  var footer: String
  /// In columns.
  let width: Int

  /// So many rows fit a screen and a half.
  static let mostRows = 50

  var value: Value { .handle(Sheet(.array(models.map(\.json)), kind: "table", lines: lines)) }

  private var lines: [StyledText] {
    let shown = models.prefix(Self.mostRows)
    let rest = models.count - shown.count
    let more = rest > 0 ? "\(rest) more; further words narrow it down; " : ""
    let footer = (more + footer).wrapped(to: width).map { StyledText($0, .dim) }
    let table = Table(rows: shown.map(row)).fitting(width, keeping: showsPrices ? 2 : 1, beginning: Self.leastOfTitle)
    return table.lines(width: width) + footer
  }

  /// How much of a title is worth showing, in columns.
  static let leastOfTitle = 12

  private func row(of facts: ModelFacts) -> [StyledText] {
    let price = showsPrices ? [StyledText(facts.price?.words ?? "?")] : []
    let kind = [facts.category, facts.standing.words ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")
    return [StyledText(facts.id, .model)] + price + [StyledText(kind, .dim), StyledText(facts.title)]
  }
}

extension ModelFacts {
  /// What a program gets.
  var json: JSON {
    [
      "endpoint_id": .string(id), "title": .string(title), "category": .string(category),
      "in": .array(inputs.map { .string($0.rawValue) }), "out": .array(outputs.map { .string($0.rawValue) }),
      "unit_price": price.map { .number($0.amount) } ?? .null, "unit": price.map { .string($0.unit) } ?? .null,
      "listed": .bool(standing != .unlisted), "deprecated": .bool(standing == .deprecated),
    ]
  }
}

extension ModelFacts.Standing {
  /// What stands behind the category; nil for what is as it should be.
  fileprivate var words: String? {
    switch self {
    case .listed: nil
    case .deprecated: "deprecated"
    case .unlisted: "not listed"
    }
  }
}
