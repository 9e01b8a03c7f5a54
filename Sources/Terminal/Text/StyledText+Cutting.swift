extension StyledText {
  /// At most `columns` cells of one line; what does not fit is `…`.
  package func cut(to columns: Int) -> StyledText {
    guard width > columns else { return flattened }
    guard columns > 0 else { return StyledText() }
    var (kept, room) = (StyledText(), columns - 1)
    for span in flattened.spans {
      let (text, isWhole) = prefix(of: span.text, room: &room)
      kept.append(Span(text, span.style))
      guard isWhole else {
        kept.append(Span("…", span.style))
        break
      }
    }
    return kept
  }

  /// With blanks behind it, `columns` cells wide at least.
  package func padded(to columns: Int) -> StyledText {
    self + StyledText(String(repeating: " ", count: max(0, columns - width)))
  }

  /// With blanks before it, `columns` cells wide at least.
  package func rightAligned(to columns: Int) -> StyledText {
    StyledText(String(repeating: " ", count: max(0, columns - width))) + self
  }

  /// On one line, as it is measured.
  private var flattened: StyledText {
    StyledText(spans.map { Span(sanitized($0.text, keepsNewlines: false), $0.style) })
  }

  private func prefix(of text: String, room: inout Int) -> (String, isWhole: Bool) {
    var kept = ""
    for character in text {
      let cells = displayWidth(String(character))
      guard cells <= room else { return (kept, false) }
      kept.append(character)
      room -= cells
    }
    return (kept, true)
  }
}
