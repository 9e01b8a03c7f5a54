import CEditLine

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What is on the screen besides libedit's drawing.
extension EditSession {
  var painter: InputPainter { painter(of: buffer) }

  private func painter(of buffer: EditBuffer) -> InputPainter {
    let layout = InputLayout(columns: size.columns, prompt: prompt.text)
    return InputPainter(layout: layout, buffer: buffer, capabilities: capabilities)
  }

  /// Paints colours, hint and list, before waiting for a key.
  func show() {
    let buffer = buffer
    guard capabilities.canMoveCursor, buffer != painted else { return }
    painted = buffer
    let painter = painter(of: buffer)
    // What has scrolled away cannot be reached.
    guard painter.rows <= size.rows else { return }
    color(buffer, painter)
    if let hint = hint(for: buffer) { write(painter.hinting(hint)) }
    write(painter.listing(list))
  }

  private func color(_ buffer: EditBuffer, _ painter: InputPainter) {
    guard capabilities.colors != .none, let highlight = configuration.highlight else { return }
    let styles = highlight(buffer.text)
    // libedit draws what changes without colours, but leaves the rest.
    if !styles.isEmpty || isColored { write(painter.painting(styles)) }
    isColored = !styles.isEmpty
  }

  /// Clears hint and list, before libedit draws again.
  func hide() {
    guard let painted else { return }
    self.painted = nil
    guard !list.isEmpty || configuration.hint != nil else { return }
    write(painter(of: painted).clearing)
    list = []
  }

  /// What may be taken with Right.
  func hint(for buffer: EditBuffer) -> String? {
    guard buffer.isAtEnd, !buffer.scalars.isEmpty, list.isEmpty, !isSearching else { return nil }
    return configuration.hint?(buffer.text)
  }

  /// Takes prompt and input off the screen; `draw` brings them back.
  func erase() {
    write(capabilities.canMoveCursor ? painter.erasing : "\r\n")
    painted = nil
  }

  func draw() {
    editline_refresh(editor)
  }

  /// Prints lines above the prompt.
  func print(_ lines: [StyledText]) {
    erase()
    for line in lines.flatMap(\.lines) { write(line.rendered(capabilities) + "\r\n") }
    draw()
  }

  /// The window has another size: the terminal has broken the rows anew, or
  /// will not have; from the prompt's row on, all is drawn again.
  func resize() {
    size = currentSize
    erase()
    el_resize(editor)
    draw()
  }

  // MARK: Stopping

  /// Leaves the terminal as it was and stops, until continued.
  ///
  /// - Parameter isKey: Ctrl-Z was struck, which concerns all that runs
  ///   before the terminal; a signal has reached the others already.
  func stop(isKey: Bool) {
    hide()
    write(painter.leaving + (capabilities.canMoveCursor ? "\u{1B}[?2004l" : ""))
    modes.restore()
    signal_stop(isKey && getpgrp() != getpid())
    takeTerminal()
  }

  /// The process goes on. If something else has stopped it, the terminal is
  /// another's by now.
  func resume() {
    if modes.areLineByLine { takeTerminal() }
  }

  private func takeTerminal() {
    // libedit sets what it does not believe to be set already.
    editline_prepare_terminal(editor, false)
    editline_prepare_terminal(editor, true)
    if capabilities.canMoveCursor { write("\u{1B}[?2004h") }
    size = currentSize
    el_resize(editor)
    draw()
    painted = nil
  }
}
