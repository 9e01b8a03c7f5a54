import Diagnostics
import FalProtocol
import Language
import Synchronization
import Terminal

/// The one door for money: every call passes here before it is sent.
final class Purse: Sendable {
  let ledger: Ledger
  private let terms: SpendingTerms
  private let person: Person
  private let tally = Mutex(StatementTally())

  init(terms: SpendingTerms, person: Person) {
    self.terms = terms
    self.person = person
    ledger = Ledger(budget: terms.budget)
  }

  /// Whether somebody has agreed to whatever it costs.
  var isConsented: Bool { terms.isConsented }

  /// A statement begins: what it may spend unasked is counted anew.
  func beginStatement() { tally.withLock { $0 = StatementTally() } }

  /// Whether a call's price is to be said: once for all rounds of an `each`,
  /// and not again where a sweep has said it.
  func announces(_ endpoint: EndpointID, rounds: Int) -> Bool {
    tally.withLock { $0 }.isNews(endpoint) || rounds == 1
  }

  /// Lets a call through, its estimate reserved.
  /// - Parameters:
  ///   - rounds: how many such calls the statement makes.
  ///   - confirm: above this a person is asked.
  /// - Throws: `Failure` of kind `refused`.
  func admit(_ call: CallPrice, rounds: Int, confirm: Money) async throws -> Purchase {
    let allowsUnknown = try await isUnknownAllowed(call)
    let reserved: Money
    do {
      reserved = try ledger.reserve(call.estimate, allowsUnknown: allowsUnknown)
    } catch {
      throw Failure(.refused, .overBudget(error, call.estimate, ledger.balance))
    }
    let purchase = Purchase(ledger: ledger, reserved: reserved, price: call.price)
    do {
      try await agree(to: call, rounds: rounds, confirm: confirm)
      return purchase
    } catch {
      purchase.release()
      throw error
    }
  }

  /// Asks for all runs of a sweep at once.
  /// - Throws: `Failure` of kind `refused`.
  func agree(
    toSweep words: String, of endpoint: EndpointID, _ estimate: Estimate, isConsented: Bool
  ) async throws {
    let tally = tally.withLock { $0 }
    _ = tally.isNews(endpoint)
    if isConsented { return tally.agree(to: estimate.amount ?? .zero) }
    if needsNoConsent { return }
    guard let isYes = await person.confirms("\(words). Run them?") else { throw Failure(.refused, .nobodyToAsk(words)) }
    guard isYes else { throw Failure(.refused, .notConfirmed) }
    tally.agree(to: estimate.amount ?? .zero)
  }

  private var needsNoConsent: Bool { terms.isConsented || ledger.balance.budget?.isConsent == true }

  /// Under a budget an unknown cost is let through by `--yes`, or by whoever
  /// can be asked.
  private func isUnknownAllowed(_ call: CallPrice) async throws -> Bool {
    guard call.estimate == .unknown, let budget = ledger.balance.budget else { return true }
    if terms.isConsented { return true }
    let isYes = await person.confirms(
      "nobody knows what \(call.endpoint) will cost, and there is a budget of \(budget.limit). Run it?")
    if isYes == false { throw Failure(.refused, .notConfirmed) }
    return isYes == true
  }

  private func agree(to call: CallPrice, rounds: Int, confirm: Money) async throws {
    guard !needsNoConsent, let amount = call.estimate.amount else { return }
    let tally = tally.withLock { $0 }
    while true {
      switch tally.verdict(on: amount, rounds: rounds, limit: confirm) {
      case .agreed: return
      case .refused: throw Failure(.refused, .notConfirmed)
      case .wait(let asking): try await asking.value()
      case .ask(let sum): try await ask(call, sum, confirm, tally)
      }
    }
  }

  private func ask(_ call: CallPrice, _ sum: Money, _ confirm: Money, _ tally: StatementTally) async throws {
    let estimate: Estimate = if case .atLeast = call.estimate { .atLeast(sum) } else { .about(sum) }
    let isYes = await person.confirms("this costs \(estimate), and above \(confirm) you are asked. Run it?")
    tally.answer(isYes == true, to: sum)
    guard let isYes else { throw Failure(.refused, .needsConsent(estimate, confirm)) }
    if !isYes { throw Failure(.refused, .notConfirmed) }
  }
}
