/// One medium that is piped in or given as a positional value.
package struct Offer: Sendable, Equatable {
  package let kind: MediaKind
  /// What to call it: `images[0]`, `portrait.jpg`.
  package let label: String

  package init(kind: MediaKind, label: String) {
    self.kind = kind
    self.label = label
  }
}

/// Which offers a parameter takes.
package struct Connection: Sendable, Equatable {
  package let parameter: String
  /// Indices of offers, counted from 0, in their order.
  package let offers: [Int]
  /// Whether they are sent as a list, even a single one.
  package let isList: Bool

  package init(parameter: String, offers: [Int], isList: Bool) {
    self.parameter = parameter
    self.offers = offers
    self.isList = isList
  }
}

/// Where everything that is piped in goes.
package struct Wiring: Sendable, Equatable {
  package let connections: [Connection]
  /// The parameter that takes the text; nil if there is none to take.
  package let text: String?

  package init(connections: [Connection], text: String?) {
    self.connections = connections
    self.text = text
  }
}

/// Why a model cannot take what is piped in.
package enum WiringFailure: Error, Equatable, Sendable {
  /// `parameters` take `capacity` files between them, and there are `count`.
  case tooMany(kind: MediaKind, count: Int, parameters: [String], capacity: Int)
  /// All inputs that would take this kind by themselves are given by name.
  case alreadyGiven(kind: MediaKind, parameters: [String])
  /// No input takes this kind by itself; `takes` are the kinds that any does,
  /// `named` the inputs of this kind that must be named.
  case noPlace(kind: MediaKind, takes: [MediaKind], named: [String])
  /// The main text is given by name as well.
  case textTwice(parameter: String)
  /// The model has no main text.
  case noText
}
