import Diagnostics
import FalProtocol
import JSON
import Language
import Terminal

/// What a script would call, by line and model, with its price.
struct Plan: Sendable {
  /// The calls of one model in one line.
  struct Row: Sendable {
    var line: Int
    var endpoint: EndpointID
    var count: Int
    var estimate: Estimate
    /// How many have a price that nobody knows.
    var unknown: Int
  }

  private(set) var rows: [Row] = []
  let remarks: [PlanBook.Remark]
  let budget: Budget?

  init(_ book: PlanBook, prices: [EndpointID: Price], budget: Budget?) {
    remarks = book.remarks
    self.budget = budget
    for call in book.calls {
      let endpoint = call.draft.model.endpoint
      let price = CallPrice(of: call.draft, at: prices[endpoint], unknown: call.unknown)
      let line = call.source.position(of: call.range.start).line
      add(
        Row(
          line: line, endpoint: endpoint, count: 1, estimate: price.estimate,
          unknown: price.estimate == .unknown ? 1 : 0))
    }
  }

  private mutating func add(_ row: Row) {
    guard let index = rows.firstIndex(where: { $0.line == row.line && $0.endpoint == row.endpoint }) else {
      return rows.append(row)
    }
    rows[index].count += row.count
    rows[index].estimate = rows[index].estimate + row.estimate
    rows[index].unknown += row.unknown
  }

  private var count: Int { rows.reduce(0) { $0 + $1.count } }
  private var unknown: Int { rows.reduce(0) { $0 + $1.unknown } }

  /// What follows from a result may add calls.
  var total: Estimate {
    let sum = rows.map(\.estimate).reduce(.about(.zero), +)
    guard !remarks.isEmpty, case .about(let amount) = sum else { return sum }
    return .atLeast(amount)
  }

  var value: Value { .handle(Sheet(json, kind: "plan", lines: lines)) }

  private var json: JSON {
    var members: JSONObject = [
      "calls": .array(rows.map(\.json)), "count": JSON(count), "unknown": JSON(unknown),
    ]
    for (name, value) in total.members { members[name] = value }
    members["budget"] = budget?.limit.json ?? .null
    members["remarks"] = .array(remarks.map { ["line": JSON($0.line), "text": .string($0.text)] })
    return .object(members)
  }

  // MARK: For a person

  private var lines: [StyledText] {
    guard !rows.isEmpty else { return [StyledText("no model would be called")] + remarkLines }
    let columns = [Table.Column("line", .right), "model", Table.Column("calls", .right), "price"]
    let cells = rows.map { row in
      [
        StyledText(String(row.line), .dim), StyledText(row.endpoint.description, .model),
        StyledText(String(row.count)), StyledText(row.price),
      ]
    }
    let sum = [StyledText(), StyledText("together", .bold), StyledText(String(count), .bold), StyledText(sum, .bold)]
    return Table(columns: columns, rows: cells + [sum]).lines(width: 160) + remarkLines + budgetLines
  }

  private var sum: String { "\(total)" + (unknown > 0 && total != .unknown ? ", and ? for \(unknown)" : "") }

  private var remarkLines: [StyledText] { remarks.map { StyledText("line \($0.line): \($0.text)", .dim) } }

  private var budgetLines: [StyledText] {
    guard let budget else { return [] }
    let isOver = total.amount.map { $0 > budget.limit } ?? false
    let words = "the budget is \(budget.limit)" + (isOver ? ", which is not enough" : "")
    return [StyledText(words, isOver ? .warning : .dim)]
  }
}

extension Plan.Row {
  fileprivate var price: String {
    unknown == 0 || estimate == .unknown ? estimate.description : "\(estimate), and ? for \(unknown)"
  }

  fileprivate var json: JSON {
    var members: JSONObject = [
      "line": JSON(line), "endpoint_id": .string(endpoint.description), "count": JSON(count),
    ]
    for (name, value) in estimate.members { members[name] = value }
    return .object(members)
  }
}
