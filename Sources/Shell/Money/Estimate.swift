import JSON

/// What something will cost, as far as it can be known before.
enum Estimate: Sendable, Hashable {
  /// By the price list and what the call says.
  case about(Money)
  /// The price list says no more than what it costs at least.
  case atLeast(Money)
  /// Shown as `?`, never as 0.
  case unknown

  /// As far as it is known.
  var amount: Money? {
    switch self {
    case .about(let money), .atLeast(let money): money
    case .unknown: nil
    }
  }

  /// For so many of them.
  func times(_ count: Int) -> Estimate {
    switch self {
    case .about(let money): .about(money.times(Double(count)))
    case .atLeast(let money): .atLeast(money.times(Double(count)))
    case .unknown: .unknown
    }
  }

  /// Of both together: what is unknown of one is missing from the sum.
  static func + (left: Estimate, right: Estimate) -> Estimate {
    switch (left, right) {
    case (.about(let left), .about(let right)): .about(left + right)
    case (.unknown, .unknown): .unknown
    case (.unknown, .about(.zero)), (.about(.zero), .unknown): .unknown
    default: .atLeast((left.amount ?? .zero) + (right.amount ?? .zero))
    }
  }

  /// As data: the amount, and whether it may be more.
  var members: JSONObject {
    ["estimate": amount?.json ?? .null, "may_be_more": .bool(self == .unknown || isFloor)]
  }

  private var isFloor: Bool { if case .atLeast = self { true } else { false } }
}

extension Estimate: CustomStringConvertible {
  /// `about $0.70`, `$3.20 or more`, `?`.
  var description: String {
    switch self {
    case .about(let money): "about \(money)"
    case .atLeast(let money): "\(money) or more"
    case .unknown: "?"
    }
  }
}
