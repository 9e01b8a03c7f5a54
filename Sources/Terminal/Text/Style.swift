/// How a stretch of text looks, where the terminal can show it.
package struct Style: Sendable, Hashable {
  package var bold: Bool
  package var dim: Bool
  package var italic: Bool
  package var underline: Bool
  package var color: Color?
  /// A URL to open when the text is clicked.
  package var link: String?

  package init(
    bold: Bool = false, dim: Bool = false, italic: Bool = false, underline: Bool = false, color: Color? = nil,
    link: String? = nil
  ) {
    self.bold = bold
    self.dim = dim
    self.italic = italic
    self.underline = underline
    self.color = color
    self.link = link
  }

  package static let plain = Style()
  package static let bold = Style(bold: true)
  package static let dim = Style(dim: true)
  package static let italic = Style(italic: true)
  package static let underline = Style(underline: true)
  package static let red = Style(color: .red)
  package static let green = Style(color: .green)
  package static let yellow = Style(color: .yellow)
  package static let blue = Style(color: .blue)
  package static let magenta = Style(color: .magenta)
  package static let cyan = Style(color: .cyan)

  /// A colour on otherwise plain text.
  package static func color(_ color: Color) -> Style { Style(color: color) }
  /// A link on otherwise plain text.
  package static func link(_ url: String) -> Style { Style(link: url) }

  /// Both: what either sets is set; of two colours or links the other's.
  package func merging(_ other: Style) -> Style {
    Style(
      bold: bold || other.bold, dim: dim || other.dim, italic: italic || other.italic,
      underline: underline || other.underline, color: other.color ?? color, link: other.link ?? link)
  }
}
