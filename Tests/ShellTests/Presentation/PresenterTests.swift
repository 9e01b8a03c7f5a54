import JSON
import Language
import Synchronization
import Terminal
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

@testable import Shell

@Suite struct PresenterTests {
  /// Standard output, at which another task writes a line as soon as the
  /// first piece of a value has come.
  private final class Output: Sendable {
    private struct State {
      var text = ""
      var other: Task<Void, Never>?
    }

    private let state = Mutex(State())
    let console = Mutex<Console?>(nil)

    var text: String { state.withLock { $0.text } }

    func append(_ piece: String) {
      let isFirst = state.withLock { state in
        state.text += piece
        return state.text == piece
      }
      guard isFirst, let console = console.withLock({ $0 }) else { return }
      let other = Task { console.writeLine(StyledText("tick")) }
      state.withLock { $0.other = other }
      // It has all the time that it needs to come between.
      for _ in 0..<100_000 where !text.hasSuffix("tick\n") { sched_yield() }
    }

    func finish() async { await state.withLock { $0.other }?.value }
  }

  @Test(arguments: [Console.Results.lines, .pretty])
  func `a large value is one text, whoever else writes`(results: Console.Results) async throws {
    let (shell, output) = (try await ShellUnderTest(), Output())
    let console = Console(screen: shell.session.console.screen, capabilities: .plain, results: results) {
      output.append($0)
    }
    output.console.withLock { $0 = console }
    let value: JSON = .array((0..<30_000).map { ["number": JSON($0)] })
    let probe = MediaProbe(platform: shell.session.platform, time: TestTime.timekeeper)
    await Presenter(console: console, probe: probe).present(.data(value))
    await output.finish()
    #expect(output.text == (results == .lines ? value.text : value.prettyText) + "\ntick\n")
    await shell.close()
  }
}
