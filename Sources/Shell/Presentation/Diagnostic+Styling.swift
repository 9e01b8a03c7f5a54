import Diagnostics
import Terminal

extension Console {
  /// Shows a diagnostic with its place, its line and its carets.
  func report(_ diagnostic: Diagnostic) {
    show(diagnostic.styledLines(columns: capabilities.isTerminal ? capabilities.columns : nil))
  }
}

extension Diagnostic {
  /// The rendered diagnostic, a line at a time, coloured.
  func styledLines(columns: Int?) -> [StyledText] {
    var lines = [StyledText()]
    for piece in renderedPieces(columns: columns, displayWidth: { displayWidth($0) }) {
      let style = style(of: piece.role)
      for (index, part) in piece.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        if index > 0 { lines.append(StyledText()) }
        lines[lines.count - 1] = lines[lines.count - 1] + StyledText(String(part), style)
      }
    }
    return lines
  }

  private func style(of role: RenderedPiece.Role) -> Style {
    switch role {
    case .plain, .source: .plain
    case .place, .message: .bold
    case .severity: severity == .error ? .error : .warning
    case .caret: severity == .error ? .error : .warning
    case .help: .help
    }
  }
}

extension Style {
  static let error = Style(bold: true, color: .red)
  static let warning = Style(bold: true, color: .yellow)
  static let help = Style(color: .cyan)
  static let model = Style(color: .magenta)
  static let good = Style(color: .green)
}
