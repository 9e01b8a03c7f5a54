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
