import Diagnostics
import Language
import Testing

/// A text and what is expected of it.
struct SyntaxCase: Sendable, CustomTestStringConvertible {
  var text: String
  var expected: String

  init(_ text: String, _ expected: String) {
    self.text = text
    self.expected = expected
  }

  var testDescription: String { text }
}

func parse(_ text: String, _ origin: Origin = .file) -> ParseResult {
  Parser.parse(SourceText(name: "test.fal", text: text), origin: origin)
}

/// The text with what each diagnostic is about between ‹ and ›.
func marked(_ text: String, _ origin: Origin = .file) -> String {
  let ranges = parse(text, origin).diagnostics.compactMap(\.range)
  let marks = ranges.flatMap { [($0.start, 1, "‹"), ($0.end, $0.isEmpty ? 2 : 0, "›")] }
  var bytes = Array(text.utf8)
  for (offset, _, mark) in marks.sorted(by: { ($0.0, $0.1) > ($1.0, $1.1) }) {
    bytes.insert(contentsOf: Array(mark.utf8), at: offset)
  }
  return String(decoding: bytes, as: UTF8.self)
}
