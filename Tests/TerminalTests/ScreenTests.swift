import Synchronization
import Testing

@testable import Terminal

/// A screen on a virtual terminal.
private final class Recorder: Sendable {
  private let written = Mutex("")

  var text: String { written.withLock { $0 } }

  func screen(_ capabilities: Capabilities) -> Screen {
    Screen(capabilities: capabilities) { [self] text in written.withLock { $0 += text } }
  }

  func shown(columns: Int, rows: Int = 10) -> VirtualScreen {
    var screen = VirtualScreen(columns: columns, rows: rows)
    // The terminal's driver does this to output.
    screen.feed(String(text.unicodeScalars.flatMap { $0 == "\n" ? ["\r", "\n"] : [$0] }.map(Character.init)))
    return screen
  }
}

private let terminal = Capabilities(isTerminal: true, columns: 20, colors: .none, links: false, canMoveCursor: true)

@Suite struct ScreenTests {
  private let recorder = Recorder()

  @Test func `lines go above status lines`() {
    let screen = recorder.screen(terminal)
    screen.print("first")
    screen.setLive(1, "job 1: 10 %")
    screen.setLive(2, "job 2: queued")
    screen.print("second\nthird")
    screen.setLive(1, "job 1: 20 %")
    #expect(recorder.shown(columns: 20).text == "first\nsecond\nthird\njob 1: 20 %\njob 2: queued")
    screen.setLive(1, nil)
    #expect(recorder.shown(columns: 20).text == "first\nsecond\nthird\njob 2: queued")
    screen.clearLive()
    screen.print("end")
    #expect(recorder.shown(columns: 20).text == "first\nsecond\nthird\nend")
  }

  @Test func `status lines are cut and stay at the bottom`() {
    let screen = recorder.screen(terminal)
    screen.setLive(7, "a status line that is far too long")
    for number in 1...20 { screen.print("line \(number)") }
    let shown = recorder.shown(columns: 20, rows: 4)
    #expect(shown.text == "line 19\nline 20\na status line that…")
    #expect(shown.row == 3 && shown.column == 0)
  }

  @Test func `a narrower terminal has broken the rows`() {
    let screen = recorder.screen(terminal)
    screen.setLive(1, "123456789012345")
    screen.resize(columns: 10)
    #expect(recorder.text.contains("\r\u{1B}[2A12345678…"))
  }

  @Test func `a pipe gets lines only`() {
    let screen = recorder.screen(.plain)
    screen.setLive(1, "job 1")
    screen.print("a \("b", .red)")
    screen.clearLive()
    #expect(recorder.text == "a b\n")
  }

  @Test func `status lines come back after an absence`() {
    let screen = recorder.screen(terminal)
    screen.setLive(1, "job 1")
    screen.withoutLive { #expect(recorder.shown(columns: 20).text == "") }
    #expect(recorder.shown(columns: 20).text == "job 1")
  }

  @Test func `a cleared screen begins with the status lines`() {
    let screen = recorder.screen(terminal)
    screen.print("old")
    screen.setLive(1, "job 1")
    screen.clear()
    screen.print("new")
    #expect(recorder.shown(columns: 20).text == "new\njob 1")
  }

  @Test func `while there is a prompt, lines go through it`() {
    let (screen, posted) = (recorder.screen(terminal), Recorder())
    screen.setLive(1, "job 1")
    screen.attach { line in posted.screen(.plain).print(line) }
    #expect(recorder.shown(columns: 20).text == "")
    screen.print("notice")
    screen.setLive(1, "job 1: half")
    #expect(recorder.shown(columns: 20).text == "")
    screen.detachPrompt()
    #expect(recorder.shown(columns: 20).text == "job 1: half")
    #expect(posted.text == "notice\n")
  }
}
