package import Diagnostics

/// Lays a text out: `falsh fmt`.
///
/// The tree says what stands where, the source says how it is written: each
/// token is copied from the source, and only what stands between tokens is
/// made anew. So nothing that has a meaning can be lost. A line break inside
/// a statement stays where it was written, except around `|`.
package struct Formatter {
  /// In characters. What is longer is broken where it can be.
  static let columns = 100
  /// In blanks.
  static let step = 2

  let bytes: [UInt8]
  let comments: [Comment]
  /// A line may begin with `|`; if not, lines end in it.
  let breaksBeforePipe: Bool
  /// Of the next byte of the source, counted from 0.
  var offset = 0
  /// Of the next comment.
  var commentIndex = 0
  /// A comment that has been written before its turn.
  var hoisted: SourceRange?
  var writer = LineWriter()
  /// Of a line that begins inside the construct at hand.
  var indentation = 0
  /// Nothing may be broken that is written on one line.
  var isRigid = false
  /// Only the widths of lines are wanted.
  var isTrial = false

  private init(_ source: SourceText, _ program: Program, _ dialect: Dialect) {
    bytes = Array(source.text.utf8)
    comments = program.comments
    breaksBeforePipe = dialect.continuesAtPipe
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    writer.bytes.reserveCapacity(bytes.count + bytes.count / 8)
  }

  /// The text as it should be laid out: with the same meaning, the same
  /// comments, LF line endings and one newline at its end.
  ///
  /// - Returns: the refusal, if the text has errors.
  package static func format(_ source: SourceText, origin: Origin) -> Result<String, FormatRefusal> {
    let result = Parser.parse(source, origin: origin)
    guard !result.hasErrors else { return .failure(FormatRefusal(diagnostics: result.diagnostics)) }
    var formatter = Formatter(source, result.program, Dialect(origin))
    formatter.write(result.program)
    return .success(String(decoding: formatter.writer.bytes, as: UTF8.self))
  }

  /// Whether a text is laid out as `format` would do it. One with errors is
  /// not.
  package static func isFormatted(_ source: SourceText, origin: Origin) -> Bool {
    guard case .success(let text) = format(source, origin: origin) else { return false }
    return text == source.text
  }

  /// Whether what `write` writes leaves no line too long.
  func fits(_ write: (inout Formatter) -> Void) -> Bool {
    var trial = self
    trial.isTrial = true
    trial.isRigid = true
    trial.writer.forget()
    write(&trial)
    return trial.writer.widest <= Self.columns
  }

  /// Writes without breaking what is written on one line.
  mutating func rigidly(_ isRigid: Bool = true, _ write: (inout Formatter) -> Void) {
    let outer = self.isRigid
    self.isRigid = isRigid
    write(&self)
    self.isRigid = outer
  }
}
