import Testing

@testable import Terminal

private let full = Capabilities(isTerminal: true, columns: 80, colors: .truecolor, links: true, canMoveCursor: true)
private let sixteen = Capabilities(isTerminal: true, columns: 80, colors: .ansi, links: false, canMoveCursor: true)

@Suite struct StyledTextTests {
  @Test func `texts of one look are one text`() {
    let sum: StyledText = StyledText("a", .bold) + StyledText("") + StyledText("b", .bold) + "c"
    #expect(sum.spans == [.init("ab", .bold), .init("c")])
    #expect(sum.plain == "abc")
  }

  @Test func `interpolation keeps looks`() {
    let inner: StyledText = "\(7, .bold)!"
    let text: StyledText = "job \(inner) is \("done", .green)"
    #expect(text.spans == [.init("job "), .init("7", .bold), .init("! is "), .init("done", .green)])
  }

  @Test func `looks are merged`() {
    let text = StyledText("a", .red).styled(.bold)
    #expect(text.spans == [.init("a", Style(bold: true, color: .red))])
  }

  @Test(arguments: [
    (StyledText("a"), "a"),
    (StyledText("a", .bold), "\u{1B}[1ma\u{1B}[0m"),
    (StyledText("a", Style(dim: true, italic: true, underline: true)), "\u{1B}[2;3;4ma\u{1B}[0m"),
    (StyledText("a", .color(.brightRed)), "\u{1B}[91ma\u{1B}[0m"),
    (StyledText("a", .color(.rgb(red: 1, green: 2, blue: 3))), "\u{1B}[38;2;1;2;3ma\u{1B}[0m"),
    (StyledText("a", .link("https://fal.ai/ü")), "\u{1B}]8;;https://fal.ai/%C3%BC\u{1B}\\a\u{1B}]8;;\u{1B}\\"),
    (StyledText("a", .link("x\u{1B}\\y")), "\u{1B}]8;;x%1B\\y\u{1B}\\a\u{1B}]8;;\u{1B}\\"),
    (StyledText("\u{1B}[31mred\u{7}"), "red\u{FFFD}"),
  ])
  func `looks become codes`(text: StyledText, expected: String) {
    #expect(text.rendered(full) == expected)
  }

  @Test func `codes go as far as the terminal does`() {
    let text = StyledText("a", Style(bold: true, color: .rgb(red: 250, green: 10, blue: 10), link: "https://fal.ai"))
    #expect(text.rendered(sixteen) == "\u{1B}[1;91ma\u{1B}[0m")
    #expect(text.rendered(.plain) == "a")
  }

  @Test(arguments: [
    ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("abcdef", 1, "…"), ("abcdef", 0, ""), ("", 0, ""),
    ("日本語", 6, "日本語"), ("日本語", 5, "日本…"), ("日本語", 4, "日…"), ("a\nb\tc", 9, "a b c"),
  ])
  func `a text is cut to cells`(text: String, columns: Int, expected: String) {
    #expect(StyledText(text).cut(to: columns).plain == expected)
  }

  @Test func `a cut text keeps its looks`() {
    let text: StyledText = "ab\("cdef", .red)gh"
    #expect(text.cut(to: 5).spans == [.init("ab"), .init("cd…", .red)])
  }

  @Test func `a text has lines`() {
    let text: StyledText = "one\n\("two\r\nthree", .red)\n"
    #expect(text.lines == ["one", StyledText("two", .red), StyledText("three", .red), ""])
  }
}

@Suite struct TableTests {
  @Test func `columns are as wide as their widest cell`() {
    let table = Table(
      columns: ["id", .init("cost", .right), "model"],
      rows: [["1", "$0.40", "veo"], ["日本", "$12.00", "flux"], ["3"]])
    #expect(
      table.lines(width: 80).map(\.plain) == [
        "id      cost  model",
        "1      $0.40  veo",
        "日本  $12.00  flux",
        "3",
      ])
  }

  @Test func `the last column is cut`() {
    let table = Table(rows: [["a", "a long text"], ["bb", "short"]])
    #expect(table.lines(width: 10).map(\.plain) == ["a   a lon…", "bb  short"])
    for width in 0..<20 { #expect(table.lines(width: width).allSatisfy { $0.width <= width }) }
  }

  @Test func `a column that does not fit is left out, but for the beginning of the last`() {
    let table = Table(rows: [["a model", "$1 a second", "a long title"], ["b", "$2", "c"]])
    func first(_ width: Int, keeping least: Int = 1) -> String? {
      table.fitting(width, keeping: least, beginning: 6).lines(width: width).first?.plain
    }
    #expect(first(34) == "a model  $1 a second  a long title")
    #expect(first(28) == "a model  $1 a second  a lon…")
    #expect(first(27) == "a model  $1 a second")
    #expect(first(19) == "a model" && first(19, keeping: 2) == "a model  $1 a seco…")
    #expect(Table().fitting(9, keeping: 1, beginning: 6).rows.isEmpty)
  }

  @Test func `a table of nothing has no lines`() {
    #expect(Table().lines(width: 80).isEmpty)
  }
}

@Suite struct CapabilitiesTests {
  private func colors(_ environment: [String: String], isTerminal: Bool = true) -> Capabilities.Colors {
    Capabilities(environment: environment, isTerminal: isTerminal, columns: nil).colors
  }

  @Test func `colours are as the environment says`() {
    #expect(colors(["TERM": "xterm"]) == .ansi)
    #expect(colors(["TERM": "xterm", "COLORTERM": "truecolor"]) == .truecolor)
    #expect(colors(["TERM": "xterm", "NO_COLOR": "1"]) == .none)
    #expect(colors(["TERM": "xterm", "NO_COLOR": ""]) == .ansi)
    #expect(colors(["TERM": "xterm", "CLICOLOR": "0"]) == .none)
    #expect(colors(["TERM": "dumb", "COLORTERM": "truecolor"]) == .none)
    #expect(colors([:]) == .none)
    #expect(colors(["TERM": "xterm"], isTerminal: false) == .none)
    #expect(colors(["TERM": "xterm", "CLICOLOR_FORCE": "1"], isTerminal: false) == .ansi)
    #expect(colors(["CLICOLOR_FORCE": "1", "NO_COLOR": "1"], isTerminal: false) == .none)
  }

  @Test func `only a terminal has a cursor`() {
    let terminal = Capabilities(environment: ["TERM": "xterm"], isTerminal: true, columns: 0)
    #expect(terminal.canMoveCursor && terminal.links && terminal.columns == 80)
    let dumb = Capabilities(environment: ["TERM": "dumb"], isTerminal: true, columns: 40)
    #expect(!dumb.canMoveCursor && !dumb.links && dumb.isTerminal && dumb.columns == 40)
    #expect(!Capabilities(environment: ["TERM": "xterm"], isTerminal: false, columns: 40).canMoveCursor)
  }
}
