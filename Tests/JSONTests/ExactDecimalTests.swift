import JSON
import RandomTesting
import Testing

@Suite struct ExactDecimalTests {
  /// `count` hundredths, as people write them.
  private func hundredths(_ count: Int) -> String {
    let digits = String(count.magnitude)
    let padded = String(repeating: "0", count: max(0, 3 - digits.count)) + digits
    return (count < 0 ? "-" : "") + padded.dropLast(2) + "." + padded.suffix(2)
  }

  private func exact(_ text: String) throws -> ExactDecimal {
    let number = try #require(JSONNumber(text))
    return try #require(ExactDecimal(number))
  }

  /// The sums and products of whole numbers are the measure.
  @Test func `cents are computed as whole numbers are`() throws {
    var random = SeededGenerator(state: 42)
    for _ in 0..<3_000 {
      let (left, right) = (
        Int.random(in: -10_000_000...10_000_000, using: &random), Int.random(in: -100_000...100_000, using: &random)
      )
      let (first, second) = (try exact(hundredths(left)), try exact(hundredths(right)))
      #expect(first + second == (try exact(hundredths(left + right))), "\(left) \(right)")
      #expect((-second).flatMap { first + $0 } == (try exact(hundredths(left - right))), "\(left) \(right)")
      #expect(first * second == (try exact("\(left * right)e-4")), "\(left) \(right)")
      guard right != 0 else { continue }
      #expect((first * second).flatMap { $0 / second } == first, "\(left) \(right)")
    }
  }

  @Test(arguments: [
    ("0.10", "0.1"), ("-0", "0"), ("0.0", "0"), ("120e1", "1200"), ("1e3", "1000"), ("0.000001", "0.000001"),
    ("0.00000015", "1.5e-7"), ("-12.50", "-12.5"), ("1e38", "1e38"), ("1.25e40", "1.25e40"),
    ("123456789012345678901234567890", "123456789012345678901234567890"), ("1e-9", "1e-9"), ("5e-324", "5e-324"),
  ])
  func `a value has one text`(text: String, written: String) throws {
    let number = JSONNumber(try exact(text))
    #expect(number.text == written)
    let given = try #require(JSONNumber(text))
    #expect(JSONNumber(number.text)?.compare(given) == 0)
  }

  @Test(arguments: [
    "1e400", "1e-400", "1e99999999999999999999", "-1e-99999999999999999999",
    "170141183460469231731687303715884105728", "0.1234567890123456789012345678901234567890123",
  ])
  func `what has no room is refused`(text: String) throws {
    let number = try #require(JSONNumber(text))
    #expect(ExactDecimal(number) == nil)
  }

  @Test(arguments: [("1", "3"), ("1", "0"), ("2.5", "0.0"), ("1e300", "1e-300")])
  func `a quotient without an end is none`(left: String, right: String) throws {
    #expect(try exact(left) / exact(right) == nil)
  }

  @Test func `nothing traps at the ends of the range`() throws {
    let largest = try exact("170141183460469231731687303715884105727")
    let least = try exact("-170141183460469231731687303715884105727")
    #expect(largest + largest == nil && least + least == nil && largest * least == nil)
    #expect(try least + exact("-1") == nil)
    #expect(try exact("-9223372036854775808") * exact("18446744073709551616") == nil)
    #expect(-least == largest)
    #expect(try exact("1e308") * exact("1e308") == nil)
    #expect(try exact("1e308") + exact("1e-308") == nil)
  }

  @Test(arguments: [
    ("0.1", "0.10", 0), ("1e99999999999999999999", "2", 1), ("1e400", "2e400", -1), ("-1e400", "1", -1),
    ("0.30000000000000004", "0.3", 1), ("1e-400", "0", 1), ("-1e-400", "0", -1), ("0", "-0.0", 0),
    ("9007199254740993.0", "9007199254740992", 1), ("-2.5", "-2.25", -1), ("0e5", "0", 0), ("12", "1.2e1", 0),
    ("1E-99999999999999999999", "1", -1), ("100", "99.5", 1),
  ])
  func `numbers of any length compare by value`(left: String, right: String, order: Int) throws {
    let (left, right) = (try #require(JSONNumber(left)), try #require(JSONNumber(right)))
    #expect(left.compare(right) == order && right.compare(left) == -order)
  }
}
