import Language

/// How many days back: 1 to 365.
struct DayCount: ArgumentType {
  static let label = "N"
  let count: Int

  init(reading content: Argument.Content) throws {
    guard let count = try? Int(reading: content), (1...365).contains(count) else {
      throw Failure.wants("a number of days from 1 to 365")
    }
    self.count = count
  }

  init(_ count: Int) { self.count = count }

  /// `the last 24 hours`, `the last 7 days`.
  var words: String { count == 1 ? "the last 24 hours" : "the last \(count) days" }

  /// Where that begins, in seconds since 1970.
  func start(now: Double) -> Double { now - Double(count) * 86_400 }
}
