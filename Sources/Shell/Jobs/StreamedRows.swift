import Terminal

/// The last rows of a text that grows, each as wide as the screen allows.
struct StreamedRows {
  /// So many rows are shown at most.
  static let most = 8

  let rows: [String]

  init(_ text: String, columns: Int, count: Int) {
    let width = max(10, columns - 4)
    // No more than could be shown is looked at: a text may be long.
    let end = text.suffix(width * count)
    rows = Array(end.split(separator: "\n").flatMap { Self.broken(String($0), width: width) }.suffix(count))
  }

  /// A line in rows, cut between words where that can be.
  private static func broken(_ line: String, width: Int) -> [String] {
    var rows: [String] = []
    var row = ""
    for word in line.split(separator: " ", omittingEmptySubsequences: false) {
      let longer = row.isEmpty ? String(word) : row + " " + word
      if displayWidth(longer) <= width {
        row = longer
      } else {
        if !row.isEmpty { rows.append(row) }
        row = String(word)
      }
    }
    return rows + [row]
  }
}
