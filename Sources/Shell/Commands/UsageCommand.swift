import FalClient
import FalProtocol
import Journal
import JSON
import Language
import Terminal

/// What was spent, by model, as the platform has it.
struct UsageCommand: Command {
  private static let days = Named("days", DayCount.self, "how many days back (7)")
  private static let model = Named("model", letter: "m", ModelArgument.self, "only what this model cost")

  static let name = "usage"

  static let manual = Manual(
    name: name, group: .models, summary: "says what was spent, by model, as the platform bills it",
    parameters: [days, model],
    details: """
      It counts what was called elsewhere too. Only a key of scope ADMIN may ask. Where the platform cannot be \
      reached, what it said last is shown, with its age.
      """,
    examples: """
      > fal-ai/z-image/turbo "a fox" seed=1 image_size=square
        image  512 × 512  [..]
      %1 fal-ai/z-image/turbo  seed 1  [..] s
      > usage
      fal-ai/z-image/turbo  0.262144  megapixels  $0.0013
      $0.0013 in the last 7 days
      > usage --days 1 --model fal-ai/veo3.1
      nothing was billed in the last 24 hours
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    let days = try call[Self.days] ?? DayCount(7)
    var query = UsageQuery()
    query.window.start = Timestamp(seconds: days.start(now: session.environment.time.date()))
    query.endpoints = try await endpoints(of: call, in: session)
    let key = "\(days.count) " + query.endpoints.map(\.description).joined(separator: " ")
    let answer = try await AccountFacts(session: session).answer(to: key, .usage) { [query] client in
      .array(try await client.usage(query).map(\.json))
    }
    let rows = (answer.array ?? []).compactMap { try? UsageRow(json: $0) }
    return sheet(Spending.summed(rows), days, width: session.console.capabilities.columns)
  }

  private func endpoints(of call: CommandCall, in session: Session) async throws -> [EndpointID] {
    guard let name = try call[Self.model]?.name else { return [] }
    do {
      return [try await session.catalogue.model(named: session.modelID(of: name)).endpoint]
    } catch let failure as Failure {
      throw failure.located(in: call.invocation.source, at: call.range(of: Self.model))
    }
  }

  private func sheet(_ spendings: [Spending], _ days: DayCount, width: Int) -> Value {
    let json = JSON.array(spendings.map(\.json))
    guard !spendings.isEmpty else {
      return .handle(
        Sheet(json, kind: "table", lines: [StyledText("nothing was billed in \(days.words)", .dim)]))
    }
    let table = Table(
      columns: ["", Table.Column("", .right), "", Table.Column("", .right)], rows: spendings.map(\.cells))
    let sum = "\(Spending.total(of: spendings)) in \(days.words)"
    return .handle(Sheet(json, kind: "table", lines: table.lines(width: width) + [StyledText(sum, .dim)]))
  }
}

/// What one model cost in one unit, at whatever prices.
private struct Spending {
  let endpoint, unit, currency: String
  var quantity: Double
  /// Nil where the platform bills no dollars, or none that can be read.
  var dollars: Money?
  var amount: Double

  /// What cost most comes first.
  static func summed(_ rows: [UsageRow]) -> [Spending] {
    let groups = Dictionary(grouping: rows) { [$0.endpoint, $0.unit, $0.currency] }
    return groups.values.compactMap(Spending.init).sorted { ($1.amount, $0.endpoint) < ($0.amount, $1.endpoint) }
  }

  /// Every currency by itself.
  static func total(of spendings: [Spending]) -> String {
    let others = Dictionary(grouping: spendings.filter { $0.dollars == nil }, by: \.currency).sorted { $0.key < $1.key }
    let dollars = spendings.compactMap(\.dollars)
    let sums = others.map { "\(JSON($1.reduce(0) { $0 + $1.amount }).text) \($0)" }
    return ((dollars.isEmpty ? [] : [dollars.reduce(.zero, +).description]) + sums).joined(separator: ", ")
  }

  private init?(_ rows: [UsageRow]) {
    guard let first = rows.first else { return nil }
    (endpoint, unit, currency) = (first.endpoint, first.unit, first.currency)
    quantity = rows.reduce(0) { $0 + ($1.quantity.double ?? 0) }
    amount = rows.reduce(0) { $0 + ($1.total.double ?? 0) }
    let amounts = rows.compactMap { $0.total.double.flatMap { Money(dollars: $0) } }
    dollars = currency == "USD" && amounts.count == rows.count ? amounts.reduce(.zero, +) : nil
  }

  private var shownQuantity: JSON { JSON((quantity * 1e6).rounded() / 1e6) }

  var cells: [StyledText] {
    [
      StyledText(endpoint, .model), StyledText(shownQuantity.text), StyledText(unit, .dim),
      StyledText(dollars?.description ?? "\(JSON(amount).text) \(currency)"),
    ]
  }

  var json: JSON {
    [
      "endpoint_id": .string(endpoint), "quantity": shownQuantity, "unit": .string(unit),
      "cost": dollars?.json ?? JSON(amount), "currency": .string(currency),
    ]
  }
}
