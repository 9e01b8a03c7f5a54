import Testing

@testable import Sandbox

@Suite struct CaptionTests {
  static func lines(_ text: String, columns: Int, lines: Int) -> [String] {
    Caption.wrap(BitmapFont.plain(text)[...], columns: columns, lines: lines)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func `text breaks at spaces and long words within`() {
    #expect(Self.lines("one two three", columns: 7, lines: 9) == ["one two", "three"])
    #expect(Self.lines("abcdefghij k", columns: 4, lines: 9) == ["abcd", "efgh", "ij k"])
    #expect(Self.lines("  ", columns: 4, lines: 9) == [])
  }

  @Test func `three dots stand for what does not fit`() {
    #expect(Self.lines("one two three four", columns: 9, lines: 1) == ["one tw..."])
    #expect(Self.lines("one two", columns: 2, lines: 1) == [".."])
  }

  @Test func `accents fall off, and what has no letter is a box`() {
    #expect(BitmapFont.plain("Über “naïve” – ŝ") == Array("Uber \"naive\" - s".utf8))
    #expect(BitmapFont.plain("鳥") == [BitmapFont.unknown])
    #expect(BitmapFont.plain("e\u{301}") == Array("e".utf8))
  }

  @Test func `every printable character has a glyph of its own`() {
    #expect(BitmapFont.glyphs.count == 95)
    #expect(Set(BitmapFont.glyphs).count == 95)
  }
}
