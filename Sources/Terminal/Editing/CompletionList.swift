/// Candidates as rows below the line, page by page: beside their details if
/// most have one, else in columns, top to bottom.
package struct CompletionList {
  private let completion: Completion
  private let columns: Int
  private let rows: Int
  /// Whether each stands beside its detail on a line of its own. One that is
  /// marked among a thousand is no reason for a thousand lines.
  private let isDetailed: Bool
  /// Of a column, where there are several: all pages share it.
  private let width: Int

  /// - Parameters:
  ///   - columns: cells a row may have.
  ///   - rows: how many there may be, those of the note and the count
  ///     included.
  package init(completion: Completion, columns: Int, rows: Int) {
    (self.completion, self.columns, self.rows) = (completion, columns, rows)
    let candidates = completion.candidates
    isDetailed = candidates.count { !$0.detail.isEmpty } * 2 > candidates.count
    width = isDetailed ? 0 : candidates.reduce(0) { max($0, Self.width($1.display) + Self.detailWidth($1)) }
  }

  private static func width(_ text: String) -> Int { displayWidth(sanitized(text, keepsNewlines: false)) }

  private static func detailWidth(_ candidate: Completion.Candidate) -> Int {
    candidate.detail.isEmpty ? 0 : 1 + width(candidate.detail)
  }

  private var candidates: [Completion.Candidate] { completion.candidates }
  private var across: Int { isDetailed ? 1 : max(1, (columns + 2) / (width + 2)) }
  private var room: Int { max(1, completion.note.isEmpty ? rows : rows - 1) }

  /// Candidates on a page.
  private var pageSize: Int {
    let whole = room * across
    return candidates.count <= whole ? max(1, whole) : max(1, room - 1) * across
  }

  var pageCount: Int { max(1, (candidates.count + pageSize - 1) / pageSize) }

  /// The page that a candidate is on, counted from 0.
  func page(of candidate: Int) -> Int { candidate / pageSize }

  /// The candidates that a page shows.
  func candidates(onPage page: Int) -> Range<Int> {
    let start = (page % pageCount) * pageSize
    return start..<min(start + pageSize, candidates.count)
  }

  /// - Parameters:
  ///   - page: counted from 0; the first page follows on the last.
  ///   - selected: the candidate that stands out, counted from 0.
  package func lines(page: Int = 0, selected: Int? = nil) -> [StyledText] {
    let shown = candidates(onPage: page)
    let note = completion.note.isEmpty ? [] : [StyledText(completion.note, .dim).cut(to: columns)]
    let body = isDetailed ? detailed(shown, selected) : columnwise(shown, selected)
    return note + body + (pageCount > 1 ? [count(shown)] : [])
  }

  private func count(_ shown: Range<Int>) -> StyledText {
    let places = "\(shown.lowerBound + 1)–\(shown.upperBound) of \(candidates.count)"
    return StyledText(places + ", Tab for more", .dim).cut(to: columns)
  }

  private func detailed(_ shown: Range<Int>, _ selected: Int?) -> [StyledText] {
    let width = candidates[shown].reduce(0) { max($0, Self.width($1.display)) }
    return shown.map { index in
      let detail = StyledText(candidates[index].detail, .dim)
      return (label(index, selected).padded(to: width) + "  " + detail).cut(to: columns)
    }
  }

  private func columnwise(_ shown: Range<Int>, _ selected: Int?) -> [StyledText] {
    let height = (shown.count + across - 1) / across
    return (0..<height).map { row in
      let cells = stride(from: shown.lowerBound + row, to: shown.upperBound, by: height).map { cell($0, selected) }
      let padded = cells.dropLast().map { $0.padded(to: width + 2) } + cells.suffix(1)
      return padded.joined().cut(to: columns)
    }
  }

  private func cell(_ index: Int, _ selected: Int?) -> StyledText {
    let detail = candidates[index].detail
    return label(index, selected) + StyledText(detail.isEmpty ? "" : " " + detail, .dim)
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
  /// - Parameter shown: those on the page, of which the first or the last is
  ///   next where none is selected.
  func neighbour(_ step: Int, shown: Range<Int>) -> Int? {
    let count = completion.candidates.count
    guard count > 0 else { return nil }
    guard let selected else { return step > 0 ? shown.first : shown.last }
    return (selected + step + count) % count
  }
}
