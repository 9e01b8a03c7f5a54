/// Tells code from comments and from the text of strings.
///
/// It knows what Swift's lexer knows of them: nested comments, raw and
/// multi-line strings, and that what is interpolated is code again. Regex
/// literals between bare slashes it takes for code, which does no harm as
/// long as no quotes stand in them.
struct CodeMask {
  private let bytes: [UInt8]
  private var output: [UInt8] = []
  private var index = 0

  /// The text with a blank for each byte that is not code; newlines, and the
  /// quotes of strings, stay.
  static func masked(_ text: String) -> String {
    var mask = CodeMask(bytes: Array(text.utf8))
    mask.readCode(isInterpolated: false)
    return String(decoding: mask.output, as: UTF8.self)
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
    output.reserveCapacity(bytes.count)
  }

  /// Reads to the end, or to the parenthesis that ends an interpolation.
  private mutating func readCode(isInterpolated: Bool) {
    var depth = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "("), isInterpolated {
        depth += 1
      } else if bytes[index] == UInt8(ascii: ")"), isInterpolated {
        if depth == 0 { return keep(1) }
        depth -= 1
      }
      readPiece()
    }
  }

  private mutating func readPiece() {
    if !CodeMask.marks.contains(bytes[index]) {
      keep(1)
    } else if isAt("//") {
      while index < bytes.count, !isAt("\n") { blank(1) }
    } else if isAt("/*") {
      readComment()
    } else if let pounds = poundsBeforeQuote {
      readString(pounds: pounds)
    } else {
      keep(1)
    }
  }

  /// The bytes that may begin anything but plain code.
  private static let marks = Set("/#\"".utf8)

  private mutating func readComment() {
    var depth = 0
    repeat {
      if isAt("/*") {
        depth += 1
        blank(2)
      } else if isAt("*/") {
        depth -= 1
        blank(2)
      } else {
        blank(1)
      }
    } while depth > 0 && index < bytes.count
  }

  /// How many `#` stand here before a quote; nil if no string begins here.
  private var poundsBeforeQuote: Int? {
    var position = index
    while position < bytes.count, bytes[position] == UInt8(ascii: "#") { position += 1 }
    return position < bytes.count && bytes[position] == UInt8(ascii: "\"") ? position - index : nil
  }

  private mutating func readString(pounds: Int) {
    keep(pounds)
    let pound = String(repeating: "#", count: pounds)
    let quote = isAt("\"\"\"") ? "\"\"\"" : "\""
    let (close, escape) = (quote + pound, "\\" + pound)
    keep(quote.count)
    while index < bytes.count, !isAt(close) {
      // A string that was left open ends with its line.
      if quote.count == 1, isAt("\n") { return }
      if isAt(escape + "(") {
        keep(2 + pounds)
        readCode(isInterpolated: true)
      } else {
        blank(isAt(escape) ? 2 + pounds : 1)
      }
    }
    keep(quote.count + pounds)
  }

  private func isAt(_ text: String) -> Bool { bytes[index...].starts(with: text.utf8) }

  private mutating func keep(_ count: Int) {
    let end = min(index + count, bytes.count)
    output += bytes[index..<end]
    index = end
  }

  private mutating func blank(_ count: Int) {
    let end = min(index + count, bytes.count)
    for byte in bytes[index..<end] { output.append(byte == UInt8(ascii: "\n") ? byte : UInt8(ascii: " ")) }
    index = end
  }
}
