import CEditLine
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The prompt: reads lines from the terminal's keys, with history,
/// completion and colours, and lets other tasks print above it meanwhile.
///
/// One a process. It has a thread of its own, since libedit blocks.
package final class LineEditor: Sendable {
  private let configuration: Configuration
  private let modes: TerminalModes
  private let mailbox = Mailbox()
  private let thread = Mutex<DedicatedThread?>(nil)

  /// Takes note of the terminal's settings, to which `close` returns.
  package init(_ configuration: Configuration) {
    useUTF8Locale()
    self.configuration = configuration
    modes = TerminalModes(configuration.input)
    configuration.signals?.attach { [mailbox] in mailbox.receive($0) }
  }

  /// Shows the prompt and returns what is entered. A prompt's upper lines,
  /// if it has several, are printed once. Cancelling the task ends it as
  /// Ctrl-C does.
  ///
  /// - Parameter initial: stands on the line to begin with, to be edited.
  package func readLine(prompt: StyledText, initial: String = "") async -> Line {
    startThread()
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        mailbox.ask(Mailbox.Request(prompt: prompt, initial: initial, continuation: continuation))
        if Task.isCancelled { interrupt() }
      }
    } onCancel: {
      interrupt()
    }
  }

  /// What Ctrl-C does at the prompt.
  package func interrupt() {
    _ = mailbox.receive(SIGINT)
  }

  /// Prints a line above the prompt, without disturbing what is typed, or
  /// where the cursor is if there is no prompt.
  package func post(_ line: StyledText) {
    mailbox.post(line, orWrite: writeLine)
  }

  /// Runs `body` between two prompts: keys typed meanwhile are kept for the
  /// next prompt and do not show up in the output, Ctrl-C is a signal.
  ///
  /// From the first prompt on the terminal is like that anyway.
  package func withTerminalForJob<Result>(
    isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Result
  ) async rethrows -> Result {
    let before = modes.useQuiet()
    defer { modes.goBack(to: before) }
    return try await body()
  }

  /// Runs `body` between two prompts with the terminal as it was found, for
  /// a child process that reads from it.
  package func withTerminalForChild<Result>(
    isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Result
  ) async rethrows -> Result {
    let before = modes.useOriginal()
    defer { modes.goBack(to: before) }
    return try await body()
  }

  /// What Ctrl-Z (SIGTSTP) does between prompts: the terminal as it was, the
  /// process stopped; returns when it is continued.
  package func suspend() {
    let before = modes.useOriginal()
    signal_stop(false)
    modes.goBack(to: before)
  }

  /// The terminal as it was, at once and from any task: before the process
  /// ends by a signal.
  package func restoreTerminal() {
    if mailbox.isReading {
      let codes = configuration.capabilities.canMoveCursor ? "\u{1B}[?2004l\u{1B}[?25h\u{1B}[0m" : ""
      writeAll(codes + "\r\n", to: configuration.output)
    }
    modes.restore()
  }

  /// Restores the terminal and ends the editor; a prompt that still shows
  /// returns `endOfFile`, as do all later ones.
  package func close() {
    mailbox.close()
    // Only when libedit is through with the terminal will it stay restored.
    thread.withLock { $0.take() }?.join()
    modes.restore()
  }

  private func startThread() {
    thread.withLock { thread in
      guard thread == nil, !mailbox.isClosed else { return }
      thread = DedicatedThread { [configuration, mailbox, modes, writeLine] in
        Self.serve(mailbox, EditSession(configuration, mailbox, modes), writeLine)
      }
    }
  }

  private static func serve(_ mailbox: Mailbox, _ session: EditSession?, _ write: (StyledText) -> Void) {
    while let request = mailbox.waitForRequest() {
      let line = session?.readLine(request.prompt, initial: request.initial) ?? .endOfFile
      mailbox.finish(write: write)
      request.continuation.resume(returning: line)
    }
    session?.end()
  }

  private var writeLine: @Sendable (StyledText) -> Void {
    { [configuration] in writeAll($0.rendered(configuration.capabilities) + "\n", to: configuration.output) }
  }
}
