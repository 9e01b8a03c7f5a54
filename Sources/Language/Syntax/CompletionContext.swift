package import Diagnostics

/// What could stand at the cursor of an unfinished line.
package struct CompletionContext: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// A command, a model, an alias, or a word that begins a statement.
    case callName
    /// An argument of a call, either a value or the name of a parameter.
    /// `given` are the names of those that the call has already, before and
    /// behind the cursor; `piped` says that the call stands behind a `|`.
    case argument(call: String, given: [String], piped: Bool)
    /// The value of `name=`; the path is the name and its fields.
    case parameterValue(call: String, path: [String])
    /// `--name`; the prefix holds the dashes.
    case option(call: String)
    /// `$name`; the prefix is without the `$`.
    case variable
    /// `@path`; the prefix is without the `@`.
    case file
    /// `%3`; the prefix holds the `%`.
    case job
    /// A field of a value: the variable (`%3` for a job) and the steps
    /// before this one.
    case step(variable: String, path: [String])
    /// Nothing that is known.
    case none
  }

  package var kind: Kind
  /// What a completion takes the place of; ends at the cursor.
  package var replacing: SourceRange
  /// What of it has been typed already.
  package var prefix: String
  /// The cursor stands in an open text, whose quote is not part of
  /// `replacing`.
  package var isQuoted: Bool
  /// The option right before an argument (`model` in `gen --model fal`,
  /// `m` in `gen -m fal`), whose value it may be.
  package var option: String?
}

/// Where the parser is, for as long as it takes to know what stands at the
/// end of the text.
struct CursorTrace {
  struct Call {
    var name: Located<String>
    var isPiped: Bool
    var parameters: [Located<String>] = []
    var option: String?
  }

  struct Steps {
    var variable: String
    var path: [String] = []
  }

  /// The calls around, from outside in.
  var calls: [Call] = []
  /// The parameter whose value is being read.
  var parameter: String?
  var isInFile = false
  var steps: [Steps] = []
  /// Once it is known.
  var context: CompletionContext?
  /// The call that it is about.
  var call: Call?
  /// The parameters of all calls, by the offsets of their names.
  var parameters: [Int: [Located<String>]] = [:]
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
    let trace = trace(before, CursorTrace())
    let nothing = CompletionContext(
      kind: .none, replacing: SourceRange(at: end), prefix: "", isQuoted: false)
    guard var context = trace.context else { return nothing }
    guard case .argument(let name, _, let piped) = context.kind, let call = trace.call else { return context }
    let known = Self.trace(SourceText(name: "prompt", text: text), CursorTrace(context: nothing))
    let parameters = known.parameters[call.name.range.start] ?? call.parameters
    let given = parameters.filter { $0.range.start != context.replacing.start }
    context.kind = .argument(call: name, given: given.map(\.value), piped: piped)
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
