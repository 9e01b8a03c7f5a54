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
    let rows = shown.map(row)
    let footer = (more + footer).wrapped(to: width).map { StyledText($0, .dim) }
    let asked = showsPrices ? 2 : 1
    let count = columnCount(of: rows, least: asked)
    return Table(rows: rows.map { Array($0.prefix(count)) }).lines(width: width) + footer
  }

  /// How many columns there is room for: a category stands whole or not at
  /// all, and a title where more than its beginning can be seen.
  private func columnCount(of rows: [[StyledText]], least: Int) -> Int {
    var count = 0
    var end = -2
    for column in 0..<(rows.first?.count ?? 0) {
      let isTitle = column > least
      let widest = rows.map { $0[column].width }.max() ?? 0
      end += 2 + widest
      let needed = isTitle ? end - widest + min(widest, Self.leastOfTitle) : end
      guard column < least || needed <= width else { break }
      count += 1
    }
    return count
  }

  /// In columns.
  private static let leastOfTitle = 12

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
