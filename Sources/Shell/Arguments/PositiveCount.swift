import Language

/// A whole number from 1 on.
struct PositiveCount: ArgumentType {
  static let label = "N"
  let count: Int

  init(reading content: Argument.Content) throws {
    guard let count = try? Int(reading: content), count > 0 else { throw Failure.wants("1 or more") }
    self.count = count
  }
}
