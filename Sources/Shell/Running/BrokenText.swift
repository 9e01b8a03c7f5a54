import Diagnostics
import Language

/// The parts of a text that do not parse: what is found wrong with them says
/// nothing, and nobody knows what they may have named.
struct BrokenText {
  /// In their order, none of which touches another.
  private let parts: [SourceRange]
  private let words: Set<Substring>

  init(_ result: ParseResult, in source: SourceText) {
    let errors = result.diagnostics.filter { $0.severity == .error }.compactMap(\.range).sorted { $0.start < $1.start }
    let statements = Self.statements(result.program.statements.map(\.range), touching: errors)
    parts = Self.merged(statements + errors.map { source.rangeOfLine(at: $0.start) })
    words = Set(parts.flatMap { source[$0].split { !$0.isLetter && !$0.isNumber && !"_-/".contains($0) } })
  }

  func holds(_ place: SourceRange) -> Bool {
    let next = parts.partitioningIndex { $0.start > place.start }
    return next > 0 && place.start <= parts[next - 1].end
  }

  /// Whether a word stands in one of them.
  func names(_ word: Substring) -> Bool { words.contains(word) }

  /// - Parameter errors: in the order of their beginnings.
  private static func statements(_ statements: [SourceRange], touching errors: [SourceRange]) -> [SourceRange] {
    var ends: [Int] = []
    for error in errors { ends.append(max(ends.last ?? error.end, error.end)) }
    return statements.filter { statement in
      let next = errors.partitioningIndex { $0.start > statement.end }
      return next > 0 && ends[next - 1] >= statement.start
    }
  }

  private static func merged(_ ranges: [SourceRange]) -> [SourceRange] {
    var merged: [SourceRange] = []
    for range in ranges.sorted(by: { $0.start < $1.start }) {
      if let last = merged.last, range.start <= last.end {
        merged[merged.endIndex - 1] = last.union(range)
      } else {
        merged.append(range)
      }
    }
    return merged
  }
}

extension SourceText {
  fileprivate func rangeOfLine(at offset: Int) -> SourceRange {
    let (line, start) = line(at: offset)
    return SourceRange(start, start + line.utf8.count)
  }
}

extension Array {
  /// Where those begin that are `late`, which all the following ones are too.
  fileprivate func partitioningIndex(where isLate: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = low + (high - low) / 2
      if isLate(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
