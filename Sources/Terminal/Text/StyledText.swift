/// Text with looks, free of escape codes: what the shell's parts hand to
/// the terminal.
///
///     let line: StyledText = "job \(7, .bold) is \("done", .green)"
package struct StyledText: Sendable, Hashable {
  /// A stretch of one style.
  package struct Span: Sendable, Hashable {
    package var text: String
    package var style: Style

    package init(_ text: String, _ style: Style = .plain) {
      self.text = text
      self.style = style
    }
  }

  /// Never empty stretches, never two of one style side by side: equal
  /// looks are equal values.
  package private(set) var spans: [Span] = []

  package init() {}

  package init(_ text: String, _ style: Style = .plain) {
    append(Span(text, style))
  }

  package init(_ spans: [Span]) {
    for span in spans { append(span) }
  }

  /// The text alone.
  package var plain: String { spans.map(\.text).joined() }

  package var isEmpty: Bool { spans.isEmpty }

  /// Cells on the screen, as one line.
  package var width: Int {
    spans.reduce(0) { $0 + displayWidth(sanitized($1.text, keepsNewlines: false)) }
  }

  package mutating func append(_ span: Span) {
    guard !span.text.isEmpty else { return }
    if spans.last?.style == span.style {
      spans[spans.count - 1].text += span.text
    } else {
      spans.append(span)
    }
  }

  package mutating func append(_ other: StyledText) {
    for span in other.spans { append(span) }
  }

  package static func + (left: StyledText, right: StyledText) -> StyledText {
    var sum = left
    sum.append(right)
    return sum
  }

  package static func += (left: inout StyledText, right: StyledText) {
    left.append(right)
  }

  /// With `style` added to every stretch.
  package func styled(_ style: Style) -> StyledText {
    StyledText(spans.map { Span($0.text, $0.style.merging(style)) })
  }

  /// One text a line; newlines themselves are gone.
  package var lines: [StyledText] {
    var lines = [StyledText()]
    for span in spans {
      let parts = sanitized(span.text, keepsNewlines: true).split(separator: "\n", omittingEmptySubsequences: false)
      for (index, part) in parts.enumerated() {
        if index > 0 { lines.append(StyledText()) }
        lines[lines.count - 1].append(Span(String(part), span.style))
      }
    }
    return lines
  }
}

extension [StyledText] {
  package func joined(separator: StyledText = StyledText()) -> StyledText {
    var sum = StyledText()
    for (index, text) in enumerated() {
      if index > 0 { sum.append(separator) }
      sum.append(text)
    }
    return sum
  }
}
