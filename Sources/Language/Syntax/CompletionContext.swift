package import Diagnostics

/// What could stand at the cursor of an unfinished line.
package struct CompletionContext: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// A command, a model, an alias, or, unless stages are piped into it, a
    /// word that begins a statement.
    case callName(piped: SourceRange?)
    /// An argument of the call: a value, or the name of a parameter.
    case argument
    /// The value of `name=`: the name and the fields and indices inside.
    case parameterValue(path: [String])
    /// The key of a record, at a path inside the call's parameters (empty
    /// for a record that is an argument itself). `given` are its other keys.
    case key(path: [String], given: [String])
    /// `--name`; the prefix holds the dashes.
    case option
    /// A value in an expression: `if ⎮`, `expect ⎮`, `for x in ⎮`.
    case operand
    /// `$name`; the prefix is without the `$`.
    case variable
    /// `@path`; the prefix is without the `@`. The path is that of the
    /// parameter it is given for, empty for an argument without a name.
    case file(path: [String])
    /// `%3`; the prefix holds the `%`.
    case job
    /// A field of a value: the variable (`%3` for a job) and the steps
    /// before this one.
    case step(variable: String, path: [String])
    /// What stands in the brackets of `$name[…]`.
    case index(variable: String, path: [String])
    /// A word of the language.
    case keyword(String)
    /// Nothing that is known.
    case none
  }

  /// What is piped into a place: the value of a stretch of the line, or each
  /// of its items in turn.
  package struct Input: Sendable, Hashable {
    package var range: SourceRange
    package var isItem: Bool

    package init(range: SourceRange, isItem: Bool) {
      self.range = range
      self.isItem = isItem
    }
  }

  /// A name that the line binds before the cursor.
  package struct Name: Sendable, Hashable {
    package var name: String
    /// Where its value is written; nil if nothing tells (`catch e`).
    package var value: Input?
  }

  /// The call that the cursor stands in.
  package struct Call: Sendable, Hashable {
    package struct Positional: Sendable, Hashable {
      /// As it is written.
      package var text: String
      /// The option right before, whose value it may be.
      package var option: String?
    }

    /// As it is written.
    package var name: Located<String>
    /// The names of its parameters, before and behind the cursor.
    package var given: [String] = []
    /// What it has without a name, and the values of its options, before the
    /// cursor.
    package var positionals: [Positional] = []
    /// The names of its options, before the cursor.
    package var options: [String] = []
    /// The option right before the cursor (`model` in `gen --model fal`, `m`
    /// in `gen -m fal`), whose value may stand there.
    package var option: String?
    /// The stages before its `|`.
    package var input: SourceRange?
  }

  package var kind: Kind
  /// What a completion takes the place of; ends at the cursor.
  package var replacing: SourceRange
  /// What of it has been typed already.
  package var prefix: String
  /// The quotes of the open text that the cursor stands in, which are not
  /// part of `replacing`.
  package var quotes: String?
  package var call: Call?
  /// The latest last.
  package var names: [Name] = []
  /// The `def`s of the line, with the names of their parameters.
  package var definitions: [String: [String]] = [:]
  /// What `$in` is.
  package var input: Input?
}

extension Parser {
  /// What could stand at an offset of a line.
  ///
  /// - Parameter offset: of the cursor, in bytes of UTF-8, where one inside
  ///   of a character stands before it; what stands behind it counts only for
  ///   the parameters that a call has already.
  package static func completionContext(in text: String, at offset: Int) -> CompletionContext {
    let before = SourceText(name: "prompt", text: text.beginning(upTo: offset))
    let end = before.count
    let nothing = CompletionContext(kind: .none, replacing: SourceRange(at: end), prefix: "")
    guard var context = trace(before, CursorTrace()).context else { return nothing }
    guard let call = context.call, end < text.utf8.count else { return context }
    let known = trace(SourceText(name: "prompt", text: text), CursorTrace(context: nothing))
    let parameters = known.parameters[call.name.range.start] ?? []
    context.call?.given = parameters.filter { $0.range.start != context.replacing.start }.map(\.value)
    return context
  }

  private static func trace(_ source: SourceText, _ trace: CursorTrace) -> CursorTrace {
    var parser = Parser(source, .lenient)
    parser.cursor = trace
    _ = parser.parseProgram()
    return parser.cursor ?? trace
  }
}

extension String {
  /// What stands before an offset in bytes, and before the scalar that it
  /// is in.
  fileprivate func beginning(upTo offset: Int) -> String {
    let bytes = utf8
    var end = bytes.index(bytes.startIndex, offsetBy: min(max(offset, 0), bytes.count))
    while end > bytes.startIndex, end < bytes.endIndex, bytes[end] & 0xC0 == 0x80 { end = bytes.index(before: end) }
    return String(self[..<end])
  }
}
