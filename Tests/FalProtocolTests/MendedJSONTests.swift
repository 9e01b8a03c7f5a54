import FalProtocol
import JSON
import RandomTesting
import Testing

@Suite struct MendedJSONTests {
  @Test(
    arguments: [
      (#"{"score":NaN}"#, ["score": .null]), (#"[Infinity,-Infinity, 1]"#, [.null, .null, 1]),
      ("{\"a\":\"x\u{1}y\nz\"}", ["a": "x\u{1}y\nz"]), ("[\"a\\\n\"]", ["a\n"]),
      (#"["NaN","\\\"",NaN]"#, ["NaN", "\\\"", .null]),
    ] as [(String, JSON)])
  func `what is meant is read`(text: String, value: JSON) {
    #expect(MendedJSON.value(of: Array(text.utf8)) == value)
  }

  @Test func `bytes that are no text are replaced`() {
    #expect(MendedJSON.value(of: [0x5B, 0x22, 0xFF, 0x22, 0x5D]) == ["\u{FFFD}"])
  }

  @Test(arguments: ["", "{", "<html>", "[1,]", "NaNN", "\"a"])
  func `what is no JSON even so is none`(text: String) { #expect(MendedJSON.value(of: Array(text.utf8)) == nil) }

  @Test func `good JSON stays what it is`() {
    let random = RandomJSON(
      texts: ["a", "\"", "\\", "\n", "NaN", "é"], numbers: ["1e300", "-0.5", "123456789012345678901"], longestList: 3)
    var generator = SeededGenerator(state: 7)
    for _ in 0..<500 {
      let value = random.value(&generator)
      #expect(MendedJSON.value(of: Array(value.text.utf8)) == value)
    }
  }
}
