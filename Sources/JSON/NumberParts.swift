/// A number's text, taken apart.
struct NumberParts {
  let isNegative: Bool
  /// From the first digit that is not 0 to the last; `0` for zero.
  let digits: Substring
  /// The power of ten that the digits are multiplied by; a milliard stands
  /// for all that is beyond it.
  let exponent: Int

  init(_ text: String) {
    isNegative = text.utf8.first == UInt8(ascii: "-")
    let halves = text.split { $0 == "e" || $0 == "E" }
    let mantissa = (halves.first ?? "").drop { $0 == "-" }.split(separator: ".")
    let fraction = mantissa.dropFirst().first ?? ""
    let all = Substring((mantissa.first ?? "") + fraction)
    let leading = all.drop { $0 == "0" }
    let zeros = leading.reversed().prefix { $0 == "0" }.count
    digits = leading.isEmpty ? "0" : leading.dropLast(zeros)
    let written = halves.count > 1 ? Self.exponent(halves[1]) : 0
    exponent = leading.isEmpty ? 0 : written + zeros - fraction.utf8.count
  }

  private static func exponent(_ text: Substring) -> Int {
    let limit = 1_000_000_000
    return max(-limit, min(limit, Int(text) ?? (text.hasPrefix("-") ? -limit : limit)))
  }

  private var isZero: Bool { digits == "0" }
}

extension NumberParts {
  /// The order by value: negative if this is less than `other`, 0 if equal.
  func compare(_ other: NumberParts) -> Int {
    let (left, right) = (sign, other.sign)
    guard left == right else { return left < right ? -1 : 1 }
    return left * compareMagnitude(other)
  }

  private var sign: Int { isZero ? 0 : isNegative ? -1 : 1 }

  private func compareMagnitude(_ other: NumberParts) -> Int {
    let (left, right) = (magnitude, other.magnitude)
    guard left == right else { return left < right ? -1 : 1 }
    // Digits without zeros around them are in the order of the alphabet.
    return digits == other.digits ? 0 : digits < other.digits ? -1 : 1
  }

  /// Where the point stands, counted from the first digit.
  private var magnitude: Int { exponent + digits.utf8.count }
}

extension JSONNumber {
  var parts: NumberParts { NumberParts(text) }
}
