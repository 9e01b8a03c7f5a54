package import JSON

/// The one place that writes values as source: whatever is printed for being
/// read again (a script, a recipe, a line of the history) is printed here.
extension String {
  /// The text as a `"…"` literal on one line, which says exactly this text
  /// wherever a value may stand.
  ///
  /// What a terminal would obey (control characters, and those that change
  /// the direction of writing for what follows) and what other programs take
  /// for the end of a line is escaped, so that what a reader sees is what
  /// the parser reads.
  package var sourceLiteral: String {
    var source = "\""
    source.reserveCapacity(utf8.count + 2)
    for scalar in unicodeScalars {
      switch scalar {
      case "\"", "\\", "$":
        source.unicodeScalars.append("\\")
        source.unicodeScalars.append(scalar)
      case "\n": source += "\\n"
      case "\r": source += "\\r"
      case "\t": source += "\\t"
      case _ where scalar.isHidden: source += "\\u{\(String(scalar.value, radix: 16))}"
      default: source.unicodeScalars.append(scalar)
      }
    }
    return source + "\""
  }

  /// The path as a file: `@photo.jpg`, `@"a fox.jpg"`.
  package var sourceFile: String { "@" + (isPathWord ? self : sourceLiteral) }

  /// Would be read behind the `@` as it stands.
  private var isPathWord: Bool { !isEmpty && utf8.allSatisfy { $0.isPlainPart || $0 == "." || $0 == "/" } }

  /// A word that nothing can take for anything but a text: `square_hd`,
  /// `16:9`.
  fileprivate var isPlainWord: Bool {
    guard let first = utf8.first, let last = utf8.last, first != "-", last != ":" else { return false }
    return utf8.allSatisfy(\.isPlainPart) && JSON(word: self) == nil
  }
}

extension JSON {
  /// The value on one line, which says exactly this wherever a value may
  /// stand: texts in quotes, the keys of records without them where they
  /// are names.
  ///
  /// Lists and records that stand in one another deeper than the parser
  /// reads are written too; only the parser refuses them.
  package var sourceLiteral: String {
    var source = ""
    write(to: &source)
    return source
  }

  /// The value as it may stand behind `name=`: as `sourceLiteral`, but
  /// for texts that are plain words (`image_size=square_hd`).
  package var sourceArgument: String {
    if case .string(let text) = self, text.isPlainWord { text } else { sourceLiteral }
  }

  private func write(to source: inout String) {
    switch self {
    case .null: source += "null"
    case .bool(let value): source += value ? "true" : "false"
    case .number(let number): source += number.text
    case .string(let text): source += text.sourceLiteral
    case .array(let elements):
      source += "["
      for (index, element) in elements.enumerated() {
        if index > 0 { source += ", " }
        element.write(to: &source)
      }
      source += "]"
    case .object(let members):
      source += "{"
      for (index, member) in members.enumerated() {
        if index > 0 { source += ", " }
        source += member.key.isPlainKey ? member.key : member.key.sourceLiteral
        source += ": "
        member.value.write(to: &source)
      }
      source += "}"
    }
  }
}

extension String {
  /// Would be read as the key of a record without quotes.
  fileprivate var isPlainKey: Bool {
    utf8.first?.isNameStart == true && utf8.allSatisfy(\.isDashedNamePart)
  }
}

extension UInt8 {
  fileprivate var isPlainPart: Bool { isDashedNamePart || self == ":" }
}

extension Unicode.Scalar {
  /// Controls, separators of lines, and marks that turn the direction of
  /// what follows them. Marks that belong to a letter or join two (as in
  /// emoji and in right-to-left words) are none of these.
  fileprivate var isHidden: Bool {
    switch self {
    case "\0"..."\u{1F}", "\u{7F}"..."\u{9F}": true
    case "\u{2028}"..."\u{202E}", "\u{2066}"..."\u{2069}", "\u{FEFF}": true
    default: false
    }
  }
}
