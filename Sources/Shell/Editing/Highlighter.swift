import Diagnostics
import Language
import Terminal

/// The looks of a line that is being typed.
struct Highlighter: Sendable {
  let session: Session

  func styles(of line: String) -> [(Range<Int>, Style)] {
    let source = SourceText(name: "prompt", text: line)
    return Parser.highlight(source).compactMap { range, lexicalClass in
      if lexicalClass == .model { session.catalogue.prepare(String(source[range])) }
      return style(of: lexicalClass).map { (range.start..<range.end, $0) }
    }
  }

  /// A text in its looks.
  func text(_ text: String) -> StyledText {
    let bytes = Array(text.utf8)
    var styled = StyledText()
    var offset = 0
    for (range, style) in styles(of: text) where range.lowerBound >= offset && range.upperBound <= bytes.count {
      styled += StyledText(String(decoding: bytes[offset..<range.lowerBound], as: UTF8.self))
      styled += StyledText(String(decoding: bytes[range], as: UTF8.self), style)
      offset = range.upperBound
    }
    return styled + StyledText(String(decoding: bytes[offset...], as: UTF8.self))
  }

  private func style(of lexicalClass: LexicalClass) -> Style? {
    switch lexicalClass {
    case .comment, .narration: .dim
    case .string: .green
    case .interpolation, .variable, .job: .cyan
    case .number: .yellow
    case .keyword: .bold
    case .model: .magenta
    case .command: .blue
    case .option, .parameterName: Style(dim: true)
    case .file: Style(underline: true)
    default: nil
    }
  }
}
