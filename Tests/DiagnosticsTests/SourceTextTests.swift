import Diagnostics
import Testing

@Suite struct SourceTextTests {
  private static let source = SourceText(name: "a", text: "é狐\n\nab")

  @Test(arguments: [(0, 1, 1), (2, 1, 2), (5, 1, 3), (6, 2, 1), (7, 3, 1), (9, 3, 3), (99, 3, 3), (-1, 1, 1)])
  func `an offset in bytes has a line and a column in characters`(offset: Int, line: Int, column: Int) {
    #expect(Self.source.position(of: offset) == (line, column))
  }

  @Test func `lines are given without their newline`() {
    #expect(Self.source.line(at: 1) == ("é狐", 0))
    #expect(Self.source.line(at: 6) == ("", 6))
    #expect(Self.source.line(at: 99) == ("ab", 7))
    #expect(SourceText(name: "a", text: "").line(at: 0) == ("", 0))
  }

  @Test func `ranges are cut to the text`() {
    #expect(Self.source[SourceRange(7, 99)] == "ab")
    #expect(Self.source[SourceRange(-5, 2)] == "é")
    #expect(Self.source[SourceRange(50, 60)] == "")
    #expect(SourceRange(5, 2) == SourceRange(at: 5))
  }

  @Test func `every offset of any text has a place`() {
    for text in ["", "\n", "\r\n", "a\u{301}b", "🦊\n🦊", "\u{0}"] {
      let source = SourceText(name: "a", text: text)
      for offset in -2...(source.count + 2) {
        let (line, column) = source.position(of: offset)
        #expect(line >= 1 && column >= 1)
        _ = source.line(at: offset)
        _ = source[SourceRange(offset, offset + 1)]
      }
    }
  }

  @Test func `ranges join and contain`() {
    #expect(SourceRange(1, 3).union(SourceRange(5, 6)) == SourceRange(1, 6))
    #expect(SourceRange(1, 3).contains(3) && !SourceRange(1, 3).contains(4))
    #expect(SourceRange(at: 2).isEmpty)
  }
}
