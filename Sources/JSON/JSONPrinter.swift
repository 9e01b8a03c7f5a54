extension JSON {
  /// The value in one line, without blanks: what goes over the wire and to
  /// standard output.
  package var text: String {
    var printer = JSONPrinter(indentation: nil)
    printer.print(self)
    return printer.text
  }

  /// The value laid out for reading, two blanks a level.
  package var prettyText: String {
    var printer = JSONPrinter(indentation: 2)
    printer.print(self)
    return printer.text
  }

  /// `text` as a JSON string, with its quotes.
  package static func quoted(_ text: String) -> String { JSON.string(text).text }
}

struct JSONPrinter {
  var text = ""
  let indentation: Int?
  private var level = 0

  init(indentation: Int?) { self.indentation = indentation }

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

  private mutating func printString(_ string: String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      // DEL and C1 are legal in JSON, but a terminal obeys them.
      case "\0"..."\u{1F}", "\u{7F}"..."\u{9F}": text += escape(scalar)
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }

  private func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
