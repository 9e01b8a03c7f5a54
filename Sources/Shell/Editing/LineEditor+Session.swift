package import Terminal
import Diagnostics
import Language

extension LineEditor {
  /// A line editor that knows the session: its names, models and language.
  package convenience init(
    session: Session, history: History, capabilities: Capabilities, environment: [String: String], signals: SignalWatch
  ) {
    let completer = Completer(session: session)
    let highlighter = Highlighter(session: session)
    self.init(
      Configuration(
        history: history, capabilities: capabilities, environment: environment,
        complete: { completer.completionNow(of: $0, at: $1) },
        isComplete: { text in
          let source = SourceText(name: "prompt", text: text)
          return !Parser.parse(source, origin: text.contains("\n") ? .paste : .prompt).isIncomplete
        },
        highlight: { highlighter.styles(of: $0) }, signals: signals))
  }
}
