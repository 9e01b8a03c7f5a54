import FalProtocol
import Language
import Synchronization
package import Terminal

/// The prompt: reads a line, checks it, runs it, shows what it gives, and
/// again, until Ctrl-D or `exit`.
package struct PromptLoop: Sendable {
  private let session: Session
  private let editor: LineEditor
  private let history: History
  private let runner: LineRunner
  private let reader: TerminalReader
  private let isReading = Switch()

  package init(session: Session, editor: LineEditor, history: History, reader: TerminalReader) {
    self.reader = reader
    self.session = session
    self.editor = editor
    self.history = history
    runner = LineRunner(session: session)
  }

  /// - Returns: the exit status.
  package func run() async -> Int32 {
    session.console.show(session.greeting)
    session.catalogue.refresh()
    if !session.isResumed { Task { [session] in await TakeUp(session: session).run() } }
    session.childTerminal.lend { [editor] body in try await editor.withTerminalForChild(body) }
    session.person.answers(ways)
    var initial = ""
    while session.requestedExit == nil {
      switch await readLine(initial) {
      case .endOfFile:
        leave()
        return session.requestedExit ?? ExitCode.done.rawValue
      case .interrupted:
        initial = ""
        await cancelDetached()
      case .text(let text):
        remember(text)
        initial = await runner.run(text) ?? ""
      }
    }
    leave()
    return session.requestedExit ?? ExitCode.done.rawValue
  }

  /// While the prompt shows, nobody can be asked by what runs behind it.
  private var ways: Person.Ways {
    Person.Ways(
      confirm: { [session, editor, isReading] question in
        guard !isReading.isSet else { return nil }
        session.console.screen.attach(prompt: { editor.post($0) })
        defer { session.console.screen.detachPrompt() }
        let line = await editor.readLine(prompt: question + StyledText(" [y/N] ", .bold))
        if case .text(let answer) = line { return answer.isYes }
        return false
      },
      secret: { [editor, reader, isReading] prompt in
        guard !isReading.isSet else { return nil }
        return await editor.withTerminalForChild {
          await reader.line(echoes: false) { editor.post(prompt) }
        }
      },
      line: { [session, editor, isReading] prompt in
        guard !isReading.isSet else { return nil }
        session.console.screen.attach(prompt: { editor.post($0) })
        defer { session.console.screen.detachPrompt() }
        if case .text(let text) = await editor.readLine(prompt: prompt) { return text }
        return nil
      },
      key: { [editor, reader] in await editor.withTerminalForChild { await reader.key() } })
  }

  private func readLine(_ initial: String) async -> LineEditor.Line {
    isReading.set(true)
    session.console.screen.attach(prompt: { editor.post($0) })
    defer {
      session.console.screen.detachPrompt()
      isReading.set(false)
    }
    return await editor.readLine(prompt: session.prompt, initial: initial)
  }

  /// A line with a key in it is not kept.
  private func remember(_ text: String) {
    guard !session.holdsKey(text), text.contains(where: { !$0.isWhitespace }) else { return }
    history.add(text)
    session.remember(text)
  }

  private func cancelDetached() async {
    for job in session.jobs.takeDetached() {
      do {
        try await session.cancel(job)
      } catch let failure as Failure {
        session.console.report(failure.diagnostic)
      } catch {}
    }
  }

  private func leave() {
    for job in session.jobs.unfinished {
      session.console.note("%\(job.number) \(job.endpoint) is still \(job.current.phase.word)\(requestID(of: job))")
    }
  }

  private func requestID(of job: Job) -> String {
    job.current.acceptance.map { ": \($0.requestID)" } ?? ""
  }
}

/// Something that is on or off, for many tasks.
private final class Switch: Sendable {
  private let state = Mutex(false)

  var isSet: Bool { state.withLock { $0 } }

  func set(_ isSet: Bool) { state.withLock { $0 = isSet } }
}
