import JSON
import Testing

@Suite struct NumberTests {
  @Test(arguments: ["0", "-0", "9007199254740993", "1e400", "2.50", "-1.5E+10", "123456789012345678901234567890"])
  func `a number keeps its text`(text: String) throws {
    #expect(JSONNumber(text)?.text == text)
    #expect(try JSON(parsing: text).text == text)
  }

  @Test(arguments: ["", "-", "007", ".5", "1.", "1e", "1_000", "0x1", "NaN", "Infinity", " 1", "1 ", "９"])
  func `what is no number is none`(text: String) { #expect(JSONNumber(text) == nil) }

  @Test(arguments: [
    ("3", 3), ("3.0", 3), ("3e2", 300), ("-7", -7), ("3.5", nil), ("1e400", nil), ("9223372036854775808", nil),
    ("9223372036854775807", Int.max), ("-9223372036854775808", Int.min),
  ])
  func `whole numbers are integers if they fit`(text: String, value: Int?) {
    #expect(JSONNumber(text)?.int == value)
  }

  @Test(arguments: [
    (0.1, "0.1"), (3, "3"), (-0.0, "-0"), (1e15, "1000000000000000.0"), (123456.75, "123456.75"), (1e300, "1e+300"),
  ])
  func `doubles are written shortly`(value: Double, text: String) throws {
    #expect(JSONNumber(value)?.text == text)
    #expect(try JSON(parsing: text).double == value)
  }

  @Test func `what is not finite cannot be written`() {
    #expect(JSON(Double.nan) == .null && JSON(Double.infinity) == .null)
    #expect(JSONNumber("1e400")?.double == nil)
  }

  @Test(arguments: [("1", "2", -1), ("2", "2.0", 0), ("10", "9", 1), ("-1", "1", -1), ("1e3", "1000", 0)])
  func `numbers compare by value`(left: String, right: String, order: Int) throws {
    let (left, right) = (try #require(JSONNumber(left)), try #require(JSONNumber(right)))
    #expect(left.compare(right) == order && right.compare(left) == -order)
  }

  @Test func `large integers compare to the last digit`() throws {
    let (left, right) = (try #require(JSONNumber("9007199254740992")), try #require(JSONNumber("9007199254740993")))
    #expect(left.compare(right) == -1)
  }
}
