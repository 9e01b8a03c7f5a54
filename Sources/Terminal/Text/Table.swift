/// Rows of cells under each other; every column but the last is as wide as
/// its widest cell.
package struct Table: Sendable, Hashable {
  package struct Column: Sendable, Hashable, ExpressibleByStringLiteral {
    package enum Alignment: Sendable, Hashable { case left, right }

    /// Stands above the column; a table whose titles are all empty has no
    /// header.
    package var title: String
    package var alignment: Alignment

    package init(_ title: String, _ alignment: Alignment = .left) {
      self.title = title
      self.alignment = alignment
    }

    package init(stringLiteral title: String) {
      self.init(title)
    }
  }

  package var columns: [Column]
  /// Short rows have empty cells at the end.
  package var rows: [[StyledText]]

  package init(columns: [Column] = [], rows: [[StyledText]] = []) {
    self.columns = columns
    self.rows = rows
  }

  /// One text a row, `width` cells at most, two blanks between columns.
  package func lines(width: Int) -> [StyledText] {
    let titles = columns.map { StyledText($0.title, .dim) }
    let shown = titles.allSatisfy(\.isEmpty) ? rows : [titles] + rows
    let widths = widths(of: shown)
    return shown.map { line($0, widths).cut(to: width) }
  }

  func widths(of rows: [[StyledText]]) -> [Int] {
    var widths: [Int] = []
    for row in rows {
      for (index, cell) in row.enumerated() {
        if index == widths.count { widths.append(0) }
        widths[index] = max(widths[index], cell.width)
      }
    }
    return widths
  }

  private func line(_ row: [StyledText], _ widths: [Int]) -> StyledText {
    var cells: [StyledText] = []
    for (index, cell) in row.enumerated() {
      let isRight = index < columns.count && columns[index].alignment == .right
      let isLast = index == row.count - 1
      cells.append(isRight ? cell.rightAligned(to: widths[index]) : isLast ? cell : cell.padded(to: widths[index]))
    }
    return cells.joined(separator: "  ")
  }
}
