package import Diagnostics

/// Recursive descent over the bytes of a text; each function stands for one
/// rule of the grammar, which is written above it. It reads whatever it is
/// given to the end: what is wrong is reported and passed over.
///
/// Every function starts at the first byte of its rule and stops behind the
/// last, or behind blanks and comments that it had to look past. The ranges
/// in the tree never include these.
package struct Parser {
  let source: SourceText
  let bytes: [UInt8]
  let dialect: Dialect
  /// Of the next byte, counted from 0.
  var offset = 0
  var layout = Layout()
  /// The brackets that will close what is open, from outside in.
  var closers: [UInt8] = []
  var comments: [Comment] = []
  var parameters: [ParameterDeclaration] = []
  var problems: [Problem] = []
  /// A statement was ended by what cannot end one; the next may follow.
  var hasEndedStatement = false
  /// Something has been reported to stand in too many brackets.
  var hasReportedNesting = false
  /// What has been recognized, for colouring; nil if nobody asks.
  var spans: [Located<LexicalClass>]?
  /// What stands at the end of the text, for completion; nil if nobody asks.
  var cursor: CursorTrace?

  /// How blanks, newlines and commas are read, which depends on the
  /// innermost bracket.
  struct Layout {
    /// Inside `( )`, lists and records.
    var newlineIsBlank = false
    /// Directly inside lists, records and the names of a `def`.
    var commaEndsWord = false
    /// Inside a `"…"` text, which ends on its line.
    var isOnOneLine = false
  }

  init(_ source: SourceText, _ dialect: Dialect) {
    self.source = source
    self.dialect = dialect
    bytes = Array(source.text.utf8)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
  }

  /// Reads a text.
  package static func parse(_ source: SourceText, origin: Origin) -> ParseResult {
    var parser = Parser(source, Dialect(origin))
    let program = parser.parseProgram()
    return ParseResult(program: program, diagnostics: parser.diagnostics)
  }

  // program = { { END } param } statements
  mutating func parseProgram() -> Program {
    let statements = parseStatements(inBlock: false)
    return Program(parameters: parameters, statements: statements, comments: comments)
  }
}
