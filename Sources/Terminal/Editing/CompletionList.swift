/// Candidates as rows below the line: beside their details if any has one,
/// else in columns, top to bottom.
struct CompletionList {
  let candidates: [Completion.Candidate]

  /// - Parameters:
  ///   - columns: cells a row may have.
  ///   - rows: how many rows there may be, the one that counts the rest
  ///     included.
  func lines(columns: Int, rows: Int) -> [StyledText] {
    let hasDetails = candidates.contains { !$0.detail.isEmpty }
    return hasDetails ? detailed(columns, rows) : columnwise(columns, rows)
  }

  private func detailed(_ columns: Int, _ rows: Int) -> [StyledText] {
    let (shown, rest) = fitting(rows)
    let table = Table(rows: shown.map { [StyledText($0.display), StyledText($0.detail, .dim)] })
    return table.lines(width: columns) + rest
  }

  private func columnwise(_ columns: Int, _ rows: Int) -> [StyledText] {
    let width = 2 + (candidates.map { displayWidth(sanitized($0.display, keepsNewlines: false)) }.max() ?? 0)
    let across = max(1, (columns + 2) / width)
    let (shown, rest) = fitting(rows, across: across)
    let height = (shown.count + across - 1) / across
    return (0..<height).map { row in
      let cells = stride(from: row, to: shown.count, by: height).map { StyledText(shown[$0].display) }
      let padded = cells.dropLast().map { $0.padded(to: width) } + cells.suffix(1)
      return padded.joined().cut(to: columns)
    } + rest
  }

  private func fitting(_ rows: Int, across: Int = 1) -> (ArraySlice<Completion.Candidate>, [StyledText]) {
    let room = max(1, rows)
    guard candidates.count > room * across else { return (candidates[...], []) }
    let shown = candidates.prefix((room - 1) * across)
    return (shown, [StyledText("… and \(candidates.count - shown.count) more", .dim)])
  }
}
