import Synchronization

/// What a session has spent, what it is about to, and the budget that bounds
/// both. Every call reserves its estimate before it is made and books what it
/// did cost afterwards, so that calls made at once cannot spend the same
/// money.
final class Ledger: Sendable {
  /// The sums at some moment.
  struct Balance: Sendable, Hashable {
    var budget: Budget?
    /// Of the session so far; what was billed in unknown units is missing.
    var spent = Money.zero
    /// Of the calls that have not ended.
    var reserved = Money.zero

    /// Spent since the budget was set.
    var spentOfBudget: Money { spent - (budget?.spentBefore ?? .zero) }
    /// nil without a budget.
    var left: Money? { budget.map { $0.limit - spentOfBudget - reserved } }
  }

  enum Refusal: Error, Hashable, Sendable {
    /// It would cost more than is left.
    case tooMuch
    /// Nobody knows what it costs, and there is a budget.
    case unknownCost
  }

  private let state: Mutex<Balance>

  init(budget: Money?) {
    state = Mutex(Balance(budget: budget.map { Budget(limit: $0, origin: .caller) }))
  }

  var balance: Balance { state.withLock { $0 } }

  /// Sets the budget, unless a stronger one is set.
  /// - Returns: whether it was set.
  func set(_ budget: Budget) -> Bool {
    state.withLock { balance in
      if let present = balance.budget, present.origin > budget.origin { return false }
      balance.budget = budget
      balance.budget?.spentBefore = balance.spent
      return true
    }
  }

  /// Sets money aside.
  /// - Parameter allowsUnknown: lets a call through whose cost is not known.
  /// - Throws: `Refusal`; nothing is set aside then.
  func reserve(_ estimate: Estimate, allowsUnknown: Bool) throws(Refusal) -> Money {
    let refusal = state.withLock { balance -> Refusal? in
      guard let amount = estimate.amount else { return balance.budget == nil || allowsUnknown ? nil : .unknownCost }
      if let left = balance.left, amount > left { return .tooMuch }
      balance.reserved = balance.reserved + amount
      return nil
    }
    if let refusal { throw refusal }
    return estimate.amount ?? .zero
  }

  /// A call has ended: its reservation becomes what it did cost.
  func book(_ cost: Money, reserved: Money) {
    state.withLock { balance in
      balance.reserved = balance.reserved - reserved
      balance.spent = balance.spent + cost
    }
  }
}
