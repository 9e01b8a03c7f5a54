import Diagnostics

/// Changes to a stretch of a text, made all at once.
struct Edits {
  let source: SourceText
  let range: SourceRange
  private var edits: [SourceRange: String] = [:]

  init(source: SourceText, range: SourceRange) {
    self.source = source
    self.range = range
  }

  func covers(_ other: SourceRange) -> Bool { range.holds(other) }

  mutating func replace(_ range: SourceRange, with text: String) { edits[range] = text }

  mutating func insert(_ text: String, at offset: Int) { edits[SourceRange(at: offset)] = text }

  /// The stretch with its changes. One that lies in another is dropped.
  var text: String {
    var text = ""
    var position = range.start
    for (place, replacement) in edits.sorted(by: { ($0.key.start, $1.key.end) < ($1.key.start, $0.key.end) }) {
      guard place.start >= position, place.end <= range.end else { continue }
      text += source[SourceRange(position, place.start)] + replacement
      position = place.end
    }
    return text + source[SourceRange(position, range.end)]
  }
}
