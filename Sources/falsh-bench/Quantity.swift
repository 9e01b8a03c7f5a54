/// A number with its unit.
enum Quantity: Sendable {
  case time(Duration)
  case bytes(Int)
  case count(Int)
  /// How many times as much.
  case factor(Double)

  /// As it is compared with another of its kind.
  var magnitude: Double {
    switch self {
    case .time(let duration): duration.seconds
    case .bytes(let count), .count(let count): Double(count)
    case .factor(let factor): factor
    }
  }

  var text: String {
    switch self {
    case .time(let duration): "\((duration.seconds * 1000).text(digits: 1)) ms"
    case .bytes(let count): "\((Double(count) / 1_048_576).text(digits: 1)) MiB"
    case .count(let count): "\(count)"
    case .factor(let factor): factor.text(digits: 2)
    }
  }
}

extension Double {
  /// With so many digits behind the point.
  func text(digits: Int) -> String {
    let power = (0..<digits).reduce(1.0) { power, _ in power * 10 }
    let text = "\((self * power).rounded() / power)"
    let behind = text.split(separator: ".").dropFirst().first?.count ?? 0
    return text + String(repeating: "0", count: Swift.max(0, digits - behind))
  }
}
