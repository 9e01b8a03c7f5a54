import Testing

@testable import Terminal

private let words = ["fal-ai/flux/dev", "fal-ai/flux/schnell", "fal-ai/veo3", "help", "history"]

@Suite(.serialized, .timeLimit(.minutes(5)))
struct LineEditorTests {
  let terminal: PseudoTerminal
  let history = History(path: nil)

  init() throws {
    terminal = try PseudoTerminal()
  }

  private func configuration(colors: Capabilities.Colors = .none) -> LineEditor.Configuration {
    LineEditor.Configuration(
      history: history,
      capabilities: Capabilities(isTerminal: true, columns: 40, colors: colors, links: false, canMoveCursor: true),
      environment: ["TERM": "xterm"],
      complete: { line, cursor in
        let typed = String(line.utf8.prefix(cursor)) ?? ""
        let word = typed.split(separator: " ", omittingEmptySubsequences: false).last.map(String.init) ?? ""
        let matches = words.filter { $0.hasPrefix(word) }
        return Completion(
          replacing: cursor - word.utf8.count..<cursor,
          candidates: matches.map { Completion.Candidate(text: $0, detail: "about \($0)") })
      },
      isComplete: { line in line.count { $0 == "{" } <= line.count { $0 == "}" } },
      input: terminal.descriptor, output: terminal.descriptor)
  }

  /// Waits for the prompt, then does what the test does at it.
  private func line(
    _ configuration: LineEditor.Configuration? = nil, initial: String = "",
    _ act: (LineEditor) async throws -> Void
  ) async throws -> LineEditor.Line {
    let editor = LineEditor(configuration ?? self.configuration())
    defer { editor.close() }
    async let line = editor.readLine(prompt: "> ", initial: initial)
    try await terminal.wait { $0.text.hasPrefix(">") }
    try await act(editor)
    return await line
  }

  @Test func `what is typed is the line`() async throws {
    let line = try await line { _ in terminal.type("hello\r") }
    #expect(line == .text("hello"))
  }

  @Test func `any character can be typed, edited and drawn`() async throws {
    let line = try await line { _ in
      terminal.type("né 日本語🦊")
      try await terminal.wait(for: "> né 日本語🦊")
      #expect(terminal.screen.column == 13)
      terminal.type("\u{1B}[D\u{7F}\u{7F}x\u{1}<\u{5}>")
      try await terminal.wait(for: "> <né 日x🦊>")
      terminal.type("\r")
    }
    #expect(line == .text("<né 日x🦊>"))
  }

  @Test func `combining marks stay in the line`() async throws {
    let line = try await line { _ in terminal.type("e\u{301}a\r") }
    #expect(line == .text("e\u{301}a"))
  }

  @Test func `Ctrl-C gives the line up`() async throws {
    let line = try await line { _ in
      terminal.type("half a li\u{1B}[D\u{1B}[D\u{3}")
      try await terminal.wait(for: "> half a li^C")
    }
    #expect(line == .interrupted)
  }

  @Test func `Ctrl-C leaves an unfinished block`() async throws {
    let line = try await line { _ in terminal.type("{\rone\u{1B}[A\u{3}") }
    #expect(line == .interrupted)
  }

  @Test func `an interrupt from elsewhere does the same`() async throws {
    let line = try await line { editor in
      terminal.type("half")
      try await terminal.wait(for: "> half")
      editor.interrupt()
    }
    #expect(line == .interrupted)
  }

  @Test func `Ctrl-D deletes on a line that is not empty`() async throws {
    let line = try await line { _ in terminal.type("ab\u{1}\u{4}\u{5}\u{4}\r") }
    #expect(line == .text("b"))
  }

  @Test func `Ctrl-D on an empty line ends the input`() async throws {
    #expect(try await line { _ in terminal.type("\u{4}") } == .endOfFile)
  }

  @Test func `a terminal that goes away ends the input`() async throws {
    let line = try await line { _ in
      terminal.type("half")
      try await terminal.wait(for: "> half")
      terminal.hangUp()
    }
    #expect(line == .endOfFile)
  }

  @Test func `Up finds what begins with the text before the cursor`() async throws {
    for entry in ["run one", "help", "run two", "jobs"] { history.add(entry) }
    let up = "\u{1B}[A"
    let down = "\u{1B}[B"
    let editor = LineEditor(configuration())
    defer { editor.close() }
    terminal.type("run\(up)\(up)\(up)\rrun\(up)\(up)\(down)\rrun\(up)\(down)\r\(up)\u{1B}OA\r")
    for expected in ["run one", "run two", "run", "run two"] {
      #expect(await editor.readLine(prompt: "> ") == .text(expected))
    }
  }

  @Test func `Ctrl-R finds what contains a text`() async throws {
    for entry in ["draw a red fox", "draw a 万年 fox", "help"] { history.add(entry) }
    let line = try await line { _ in
      terminal.type("\u{12}FOX\u{7F}\u{7F}\u{7F}fox")
      try await terminal.wait(for: "search fox: draw a 万年 fox")
      terminal.type("\u{12}")
      try await terminal.wait(for: "search fox: draw a red fox")
      terminal.type("\u{12}")
      try await terminal.wait(for: "no match for fox:")
      terminal.type("\u{13}")
      try await terminal.wait(for: "search fox: draw a 万年 fox")
      terminal.type("\r")
    }
    #expect(line == .text("draw a 万年 fox"))
  }

  @Test func `leaving the search brings back what was typed`() async throws {
    history.add("help")
    let line = try await line { _ in terminal.type("mine\u{12}hel\u{7}!\r") }
    #expect(line == .text("mine!"))
  }

  @Test func `Tab inserts the only candidate and closes it`() async throws {
    #expect(try await line { _ in terminal.type("a hi\tx\r") } == .text("a history x"))
  }

  @Test func `Tab inserts what candidates have in common, then lists them`() async throws {
    let line = try await line { _ in
      terminal.type("fal\t")
      try await terminal.wait(for: "> fal-ai/")
      terminal.type("f\t\t")
      try await terminal.wait(for: "fal-ai/flux/schnell  about fal-ai/flux")
      #expect(terminal.screen.row == 0)
      terminal.type("d")
      try await terminal.wait { $0.text == "> fal-ai/flux/d" }
      terminal.type("\t\r")
    }
    #expect(line == .text("fal-ai/flux/dev "))
  }

  /// Tab offers 1,287 voices.
  private var voices: LineEditor.Configuration {
    var configuration = configuration()
    configuration.complete = { _, cursor in
      Completion(replacing: 0..<cursor, candidates: (1...1287).map { .init(text: "voice\($0)", detail: "-") })
    }
    return configuration
  }

  @Test func `Tab turns the pages of a long list`() async throws {
    let line = try await line(voices) { _ in
      terminal.type("v\t\t")
      try await terminal.wait(for: "1–9 of 1287, Tab for more")
      #expect(terminal.screen.row == 0)
      terminal.type("\t")
      try await terminal.wait(for: "10–18 of 1287")
      terminal.type("x")
      try await terminal.wait { $0.text == "> voicex" }
      terminal.type("\r")
    }
    #expect(line == .text("voicex"))
  }

  @Test func `Down begins with the page that shows, and Tab turns it with one selected`() async throws {
    let line = try await line(voices) { _ in
      terminal.type("v\t\t\t\u{1B}[B\t")
      try await terminal.wait(for: "19–27 of 1287")
      terminal.type("\u{1B}[A")
      try await terminal.wait(for: "> voice27\n")
      terminal.type("\r\r")
    }
    #expect(line == .text("voice27 "))
  }

  @Test func `where nothing is typed Tab shows what there is, and inserts nothing by chance`() async throws {
    var configuration = configuration()
    configuration.complete = { text, cursor in
      text.isEmpty
        ? Completion(replacing: 0..<0, candidates: [.init(text: "subject="), .init(text: "style=")])
        : Completion(replacing: cursor..<cursor, candidates: [.init(text: "1")], note: "from 1 to 4")
    }
    let line = try await line(configuration) { _ in
      terminal.type("\t")
      try await terminal.wait(for: "subject=")
      #expect(terminal.screen.text.hasPrefix(">\n"))
      terminal.type("n=\t")
      try await terminal.wait(for: "from 1 to 4")
      #expect(terminal.screen.text.hasPrefix("> n=\n"))
      terminal.type("\u{1B}[B\r\r")
    }
    #expect(line == .text("n=1 "))
  }

  @Test func `Down and Up walk through the list, and Return takes what is selected`() async throws {
    let line = try await line { _ in
      terminal.type("h\t\t")
      try await terminal.wait(for: "history  about history")
      terminal.type("\u{1B}[B\u{1B}[B")
      try await terminal.wait(for: "> history\n")
      terminal.type("\u{1B}[A")
      try await terminal.wait(for: "> help\n")
      terminal.type("\r")
      try await terminal.wait { $0.text == "> help" }
      terminal.type("me\r")
    }
    #expect(line == .text("help me"))
  }

  @Test func `Return goes on while the text is incomplete`() async throws {
    let line = try await line { _ in
      terminal.type("each {\r  one\r}")
      try await terminal.wait { $0.text == "> each {\n  one\n}" }
      terminal.type("\u{1B}[A\u{5}, two")
      try await terminal.wait { $0.text == "> each {\n  one, two\n}" }
      terminal.type("\r")
    }
    #expect(line == .text("each {\n  one, two\n}"))
  }

  @Test func `a paste goes on the line whole`() async throws {
    let line = try await line { _ in
      terminal.type("(\u{1B}[200~one\r\ntwo\u{3}\tthree\r\u{1B}[201~)")
      try await terminal.wait { $0.text == "> (one\ntwo     three)" }
      terminal.type("\r")
    }
    #expect(line == .text("(one\ntwo\tthree)"))
    #expect(terminal.output.contains("\u{1B}[?2004h"))
  }

  @Test func `a long paste survives unchanged`() async throws {
    let text = (0..<300).map { "row \($0) 日本語" }.joined(separator: "\n")
    let line = try await line { _ in
      terminal.type("\u{1B}[200~\(text)\u{1B}[201~")
      try await terminal.wait(for: "row 299")
      terminal.type("\r")
    }
    #expect(line == .text(text))
  }

  @Test func `lines of other tasks go above the prompt`() async throws {
    let line = try await line { editor in
      terminal.type("a text that is longer than one row of the screen {\rmore\u{1B}[A")
      try await terminal.wait { $0.text.hasSuffix("\nmore") && $0.row == 0 && $0.column == 6 }
      await withTaskGroup { group in
        for number in 1...3 { group.addTask { editor.post("job \(number) \("done", .green)\nin 2 s") } }
      }
      try await terminal.wait { screen in
        (1...3).allSatisfy { screen.text.contains("job \($0) done\nin 2 s\n") }
          && screen.text.hasSuffix("\n> a text that is longer than one row of\nthe screen {\nmore")
      }
      terminal.type("}\u{1B}[B}\r")
    }
    guard case .text(let text) = line else { return #expect(Bool(false), "\(line)") }
    #expect(text.filter { $0 != "}" } == "a text that is longer than one row of the screen {\nmore")
  }

  @Test func `a text can be given to begin with`() async throws {
    let line = try await line(initial: "duration=5") { _ in
      try await terminal.wait(for: "> duration=5")
      terminal.type("\u{7F}8\r")
    }
    #expect(line == .text("duration=8"))
  }

  @Test func `a hint is shown, and taken with Right`() async throws {
    var configuration = configuration()
    configuration.hint = { "help me".hasPrefix($0) ? String("help me".dropFirst($0.count)) : nil }
    let line = try await line(configuration) { _ in
      terminal.type("he")
      try await terminal.wait { $0.text == "> help me" && $0.column == 4 }
      terminal.type("x")
      try await terminal.wait { $0.text == "> hex" }
      terminal.type("\u{7F}\u{1B}[C!\r")
    }
    #expect(line == .text("help me!"))
  }

  @Test func `colours are painted over wrapped, wide text`() async throws {
    var configuration = configuration(colors: .ansi)
    configuration.highlight = { [(0..<$0.utf8.count, .red)] }
    let text = String(repeating: "日本語 and so on, ", count: 4)
    let line = try await line(configuration) { _ in
      terminal.type(text + "{\r")
      let rows = "> 日本語 and so on, 日本語 and so on, 日\n本語 and so on, 日本語 and so on, {"
      try await terminal.wait { $0.text == rows && $0.row == 2 && $0.column == 0 }
      try await terminal.wait { _ in terminal.output.contains("\u{1B}[0;31m日本語") }
      terminal.type("}\r")
    }
    #expect(line == .text(text + "{\n}"))
  }

  @Test func `another width draws the text anew`() async throws {
    let line = try await line { editor in
      terminal.type("narrow")
      try await terminal.wait(for: "> narrow")
      terminal.setSize(columns: 20, rows: 12)
      terminal.type(", then broken after twenty\r")
    }
    #expect(line == .text("narrow, then broken after twenty"))
  }

  @Test func `a cancelled task gives the line up`() async throws {
    let editor = LineEditor(configuration())
    defer { editor.close() }
    let task = Task { await editor.readLine(prompt: "> ") }
    try await terminal.wait { $0.text.hasPrefix(">") }
    task.cancel()
    #expect(await task.value == .interrupted)
  }

  @Test func `keys typed between prompts are for the next one`() async throws {
    let editor = LineEditor(configuration())
    defer { editor.close() }
    async let first = editor.readLine(prompt: "> ")
    try await terminal.wait { $0.text.hasPrefix(">") }
    terminal.type("one\r")
    #expect(await first == .text("one"))
    #expect(!terminal.echoes)
    await editor.withTerminalForChild { #expect(terminal.echoes) }
    await editor.withTerminalForJob { terminal.type("two\rthr") }
    #expect(await editor.readLine(prompt: "> ") == .text("two"))
    async let third = editor.readLine(prompt: "> ")
    terminal.type("ee\r")
    #expect(await third == .text("three"))
    editor.post("done")
    try await terminal.wait { $0.text == "> one\n> two\n> three\ndone" }
  }

  @Test func `closing restores the terminal and ends the input`() async throws {
    #expect(terminal.echoes)
    let line = try await line { editor in
      #expect(!terminal.echoes)
      editor.close()
    }
    #expect(line == .endOfFile)
    #expect(terminal.echoes)
  }

  @Test func `a prompt may have looks and several lines`() async throws {
    let editor = LineEditor(configuration(colors: .ansi))
    defer { editor.close() }
    async let line = editor.readLine(prompt: "\("studio", .bold)\nfa\("l", .red)\("> ", .cyan)")
    try await terminal.wait { $0.text == "studio\nfal>" && $0.column == 5 }
    terminal.type("x\r")
    #expect(await line == .text("x"))
  }

  @Test func `vi's keys work where the user's file asks for them`() async throws {
    let path = try temporaryPath("editrc")
    writeFile("bind -v\n", to: path)
    history.add("older")
    var configuration = configuration()
    configuration.environment["EDITRC"] = path
    let line = try await line(configuration) { _ in
      terminal.type("one two\u{1B}")
      try await terminal.wait { $0.column == 8 }
      terminal.type("bcwthree\u{1B}")
      try await terminal.wait { $0.text == "> one three" && $0.column == 10 }
      terminal.type("ddk")
      try await terminal.wait(for: "> older")
      terminal.type("0x\r")
    }
    #expect(line == .text("lder"))
  }

  @Test func `a terminal without cursor keys still reads lines`() async throws {
    var configuration = configuration()
    configuration.capabilities.canMoveCursor = false
    configuration.environment = [:]
    let line = try await line(configuration) { editor in
      terminal.type("he")
      try await terminal.wait(for: "> he")
      editor.post("job 1 done")
      try await terminal.wait(for: "> he\njob 1 done\n> he")
      terminal.type("lp\r")
    }
    #expect(line == .text("help"))
    #expect(!terminal.output.contains("\u{1B}"))
  }
}
