/// Candidates as rows below the line, page by page: beside their details if
/// any has one, else in columns, top to bottom.
struct CompletionList {
  let completion: Completion
  /// Cells a row may have.
  let columns: Int
  /// How many rows there may be, those of the note and the count included.
  let rows: Int

  private var candidates: [Completion.Candidate] { completion.candidates }
  private var hasDetails: Bool { candidates.contains { !$0.detail.isEmpty } }
  private var width: Int { width(of: candidates[...]) }

  private func width(of candidates: ArraySlice<Completion.Candidate>) -> Int {
    candidates.map { displayWidth(sanitized($0.display, keepsNewlines: false)) }.max() ?? 0
  }

  private var across: Int { hasDetails ? 1 : max(1, (columns + 2) / (width + 2)) }
  private var room: Int { max(1, completion.note.isEmpty ? rows : rows - 1) }

  /// Candidates on a page.
  private var pageSize: Int {
    let whole = room * across
    return candidates.count <= whole ? max(1, whole) : max(1, room - 1) * across
  }

  var pageCount: Int { max(1, (candidates.count + pageSize - 1) / pageSize) }

  /// The page that a candidate is on, counted from 0.
  func page(of candidate: Int) -> Int { candidate / pageSize }

  /// - Parameters:
  ///   - page: counted from 0; the first page follows on the last.
  ///   - selected: the candidate that stands out, counted from 0.
  func lines(page: Int = 0, selected: Int? = nil) -> [StyledText] {
    let start = (page % pageCount) * pageSize
    let shown = start..<min(start + pageSize, candidates.count)
    let note = completion.note.isEmpty ? [] : [StyledText(completion.note, .dim).cut(to: columns)]
    let body = hasDetails ? detailed(shown, selected) : columnwise(shown, selected)
    return note + body + (pageCount > 1 ? [count(shown)] : [])
  }

  private func count(_ shown: Range<Int>) -> StyledText {
    let places = "\(shown.lowerBound + 1)–\(shown.upperBound) of \(candidates.count)"
    return StyledText(places + ", Tab for more", .dim).cut(to: columns)
  }

  private func detailed(_ shown: Range<Int>, _ selected: Int?) -> [StyledText] {
    let width = width(of: candidates[shown])
    return shown.map { index in
      let detail = StyledText(candidates[index].detail, .dim)
      return (label(index, selected).padded(to: width) + "  " + detail).cut(to: columns)
    }
  }

  private func columnwise(_ shown: Range<Int>, _ selected: Int?) -> [StyledText] {
    let height = (shown.count + across - 1) / across
    return (0..<height).map { row in
      let cells = stride(from: shown.lowerBound + row, to: shown.upperBound, by: height).map { label($0, selected) }
      let padded = cells.dropLast().map { $0.padded(to: width + 2) } + cells.suffix(1)
      return padded.joined().cut(to: columns)
    }
  }

  private func label(_ index: Int, _ selected: Int?) -> StyledText {
    StyledText(candidates[index].display, index == selected ? Style(bold: true, underline: true) : .plain)
  }
}

/// A list that is open below the line, for as long as the line stays as the
/// list has left it.
struct CompletionMenu {
  let completion: Completion
  /// Where in the line the completed part stands, as scalars.
  var range: Range<Int>
  var page = 0
  var selected: Int?
  /// The line that it belongs to.
  var buffer: EditBuffer

  init(_ completion: Completion, _ range: Range<Int>, in buffer: EditBuffer) {
    self.completion = completion
    self.range = range
    self.buffer = buffer
  }

  /// The candidate after the selected one, or before it; around the ends.
  func neighbour(_ step: Int) -> Int? {
    let count = completion.candidates.count
    guard count > 0 else { return nil }
    guard let selected else { return step > 0 ? 0 : count - 1 }
    return (selected + step + count) % count
  }
}
