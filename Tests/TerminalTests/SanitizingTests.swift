import RandomTesting
import Testing

@testable import Terminal

@Suite struct SanitizingTests {
  @Test(arguments: [
    ("plain", "plain", "plain"),
    ("tab\there", "tab here", "tab here"),
    ("two\r\nlines\rthree", "two lines three", "two\nlines\nthree"),
    ("\u{1B}[1;31mred\u{1B}[0m", "red", "red"),
    ("\u{1B}]0;title\u{7}text", "text", "text"),
    ("\u{1B}]8;;http://x\u{1B}\\link\u{1B}]8;;\u{1B}\\", "link", "link"),
    ("\u{1B}]0;unfinished", "\u{FFFD}]0;unfinished", "\u{FFFD}]0;unfinished"),
    ("\u{1B}[31", "\u{FFFD}[31", "\u{FFFD}[31"),
    ("a\u{1B}", "a\u{FFFD}", "a\u{FFFD}"),
    ("\u{9B}31m\u{0}\u{7F}", "\u{FFFD}31m\u{FFFD}\u{FFFD}", "\u{FFFD}31m\u{FFFD}\u{FFFD}"),
    ("pay\u{202E}txt.exe\u{2066}", "pay\u{FFFD}txt.exe\u{FFFD}", "pay\u{FFFD}txt.exe\u{FFFD}"),
    ("👩‍🚀 e\u{301}", "👩‍🚀 e\u{301}", "👩‍🚀 e\u{301}"),
  ])
  func `control characters go`(text: String, oneLine: String, lines: String) {
    #expect(sanitized(text, keepsNewlines: false) == oneLine)
    #expect(sanitized(text, keepsNewlines: true) == lines)
  }

  @Test func `no control character survives`() {
    var generator = SeededGenerator(state: 7)
    let spice: [UInt32] = [0x1B, 0x5B, 0x5D, 0x5C, 0x07, 0x0D, 0x0A, 0x9B, 0x9D, 0x202E, 0x3B, 0x6D, 0x41, 0x1F98A]
    for _ in 0..<3000 {
      let count = Int.random(in: 0..<40, using: &generator)
      let scalars = (0..<count).compactMap { _ in
        let value =
          Bool.random(using: &generator)
          ? spice.randomElement(using: &generator) ?? 0 : UInt32.random(in: 0..<0x3000, using: &generator)
        return Unicode.Scalar(value)
      }
      let text = String(String.UnicodeScalarView(scalars))
      let oneLine = sanitized(text, keepsNewlines: false)
      let lines = sanitized(text, keepsNewlines: true)
      #expect(!oneLine.unicodeScalars.contains { $0.isUnsafe })
      #expect(!lines.unicodeScalars.contains { $0.isUnsafe && $0 != "\n" })
      #expect(sanitized(oneLine, keepsNewlines: false) == oneLine)
      let style = Style(link: text)
      #expect(StyledText(text, style).rendered(.plain) == lines)
    }
  }

  @Test(arguments: [
    ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本語", 6), ("한글", 4), ("ﾊﾝ", 2), ("Ａ", 2), ("…", 1),
    ("🦊", 2), ("👩‍🚀", 2), ("👍🏽", 2), ("🇩🇪", 2), ("❤️", 2), ("❤", 1), ("\u{1FAE8}", 2), ("\u{200B}", 0),
    ("a\u{7}b", 2), ("├─▀", 3),
  ])
  func `a text is as wide as its cells`(text: String, width: Int) {
    #expect(displayWidth(text) == width)
  }
}
