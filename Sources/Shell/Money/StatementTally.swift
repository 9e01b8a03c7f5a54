import FalProtocol
import Synchronization

/// What one statement has asked to spend, and up to which sum a person has
/// agreed to it: an `each` asks once for all its rounds.
final class StatementTally: Sendable {
  private struct State {
    var total = Money.zero
    var agreed = Money.zero
    var isRefused = false
    /// Models whose price was said.
    var told: Set<EndpointID> = []
    /// Questions come one after the other.
    var asking: Settlement<Void>?
  }

  /// What is to be done about a sum.
  enum Verdict: Sendable {
    case agreed
    case refused
    /// Somebody is being asked; look again when that has ended.
    case wait(Settlement<Void>)
    /// Ask for this sum, and tell `answer`.
    case ask(Money)
  }

  private let state = Mutex(State())

  /// - Parameters:
  ///   - amount: of one call; it is added to the total once it is agreed to.
  ///   - rounds: how many such calls are to be expected.
  ///   - limit: what nobody needs to be asked about.
  func verdict(on amount: Money, rounds: Int, limit: Money) -> Verdict {
    state.withLock { state in
      if state.isRefused { return .refused }
      let foreseen = max(state.total + amount, amount.times(Double(rounds)))
      if foreseen <= max(limit, state.agreed) {
        state.total = state.total + amount
        return .agreed
      }
      if let asking = state.asking { return .wait(asking) }
      state.asking = Settlement()
      return .ask(foreseen)
    }
  }

  /// Whoever was told to ask has an answer.
  func answer(_ isYes: Bool, to amount: Money) {
    let asking = state.withLock { state in
      if isYes { state.agreed = max(state.agreed, amount) } else { state.isRefused = true }
      defer { state.asking = nil }
      return state.asking
    }
    asking?.settle(.success(()))
  }

  /// Whether a model's price was not said before; asked once.
  func isNews(_ endpoint: EndpointID) -> Bool { state.withLock { $0.told.insert(endpoint).inserted } }

  /// Somebody has agreed to this much beforehand.
  func agree(to amount: Money) { state.withLock { $0.agreed = max($0.agreed, amount) } }
}
