/// The shortest way from expected lines to actual ones, `[..]` minded.
struct LineDifference {
  enum Edit: Equatable {
    /// The expected line matches; `expected` is its text in the file.
    case same(expected: String)
    case missing(String)
    case unexpected(String)
  }

  let edits: [Edit]

  var isEmpty: Bool { edits.allSatisfy { if case .same = $0 { true } else { false } } }

  init(expected: [String], actual: [String]) {
    var head = 0
    while head < min(expected.count, actual.count), LineMatching.matches(expected: expected[head], actual: actual[head])
    {
      head += 1
    }
    var edits = expected[..<head].map(Edit.same)
    edits += LineDifference.middle(Array(expected[head...]), Array(actual[head...]))
    self.edits = edits
  }

  /// The longest common subsequence by the usual table. An output too long
  /// for it is shown as all gone and all new.
  private static func middle(_ expected: [String], _ actual: [String]) -> [Edit] {
    guard !expected.isEmpty, !actual.isEmpty, expected.count * actual.count <= 4_000_000 else {
      return expected.map(Edit.missing) + actual.map(Edit.unexpected)
    }
    let matches = expected.map { line in actual.map { LineMatching.matches(expected: line, actual: $0) } }
    let lengths = commonLengths(matches, width: actual.count)
    var edits: [Edit] = []
    var (row, column) = (0, 0)
    while row < expected.count || column < actual.count {
      if row < expected.count, column < actual.count, matches[row][column] {
        edits.append(.same(expected: expected[row]))
        (row, column) = (row + 1, column + 1)
      } else if row < expected.count, lengths[row + 1][column] >= lengths[row][min(column + 1, actual.count)] {
        edits.append(.missing(expected[row]))
        row += 1
      } else {
        edits.append(.unexpected(actual[column]))
        column += 1
      }
    }
    return edits
  }

  /// How many lines match at best from each pair of places to the end.
  private static func commonLengths(_ matches: [[Bool]], width: Int) -> [[Int]] {
    var lengths = Array(repeating: [Int](repeating: 0, count: width + 1), count: matches.count + 1)
    for row in matches.indices.reversed() {
      for column in (0..<width).reversed() {
        lengths[row][column] =
          matches[row][column]
          ? lengths[row + 1][column + 1] + 1 : max(lengths[row + 1][column], lengths[row][column + 1])
      }
    }
    return lengths
  }
}
