import Language
import Terminal

/// How a suggestion is written where the cursor stands, so that the line
/// says it: with quotes where it would be no single word.
struct Insertion: Sendable {
  private let context: CompletionContext
  /// What follows the cursor.
  private let behind: String
  /// What ends a word there: the same for a thousand suggestions.
  private let end: String

  /// - Parameter behind: what follows the cursor.
  init(context: CompletionContext, behind: String) {
    self.context = context
    self.behind = behind
    end = behind.hasPrefix(" ") ? "" : " "
  }

  /// Nil if the place cannot hold it.
  func candidate(_ suggestion: Suggestion) -> Completion.Candidate? {
    guard let (text, end) = written(suggestion) else { return nil }
    return Completion.Candidate(text: text, display: suggestion.text, detail: suggestion.detail, closesWith: end)
  }

  /// - Returns: the text, and what ends it where it is the one that is meant.
  private func written(_ suggestion: Suggestion) -> (String, String)? {
    if case .key = context.kind { return (suggestion.text, (context.quotes ?? "") + ": ") }
    return switch suggestion.kind {
    case .variable, .field: (suggestion.text, "")
    case .index: (suggestion.text, behind.hasPrefix("]") ? "" : "]")
    default: context.quotes.map { quoted(suggestion, in: $0) } ?? unquoted(suggestion)
    }
  }

  /// Inside of quotes that are open.
  private func quoted(_ suggestion: Suggestion, in quotes: String) -> (String, String)? {
    let isRaw = quotes.hasPrefix("'")
    if isRaw, suggestion.text.contains("'") || suggestion.text.contains("\n") { return nil }
    let text = isRaw ? suggestion.text : String(suggestion.text.sourceLiteral.dropFirst().dropLast())
    return (text, suggestion.isOpen ? "" : (behind.hasPrefix(quotes) ? "" : quotes + " "))
  }

  private func unquoted(_ suggestion: Suggestion) -> (String, String) {
    let end = suggestion.isOpen ? "" : end
    guard suggestion.needsQuotes else { return (suggestion.text, end) }
    let isMarked = suggestion.text.hasPrefix("@")
    let bare = isMarked ? String(suggestion.text.dropFirst()) : suggestion.text
    let literal = bare.sourceLiteral
    let needsMark = isMarked || suggestion.isFile && isParameterValue
    return ((needsMark ? "@" : "") + (suggestion.isOpen ? String(literal.dropLast()) : literal), end)
  }

  /// There a text in quotes is no file.
  private var isParameterValue: Bool { if case .parameterValue = context.kind { true } else { false } }
}

extension Suggestion {
  fileprivate var isFile: Bool { kind == .file || kind == .folder }

  /// Whether it would not be one word, or another value than this text.
  fileprivate var needsQuotes: Bool {
    switch kind {
    case .value, .file, .folder:
      guard text != "{", !text.hasPrefix("$") else { return false }
      return text.isEmpty || text.hasSuffix("&") || text.hasSuffix("\\") || text.hasPrefix("%") || text.hasPrefix("#")
        || text.isDivided
    default: return false
    }
  }

  /// A name as a value.
  var asVariable: Suggestion { Suggestion("$" + text, detail, .variable) }

  /// A path as a file.
  var asFile: Suggestion { Suggestion("@" + text, detail, kind, isOpen: isOpen) }
}

extension String {
  /// Whether it has anything that no word has. Asked of every file of a
  /// folder at each Tab, so of bytes; characters would take most of the time.
  fileprivate var isDivided: Bool {
    var isPlain = true
    for byte in utf8 {
      if byte <= 0x20 || byte.endsWord { return true }
      if byte >= 0x80 { isPlain = false }
    }
    return !isPlain && unicodeScalars.contains(where: \.properties.isWhitespace)
  }
}

extension UInt8 {
  fileprivate var endsWord: Bool {
    switch self {
    case UInt8(ascii: "|"), UInt8(ascii: ";"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["),
      UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "\""), UInt8(ascii: "'"),
      UInt8(ascii: ","), UInt8(ascii: "$"):
      true
    default: false
    }
  }
}
