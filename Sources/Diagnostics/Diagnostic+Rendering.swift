/// A piece of a rendered diagnostic, so that a terminal can colour it.
package struct RenderedPiece: Sendable, Hashable {
  package enum Role: Sendable { case plain, place, severity, message, source, caret, help }

  package var role: Role
  package var text: String
}

extension Diagnostic {
  /// The diagnostic as it is read, lines divided by newlines:
  ///
  ///     storyboard.fal:14:62: error: … has no parameter 'duraton'
  ///      14 |   | … "slow dolly in" duraton=5
  ///         |                     ^^^^^^^ did you mean 'duration'?
  ///
  /// - Parameter displayWidth: how many cells a text takes on the screen.
  package func rendered(displayWidth: (Substring) -> Int = { $0.count }) -> String {
    renderedPieces(displayWidth: displayWidth).map(\.text).joined()
  }

  package func renderedPieces(displayWidth: (Substring) -> Int) -> [RenderedPiece] {
    var pieces: [RenderedPiece] = []
    if let source, let range {
      let (line, column) = source.position(of: range.start)
      pieces.append(RenderedPiece(role: .place, text: "\(source.name):\(line):\(column): "))
    }
    pieces.append(RenderedPiece(role: .severity, text: "\(severity.rawValue): "))
    pieces.append(RenderedPiece(role: .message, text: message))
    if let source, let range {
      pieces += excerpt(of: source, at: range, comment: help, displayWidth: displayWidth)
    } else if let help {
      pieces.append(RenderedPiece(role: .help, text: "\n  " + help))
    }
    for note in notes { pieces += rendered(note, displayWidth: displayWidth) }
    return pieces
  }

  private func rendered(_ note: Note, displayWidth: (Substring) -> Int) -> [RenderedPiece] {
    guard let source, let range = note.range else {
      return [RenderedPiece(role: .help, text: "\n  " + note.message)]
    }
    return excerpt(of: source, at: range, comment: note.message, displayWidth: displayWidth)
  }

  private func excerpt(
    of source: SourceText, at range: SourceRange, comment: String?, displayWidth: (Substring) -> Int
  ) -> [RenderedPiece] {
    let (line, start) = source.line(at: range.start)
    let number = " \(source.position(of: range.start).line) |"
    let margin = String(repeating: " ", count: number.count - 1) + "|"
    let before = source[SourceRange(start, range.start)]
    let marked = source[SourceRange(range.start, min(range.end, start + line.utf8.count))]
    let carets = String(repeating: "^", count: max(1, displayWidth(marked)))
    return [
      RenderedPiece(role: .source, text: "\n\(number) \(line.visible)"),
      RenderedPiece(role: .source, text: "\n\(margin) " + String(repeating: " ", count: displayWidth(before))),
      RenderedPiece(role: .caret, text: carets),
      RenderedPiece(role: .help, text: comment.map { " " + $0 } ?? ""),
    ]
  }
}

extension Substring {
  /// With a blank for each tab and a mark for each control character, so
  /// that carets stand where they should and no terminal obeys a script.
  fileprivate var visible: String {
    String(String.UnicodeScalarView(unicodeScalars.map { scalar in
      switch scalar {
      case "\t": " "
      case "\0"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": "\u{FFFD}"
      default: scalar
      }
    }))
  }
}
