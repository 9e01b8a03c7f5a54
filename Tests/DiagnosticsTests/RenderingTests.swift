import Diagnostics
import Testing

@Suite struct RenderingTests {
  /// Characters of East Asia are two cells wide here.
  private static func width(_ text: Substring) -> Int {
    text.reduce(0) { $0 + ($1.unicodeScalars.contains { (0x3000...0x9FFF).contains($0.value) } ? 2 : 1) }
  }

  private static func rendered(_ text: String, _ mark: String, help: String? = nil, name: String = "a.fal") -> [String]
  {
    let source = SourceText(name: name, text: text)
    let start = text.utf8.distance(
      from: text.startIndex, to: text.firstRange(of: mark)?.lowerBound ?? text.endIndex)
    let diagnostic = Diagnostic(
      code: "x", "it is wrong", in: source, at: SourceRange(start, start + mark.utf8.count), help: help)
    return diagnostic.rendered(displayWidth: width).split(separator: "\n").map(String.init)
  }

  @Test func `a diagnostic shows its line, and carets below what is meant`() {
    #expect(
      Self.rendered("let a = 1\nprint duraton=5\n", "duraton", help: "did you mean 'duration'?") == [
        "a.fal:2:7: error: it is wrong",
        " 2 | print duraton=5",
        "   |       ^^^^^^^ did you mean 'duration'?",
      ])
  }

  @Test func `the margin grows with the number of the line`() {
    let text = String(repeating: "\n", count: 99) + "print x"
    #expect(Self.rendered(text, "x") == ["a.fal:100:7: error: it is wrong", " 100 | print x", "     |       ^"])
  }

  @Test func `wide characters count two cells, and one column`() {
    #expect(
      Self.rendered("print \"狐\" 狐狐", "狐狐") == [
        "a.fal:1:11: error: it is wrong", " 1 | print \"狐\" 狐狐", "   |            ^^^^",
      ])
  }

  @Test func `a tab is shown as one blank`() {
    #expect(
      Self.rendered("\tprint\tx", "x") == ["a.fal:1:8: error: it is wrong", " 1 |  print x", "   |        ^"])
  }

  @Test func `a range over several lines is marked on its first`() {
    #expect(Self.rendered("[1,\n2]", "[1,\n2]") == ["a.fal:1:1: error: it is wrong", " 1 | [1,", "   | ^^^"])
  }

  @Test func `an empty range at the very end has one caret`() {
    #expect(Self.rendered("let a =", "zzz")[2] == "   |        ^^^".replacing("^^^", with: "^"))
  }

  @Test(arguments: ["\u{1B}[31mred", "a\u{7}b", "a\u{202E}b", "a\u{9B}1m"]) func `no terminal obeys a script`(
    text: String
  ) {
    let shown = Self.rendered("print '\(text)'", "print").joined(separator: "\n")
    #expect(shown.contains("\u{FFFD}"))
    #expect(!shown.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || (0x7F...0x9F).contains($0.value) })
  }

  @Test func `without a place there is no excerpt`() {
    #expect(Diagnostic(code: "x", "it is wrong").rendered() == "error: it is wrong")
    #expect(
      Diagnostic(.warning, code: "x", "it is odd", help: "say so", notes: [.init("and so on")]).rendered()
        == "warning: it is odd\n  say so\n  and so on")
  }

  @Test func `a note may have a place of its own`() {
    let source = SourceText(name: "a.fal", text: "let a = 1\nlet a = 2")
    let note = Diagnostic.Note("it was bound here", at: SourceRange(4, 5))
    let text = Diagnostic(code: "x", "bound twice", in: source, at: SourceRange(14, 15), notes: [note]).rendered()
    #expect(text.hasSuffix("\n 1 | let a = 1\n   |     ^ it was bound here"))
  }

  @Test func `the pieces tell a terminal what is what`() {
    let source = SourceText(name: "a.fal", text: "x")
    let pieces = Diagnostic(code: "x", "wrong", in: source, at: SourceRange(0, 1), help: "y")
      .renderedPieces(displayWidth: { $0.count })
    #expect(pieces.map(\.role) == [.place, .severity, .message, .source, .source, .caret, .help])
  }

  @Test func `the first place counts`() {
    let source = SourceText(name: "a.fal", text: "abc")
    let diagnostic = Diagnostic(code: "x", "wrong").located(in: source, at: SourceRange(1, 2))
    #expect(diagnostic.range == SourceRange(1, 2))
    #expect(diagnostic.located(in: source, at: SourceRange(0, 1)) == diagnostic)
  }
}
