package import JSON
import RandomTesting

/// Texts out of everything that means something to the language, to a
/// terminal or to Unicode.
package struct RandomText {
  private var generator: SeededGenerator

  package init(seed: UInt64) { generator = SeededGenerator(state: seed) }

  private static let parts = [
    "\"", "'", "\"\"\"", "'''", "=", "==", "--", "-", "@", "@home", "#", "# so", "## x", "{", "}", "{a: 1}", "$", "$x",
    "${x.y}", "$(z)", "%", "%3", "\\", "\\n", "\\u{41}", "\\\\", "{\"a\": [1, null]}", "[1, 2]", "(", ")", "[", "]",
    "|", "&", ";", "!", "seed=5", "x:=null", "true", "null", "7", "-1.5e3", "1..3", "let x = ", "a", "fox", " ", "  ",
    "\n", "\r", "\r\n", "\t", "\u{0}", "\u{7}", "\u{1B}[31m", "\u{7F}", "\u{85}", "\u{9B}", "\u{A0}", "\u{FEFF}",
    "\u{2028}", "\u{2029}", "狐狸", "キツネ", "여우", "é", "e\u{301}", "\u{301}", "🦊", "👩‍👩‍👧‍👦", "🏳️‍🌈",
    "\u{200D}", "\u{FE0F}",
    "🇩🇪", "שועל", "ثعلب", "\u{200F}", "\u{202E}", "\u{2066}", "“", "”", "’", "«", "\u{10FFFF}", "\u{FFFD}", ",", ".",
    "/", "~", "https://e.org/a?b=c&d#e", "~/x", "*", "?", "<", ">", ":", "fal-ai/x",
  ]

  package mutating func text() -> String {
    (0..<Int.random(in: 0...9, using: &generator)).reduce(into: "") { text, _ in
      text += Self.parts.randomElement(using: &generator) ?? ""
    }
  }

  package mutating func json(depth: Int) -> JSON {
    switch Int.random(in: 0...(depth > 0 ? 8 : 5), using: &generator) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &generator))
    case 2:
      let numbers = ["0", "-0", "7", "2.50", "-1e-5", "1E+400", "18446744073709551617", "0.1"]
      return JSONNumber(numbers.randomElement(using: &generator) ?? "1").map(JSON.number) ?? 1
    case 3...5: return .string(text())
    case 6: return .array((0..<Int.random(in: 0...4, using: &generator)).map { _ in json(depth: depth - 1) })
    default:
      let members = (0..<Int.random(in: 0...4, using: &generator)).map { _ in (text(), json(depth: depth - 1)) }
      return .object(JSONObject(members) { _, last in last })
    }
  }
}
