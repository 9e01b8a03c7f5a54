extension LineEditor {
  /// What a line editor needs to know of the shell around it. The closures
  /// are called on the editor's own thread, between keys: they should take
  /// a few milliseconds at most.
  package struct Configuration: Sendable {
    /// Searched by Up, Down and Ctrl-R. The editor adds nothing to it.
    package var history: History
    package var capabilities: Capabilities
    /// `TERM`, and `EDITRC` or `HOME` for the user's key bindings.
    package var environment: [String: String]
    /// Completes at a cursor, an offset in UTF-8, in a line.
    package var complete: @Sendable (String, Int) -> Completion?
    /// Whether Return submits the text or begins another line of it.
    package var isComplete: @Sendable (String) -> Bool
    /// Looks of parts of the text, as UTF-8 offsets.
    package var highlight: (@Sendable (String) -> [(Range<Int>, Style)])?
    /// What probably follows; shown dim, taken with Right.
    package var hint: (@Sendable (String) -> String?)?
    /// Asked for Ctrl-C and its like while the prompt shows.
    package var signals: SignalWatch?
    /// Descriptors of the terminal.
    package var input: Int32
    package var output: Int32

    package init(
      history: History, capabilities: Capabilities, environment: [String: String],
      complete: @escaping @Sendable (String, Int) -> Completion? = { _, _ in nil },
      isComplete: @escaping @Sendable (String) -> Bool = { _ in true },
      highlight: (@Sendable (String) -> [(Range<Int>, Style)])? = nil,
      hint: (@Sendable (String) -> String?)? = nil,
      signals: SignalWatch? = nil, input: Int32 = 0, output: Int32 = 1
    ) {
      self.history = history
      self.capabilities = capabilities
      self.environment = environment
      self.complete = complete
      self.isComplete = isComplete
      self.highlight = highlight
      self.hint = hint
      self.signals = signals
      self.input = input
      self.output = output
    }
  }

  /// How reading a line ended.
  package enum Line: Sendable, Hashable {
    /// Without its final newline; may have newlines inside.
    case text(String)
    /// Ctrl-C.
    case interrupted
    /// Ctrl-D on an empty line, or the terminal is gone.
    case endOfFile
  }
}
