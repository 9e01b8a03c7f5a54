import Diagnostics
import JSON
import Language
import Terminal

/// Bounds what may be spent from here on.
struct BudgetCommand: Command {
  private static let limit = Omittable("dollars", Money.self, "how much may be spent from here on")

  static let name = "budget"

  static let manual = Manual(
    name: name, group: .scripts, summary: "bounds what may be spent; alone, says what is left", parameters: [limit],
    details: """
      Before each call its estimate is set aside, and afterwards what it did cost is booked. A call that would cost \
      more than is left is refused, with exit status 6, and no catch sees it. One whose price nobody knows is \
      refused too, unless falsh was started with --yes or somebody can be asked. Where the price list says no more \
      than what a call costs at least, a budget can be passed by that one call, and then no more. What a script says \
      about its budget does not change that of its caller: falsh --budget 2 script.fal.
      """,
    examples: """
      > budget 2.00
      > budget
      $2.00 is left of $2.00
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    guard let limit = try call[Self.limit] else { return balance(session.purse.ledger.balance) }
    let isPerson = session.isInteractive && session.speaksForCaller
    let budget = Budget(limit: limit, origin: isPerson ? .person : .script)
    if !session.purse.ledger.set(budget), let present = session.purse.ledger.balance.budget {
      session.console.note("the budget stays \(present.limit), as the caller set it")
    }
    return .nothing
  }

  private func balance(_ balance: Ledger.Balance) -> Value {
    let json: JSON = [
      "budget": balance.budget?.limit.json ?? .null, "spent": balance.spent.json, "reserved": balance.reserved.json,
      "left": balance.left?.json ?? .null,
    ]
    return .handle(Sheet(json, kind: "budget", lines: [StyledText(sentence(balance))]))
  }

  private func sentence(_ balance: Ledger.Balance) -> String {
    guard let budget = balance.budget, let left = balance.left else {
      return "there is no budget; \(balance.spent) is spent"
    }
    let reserved = balance.reserved == .zero ? "" : ", \(balance.reserved) is set aside for what still runs"
    return "\(left) is left of \(budget.limit)\(reserved)"
  }
}
