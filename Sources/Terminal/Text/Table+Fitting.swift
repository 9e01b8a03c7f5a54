extension Table {
  /// The table with as many columns as there is room for: one stands whole or
  /// not at all, but for the last, of which a beginning may be worth showing.
  ///
  /// - Parameters:
  ///   - width: in cells.
  ///   - least: so many columns stay, however narrow it is.
  ///   - beginning: how many cells of the last column are worth showing.
  package func fitting(_ width: Int, keeping least: Int, beginning: Int) -> Table {
    let widths = widths(of: rows)
    var (count, end) = (0, -2)
    for (column, cells) in widths.enumerated() {
      let needed = column == widths.count - 1 ? min(cells, beginning) : cells
      guard column < least || end + 2 + needed <= width else { break }
      end += 2 + cells
      count += 1
    }
    return Table(columns: Array(columns.prefix(count)), rows: rows.map { Array($0.prefix(count)) })
  }
}
