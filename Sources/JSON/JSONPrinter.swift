extension JSON {
  /// The value in one line, without blanks: what goes over the wire and to
  /// standard output.
  package var text: String { printed(indentation: nil) }

  /// The value laid out for reading, two blanks a level.
  package var prettyText: String { printed(indentation: 2) }

  /// Writes the value piece by piece, so that a large one is not in memory
  /// as a text too.
  /// - Parameters:
  ///   - end: what stands behind it.
  ///   - receive: takes the pieces in order; a short text is one.
  package func write(isPretty: Bool = false, end: String = "", to receive: (String) -> Void) {
    withoutActuallyEscaping(receive) { receive in
      var printer = JSONPrinter(indentation: isPretty ? 2 : nil, receive: receive)
      printer.print(self)
      receive(printer.text + end)
    }
  }

  /// `text` as a JSON string, with its quotes.
  package static func quoted(_ text: String) -> String { JSON.string(text).text }

  private func printed(indentation: Int?) -> String {
    var printer = JSONPrinter(indentation: indentation)
    printer.print(self)
    return printer.text
  }
}

struct JSONPrinter {
  /// So much is handed on at a time, in bytes, if it is.
  private static let pieceSize = 64 << 10

  /// What has not been handed on.
  private(set) var text = ""
  private let indentation: Int?
  private let receive: ((String) -> Void)?
  private var level = 0

  /// - Parameter receive: takes the text piece by piece; nil: it is kept.
  init(indentation: Int?, receive: ((String) -> Void)? = nil) {
    self.indentation = indentation
    self.receive = receive
  }

  mutating func print(_ value: JSON) {
    switch value {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .number(let number): text += number.text
    case .string(let string): printString(string)
    case .array(let elements):
      printSequence(elements, open: "[", close: "]") { printer, element in printer.print(element) }
    case .object(let members):
      printSequence(members, open: "{", close: "}") { printer, member in
        printer.printString(member.key)
        printer.text += printer.indentation == nil ? ":" : ": "
        printer.print(member.value)
      }
    }
    handOn()
  }

  private mutating func handOn() {
    guard let receive, text.utf8.count >= Self.pieceSize else { return }
    receive(text)
    text.removeAll(keepingCapacity: true)
  }

  private mutating func printSequence<Items: Collection>(
    _ items: Items, open: String, close: String, _ printItem: (inout JSONPrinter, Items.Element) -> Void
  ) {
    text += open
    level += 1
    var isFirst = true
    for item in items {
      if !isFirst { text += "," }
      isFirst = false
      newLine()
      printItem(&self, item)
    }
    level -= 1
    if !isFirst { newLine() }
    text += close
  }

  private mutating func newLine() {
    guard let indentation else { return }
    text += "\n" + String(repeating: " ", count: indentation * level)
  }

  // MARK: Texts

  private mutating func printString(_ string: String) {
    text += "\""
    var string = string
    string.withUTF8 { bytes in
      var start = 0
      while start < bytes.count {
        let end = Self.endOfPlain(bytes, from: start)
        text += String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
        start = end
        handOn()
        guard start < bytes.count, let escape = Self.escape(bytes, at: start) else { continue }
        text += escape.text
        start += escape.length
      }
    }
    text += "\""
  }

  /// Where what needs no escape ends, or a piece of it, which is never in
  /// the middle of a character.
  private static func endOfPlain(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let most = min(bytes.count, start + pieceSize)
    var end = start
    while end < most, !needsEscape(bytes, at: end) { end += 1 }
    guard end == most, most < bytes.count else { return end }
    while end > start, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return end
  }

  private static func needsEscape(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    switch bytes[index] {
    case ..<0x20, 0x22, 0x5C, 0x7F: true
    // DEL and C1 are legal in JSON, but a terminal obeys them.
    case 0xC2: index + 1 < bytes.count && bytes[index + 1] < 0xA0
    default: false
    }
  }

  /// What stands for the character at `index`, which has so many bytes; nil
  /// if it stands for itself.
  private static func escape(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (text: String, length: Int)? {
    guard needsEscape(bytes, at: index) else { return nil }
    switch bytes[index] {
    case 0x22: return ("\\\"", 1)
    case 0x5C: return ("\\\\", 1)
    case 0x0A: return ("\\n", 1)
    case 0x0D: return ("\\r", 1)
    case 0x09: return ("\\t", 1)
    case 0xC2: return (unicode(bytes[index + 1]), 2)
    default: return (unicode(bytes[index]), 1)
    }
  }

  private static func unicode(_ value: UInt8) -> String {
    let digits = String(value, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
