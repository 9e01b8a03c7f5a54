/// A Swift file as the rules see it.
struct SwiftFile: Sendable {
  /// As seen from the root: `Sources/Shell/Session.swift`.
  let path: String
  let lines: [Substring]
  /// The same lines with a blank for each byte of a comment or of a string's
  /// text, so that what is left is code.
  let codeLines: [Substring]
  /// Names of the functions that the file's type has, in this file and in
  /// those of its other aspects: a bare `print(` may be its own.
  var ownFunctions: Set<String> = []

  init(path: String, text: String) {
    self.path = path
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    codeLines = CodeMask.masked(text).split(separator: "\n", omittingEmptySubsequences: false)
    ownFunctions = declaredFunctions
  }

  var name: String { path.split(separator: "/").last.map(String.init) ?? path }

  /// The target that the file is of: the folder below `Sources` or `Tests`.
  var module: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }

  /// The path without its aspect: that of `Parser+Values.swift` is that of
  /// `Parser.swift`.
  var stem: String { String(path.dropLast(name.count) + name.prefix { $0 != "+" && $0 != "." }) }

  private var declaredFunctions: Set<String> {
    Set(
      codeLines.compactMap { line in
        line.firstRange(of: "func ").map { line[$0.upperBound...].prefix { $0.isLetter || $0.isNumber || $0 == "_" } }
      }.map(String.init))
  }

  var codeText: String { codeLines.joined(separator: "\n") }

  func finding(_ line: Int, _ message: String) -> Finding { Finding(path: path, line: line, message: message) }
}

/// Something against a rule, and where.
struct Finding: Hashable, CustomStringConvertible {
  let path: String
  /// Counted from 1.
  let line: Int
  let message: String

  var description: String { "\(path):\(line): \(message)" }
}
