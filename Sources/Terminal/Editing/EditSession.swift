import CEditLine

/// libedit and all that belongs to it, on the one thread that may touch it.
final class EditSession {
  let editor: OpaquePointer
  let configuration: LineEditor.Configuration
  let mailbox: Mailbox
  let modes: TerminalModes

  var prompt: Prompt
  var size: WindowSize
  /// Keys that go to libedit before any more are read.
  var keys: [Int32] = []
  /// Texts that wait for their `insertText` keys.
  var insertions: [String] = []
  var decoder = KeyDecoder()
  /// Ctrl-C was struck: whatever libedit is in the middle of is to end.
  var isInterrupted = false
  var isAtEnd = false
  var isSearching = false

  var walk = HistoryWalk([])
  /// Rows below the input, until the next key.
  var list: [StyledText] = []
  /// What the rows list.
  var menu: CompletionMenu?
  /// What is painted; nil when that has to be done anew.
  var painted: EditBuffer?

  /// There are colours in the input's rows.
  var isColored = false

  /// Nil if the descriptors are not open.
  init?(_ configuration: LineEditor.Configuration, _ mailbox: Mailbox, _ modes: TerminalModes) {
    guard let editor = editline_open("falsh", configuration.input, configuration.output) else { return nil }
    self.editor = editor
    self.configuration = configuration
    self.mailbox = mailbox
    self.modes = modes
    prompt = Prompt(StyledText(), configuration.capabilities)
    size = WindowSize(columns: 80, rows: 24)
    prepare()
  }

  /// Closes libedit; the terminal stays as it is.
  func end() {
    editline_close(editor)
  }

  func readLine(_ prompt: StyledText, initial: String) -> LineEditor.Line {
    begin(prompt, initial)
    var count: Int32 = 0
    let line = el_wgets(editor, &count)
    // A row for whatever is printed next: libedit leaves the cursor in place.
    write(line == nil ? "\n" : "")
    if capabilities.canMoveCursor { write("\u{1B}[?2004l") }
    guard let line, !isAtEnd else { return .endOfFile }
    return isInterrupted ? .interrupted : .text(Self.text(UnsafeBufferPointer(start: line, count: Int(count))))
  }

  private func begin(_ prompt: StyledText, _ initial: String) {
    let lines = prompt.lines
    for line in lines.dropLast() { write(line.rendered(capabilities) + "\n") }
    self.prompt = Prompt(lines.last ?? StyledText(), capabilities)
    insertions = initial.isEmpty ? [] : [initial]
    keys = insertions.map { _ in Key.insertText.rawValue }
    (isInterrupted, isSearching, list, painted) = (false, false, [], nil)
    (isColored, menu) = (false, nil)
    walk = HistoryWalk(configuration.history.entries)
    size = currentSize
    // libedit does this only after it has shown the prompt, and may miss a key in between.
    editline_prepare_terminal(editor, true)
    if capabilities.canMoveCursor { write("\u{1B}[?2004h") }
  }

  /// Without the final newline, and without keys of ours that a quoted
  /// insert has taken for text.
  private static func text(_ characters: UnsafeBufferPointer<wchar_t>) -> String {
    let scalars = characters.map(scalar).filter { !(0x80...0x9F ~= $0.value) }
    return String(String.UnicodeScalarView(scalars.last == "\n" ? scalars.dropLast() : scalars[...]))
  }
}

extension EditSession {
  var capabilities: Capabilities { configuration.capabilities }

  var currentSize: WindowSize {
    WindowSize(descriptor: configuration.output) ?? WindowSize(columns: 80, rows: 24)
  }

  var buffer: EditBuffer {
    guard let line = el_wline(editor)?.pointee, let start = line.buffer else { return EditBuffer([], cursor: 0) }
    let characters = UnsafeBufferPointer(start: start, count: line.lastchar - start)
    return EditBuffer(characters.map(Self.scalar), cursor: line.cursor - start)
  }

  func write(_ text: String) {
    guard !text.isEmpty else { return }
    var text = text
    text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { editline_write(editor, $0.baseAddress, $0.count) }
    }
  }

  func insert(_ text: String) {
    _ = el_winsertstr(editor, text.wide)
  }

  func moveCursor(to index: Int) {
    _ = el_cursor(editor, Int32(clamping: index - buffer.cursor))
  }

  /// Puts `text` in place of the scalars in `range`.
  func replace(_ range: Range<Int>, with text: String) {
    moveCursor(to: range.upperBound)
    if !range.isEmpty { el_deletestr(editor, Int32(clamping: range.count)) }
    if !text.isEmpty { insert(text) }
  }

  func replaceAll(with text: String) {
    replace(0..<buffer.scalars.count, with: text)
  }

  private static func scalar(_ character: wchar_t) -> Unicode.Scalar {
    Unicode.Scalar(UInt32(bitPattern: character)) ?? "\u{FFFD}"
  }
}
