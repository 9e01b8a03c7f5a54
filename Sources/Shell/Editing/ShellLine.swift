import Diagnostics

/// A command line of another shell up to the cursor, parted into words as
/// that shell does, as far as one can tell without being it.
struct ShellLine: Sendable {
  struct Word: Sendable {
    /// Without its quotes.
    var text = ""
    /// Where it begins, with its quotes; in bytes of UTF-8.
    var start: Int
    /// The quote that is open at its end, and how much of `text` stands before
    /// it, in characters.
    var open: (quote: Character, before: Int)?
  }

  /// The words before the cursor's.
  private(set) var words: [Word] = []
  /// The one that ends at the cursor; may be empty.
  private(set) var current: Word

  init(_ line: Substring) {
    var word: Word?
    var quote: Character?
    var isEscaped = false
    var offset = 0
    for character in line {
      defer { offset += character.utf8.count }
      if isEscaped {
        word?.text.append(character)
        isEscaped = false
      } else if character == "\\", quote != "'" {
        word = word ?? Word(start: offset)
        isEscaped = true
      } else if let open = quote {
        guard character == open else {
          word?.text.append(character)
          continue
        }
        quote = nil
        word?.open = nil
      } else if character == "\"" || character == "'" {
        word = word ?? Word(start: offset)
        quote = character
        let before = word?.text.count ?? 0
        word?.open = (character, before)
      } else if character.isWhitespace {
        if let word { words.append(word) }
        word = nil
      } else {
        word = word ?? Word(start: offset)
        word?.text.append(character)
      }
    }
    current = word ?? Word(start: offset)
  }

  /// The words behind the program's name, which variables may precede; nil
  /// if the line calls another program.
  func arguments(of program: String) -> [String]? {
    let call = words.drop { $0.text.contains("=") && !$0.text.hasPrefix("-") && !$0.text.hasPrefix("=") }
    guard let name = call.first?.text, name == program || name.hasSuffix("/" + program) else { return nil }
    return call.dropFirst().map(\.text)
  }
}
