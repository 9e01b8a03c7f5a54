/// The text that is being typed, which may have several rows, and the place
/// in it where typing goes.
struct EditBuffer: Equatable {
  var scalars: [Unicode.Scalar]
  /// An index into the scalars, or their count.
  var cursor: Int

  init(_ scalars: [Unicode.Scalar], cursor: Int) {
    self.scalars = scalars
    self.cursor = min(max(0, cursor), scalars.count)
  }

  var text: String { Self.text(scalars[...]) }
  var beforeCursor: String { Self.text(scalars[..<cursor]) }
  var isAtEnd: Bool { cursor == scalars.count }

  /// Where the cursor's row begins and ends, its newline not included.
  private var row: Range<Int> {
    let start = scalars[..<cursor].lastIndex(of: "\n").map { $0 + 1 } ?? 0
    return start..<(scalars[cursor...].firstIndex(of: "\n") ?? scalars.count)
  }

  /// Home: the row's start, and from there the text's.
  var home: Int { cursor == row.lowerBound ? 0 : row.lowerBound }

  /// End: the row's end, and from there the text's.
  var end: Int { cursor == row.upperBound ? scalars.count : row.upperBound }

  /// The same column of the row above; nil on the first row.
  var above: Int? {
    guard row.lowerBound > 0 else { return nil }
    let row = EditBuffer(scalars, cursor: row.lowerBound - 1).row
    return min(row.lowerBound + column, row.upperBound)
  }

  /// The same column of the row below; nil on the last row.
  var below: Int? {
    guard row.upperBound < scalars.count else { return nil }
    let row = EditBuffer(scalars, cursor: row.upperBound + 1).row
    return min(row.lowerBound + column, row.upperBound)
  }

  private var column: Int { cursor - row.lowerBound }

  /// The scalar that a UTF-8 offset falls on, if it is one's start.
  func index(ofUTF8Offset offset: Int) -> Int? {
    var reached = 0
    for (index, scalar) in scalars.enumerated() {
      if reached >= offset { return reached == offset ? index : nil }
      reached += UTF8.width(scalar)
    }
    return reached == offset ? scalars.count : nil
  }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(scalars))
  }
}
