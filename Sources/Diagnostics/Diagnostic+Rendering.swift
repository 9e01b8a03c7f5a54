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
  /// - Parameters:
  ///   - columns: how many cells a row has; a longer line is cut around the
  ///     place. Nil: nothing is cut.
  ///   - displayWidth: how many cells a text takes on the screen.
  package func rendered(columns: Int? = nil, displayWidth: (Substring) -> Int = { $0.count }) -> String {
    renderedPieces(columns: columns, displayWidth: displayWidth).map(\.text).joined()
  }

  /// The same in pieces, for a terminal to colour.
  package func renderedPieces(columns: Int? = nil, displayWidth: (Substring) -> Int) -> [RenderedPiece] {
    var pieces: [RenderedPiece] = []
    if let source, let range {
      let (line, column) = source.position(of: range.start)
      pieces.append(RenderedPiece(role: .place, text: "\(source.name):\(line):\(column): "))
    }
    pieces.append(RenderedPiece(role: .severity, text: "\(severity.rawValue): "))
    pieces.append(RenderedPiece(role: .message, text: message))
    if let source, let range {
      pieces += excerpt(of: source, at: range, comment: help, columns, displayWidth)
    } else if let help {
      pieces.append(RenderedPiece(role: .help, text: "\n  " + help))
    }
    for note in notes { pieces += rendered(note, columns, displayWidth) }
    return pieces
  }

  private func rendered(_ note: Note, _ columns: Int?, _ displayWidth: (Substring) -> Int) -> [RenderedPiece] {
    guard let source, let range = note.range else {
      return [RenderedPiece(role: .help, text: "\n  " + note.message)]
    }
    return excerpt(of: source, at: range, comment: note.message, columns, displayWidth)
  }

  private func excerpt(
    of source: SourceText, at range: SourceRange, comment: String?, _ columns: Int?, _ displayWidth: (Substring) -> Int
  ) -> [RenderedPiece] {
    let number = " \(source.position(of: range.start).line) |"
    let margin = String(repeating: " ", count: number.count - 1) + "|"
    let line = MarkedLine(source, range, columns: columns.map { max(20, $0 - number.count - 2) })
    let carets = String(repeating: "^", count: max(1, displayWidth(line.marked[...])))
    return [
      RenderedPiece(role: .source, text: "\n\(number) \((line.before + line.marked + line.after)[...].visible)"),
      RenderedPiece(
        role: .source, text: "\n\(margin) " + String(repeating: " ", count: displayWidth(line.before[...]))),
      RenderedPiece(role: .caret, text: carets),
      RenderedPiece(role: .help, text: comment.map { " " + $0 } ?? ""),
    ]
  }
}

/// A line of source around the place that is marked in it, cut to a width.
private struct MarkedLine {
  var before: String
  var marked: String
  var after: String

  init(_ source: SourceText, _ range: SourceRange, columns: Int?) {
    let (line, start) = source.line(at: range.start)
    let end = start + line.utf8.count
    before = String(source[SourceRange(start, range.start)])
    marked = String(source[SourceRange(range.start, min(range.end, end))])
    after = String(source[SourceRange(min(max(range.end, range.start), end), end)])
    if let columns, before.count + marked.count + after.count > columns { cut(to: columns) }
  }

  /// Of what stands before the place a half is kept at most, so that the
  /// place itself is seen.
  private mutating func cut(to columns: Int) {
    if before.count > columns / 2, before.count + marked.count > columns {
      before = "…" + before.suffix(max(0, columns / 2 - 1))
    }
    marked = MarkedLine.cut(marked, to: columns - before.count)
    after = MarkedLine.cut(after, to: columns - before.count - marked.count)
  }

  private static func cut(_ text: String, to count: Int) -> String {
    text.count <= count ? text : text.prefix(max(0, count - 1)) + "…"
  }
}

extension Substring {
  /// With a blank for each tab and a mark for each control character, so
  /// that carets stand where they should and no terminal obeys a script.
  fileprivate var visible: String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.map { scalar in
          switch scalar {
          case "\t": " "
          case "\0"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": "\u{FFFD}"
          default: scalar
          }
        }))
  }
}
