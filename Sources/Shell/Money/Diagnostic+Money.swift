import Diagnostics

extension Diagnostic {
  static func overBudget(_ refusal: Ledger.Refusal, _ estimate: Estimate, _ balance: Ledger.Balance) -> Diagnostic {
    let limit = balance.budget?.limit ?? .zero
    guard case .tooMuch = refusal else {
      return Diagnostic(
        code: "unknown-cost", "nobody knows what this will cost, and there is a budget of \(limit)",
        help: "to run it all the same: falsh --yes …")
    }
    let waiting = balance.reserved == .zero ? "" : ", \(balance.reserved) is set aside for what still runs"
    return Diagnostic(
      code: "over-budget",
      "this would cost \(estimate); of the budget of \(limit), \(balance.spentOfBudget) is spent\(waiting)",
      help: "to allow more: \(balance.budget?.origin == .caller ? "falsh --budget DOLLARS …" : "budget DOLLARS")")
  }

  static func needsConsent(_ estimate: Estimate, _ confirm: Money) -> Diagnostic {
    Diagnostic(
      code: "needs-consent",
      "this would cost \(estimate); above \(confirm) somebody has to agree, and there is nobody to ask",
      help: "to run it: falsh --yes …, falsh --budget DOLLARS …, or set confirm=DOLLARS before")
  }

  static func nobodyToAsk(_ words: String) -> Diagnostic {
    Diagnostic(
      code: "needs-consent", "\(words), and there is nobody to ask",
      help: "to run them: sweep … --yes, or falsh --budget DOLLARS")
  }

  static var notConfirmed: Diagnostic { Diagnostic(code: "not-confirmed", "nothing was sent: the answer was no") }
}
