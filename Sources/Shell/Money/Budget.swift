/// How much may be spent from some moment on.
struct Budget: Sendable, Hashable {
  /// Whoever set it. Later ones are stronger: what a script says about its
  /// own budget changes nothing about its caller's.
  enum Origin: Int, Sendable, Comparable {
    /// A script, of itself.
    case script
    /// Who sits at the prompt.
    case person
    /// `falsh --budget`.
    case caller

    static func < (left: Origin, right: Origin) -> Bool { left.rawValue < right.rawValue }
  }

  var limit: Money
  var origin: Origin
  /// What had been spent when it was set.
  var spentBefore = Money.zero

  /// Whether it stands for the consent of whoever pays.
  var isConsent: Bool { origin > .script }
}

/// What the program was told about money when it was started.
package struct SpendingTerms: Sendable {
  /// `--budget`.
  package var budget: Money?
  /// `--yes`: nothing is asked; a budget holds all the same.
  package var isConsented: Bool

  package init(budget: Money? = nil, isConsented: Bool = false) {
    self.budget = budget
    self.isConsented = isConsented
  }
}
