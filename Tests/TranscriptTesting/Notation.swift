extension Transcript {
  /// How a case is written down, and so who has to perform it.
  package enum Notation: Sendable, Hashable {
    /// A case of a `.transcript` file.
    case transcript
    /// A ```` ```falsh ```` block: lines typed at our prompt, after `> `.
    case falsh
    /// A ```` ```console ```` block: commands of a system's shell, after
    /// `$ `.
    case console

    /// What stands before input.
    var prompt: String { self == .console ? "$ " : "> " }

    /// What stands before one more line of an input.
    var continuation: String { self == .console ? "> " : ". " }

    /// The input on a line that begins with `mark`; blanks at the end of an
    /// empty one may be missing, as editors remove them.
    static func content(of line: String, after mark: String) -> String? {
      if line.hasPrefix(mark) { return String(line.dropFirst(mark.count)) }
      return line == String(mark.dropLast()) ? "" : nil
    }

    /// An output line as it stands in a file.
    func escaped(_ line: String) -> String { isMarked(line) ? "\\" + line : line }

    /// An output line as it was, from the file's line.
    func unescaped(_ line: String) -> String {
      line.hasPrefix("\\") && isMarked(line.dropFirst()) ? String(line.dropFirst()) : line
    }

    /// Whether a line would be read as something other than output. It may
    /// begin with backslashes itself.
    private func isMarked(_ line: some StringProtocol) -> Bool {
      let bare = String(line.drop { $0 == "\\" })
      let marks = [prompt, continuation] + (self == .transcript ? ["# "] : ["```"])
      return marks.contains { bare.hasPrefix($0) || bare == String($0.dropLast()) }
    }
  }
}
