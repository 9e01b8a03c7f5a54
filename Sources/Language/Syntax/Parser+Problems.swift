import Diagnostics

/// A change of the text that repairs a part of it.
struct Edit: Sendable {
  var range: SourceRange
  var text: String

  init(_ range: SourceRange, _ text: String) {
    self.range = range
    self.text = text
  }

  static func insert(_ text: String, at offset: Int) -> Edit { Edit(SourceRange(at: offset), text) }
  static func remove(_ range: SourceRange) -> Edit { Edit(range, "") }
}

/// Something that is wrong, and what would put it right; without edits, only
/// the writer knows.
struct Problem: Sendable {
  var diagnostic: Diagnostic
  var edits: [Edit]
  var range: SourceRange
}

extension Parser {
  /// Longer lines are not corrected: nobody reads them.
  private static let longestCorrectedLine = 2000

  /// Notes a problem. Of several that begin at one place the first counts:
  /// the others follow from it.
  ///
  /// Never inlined, like the rules that only report: a diagnostic is large,
  /// and the frames of the rules add up with the nesting.
  @inline(never)
  mutating func report(
    _ diagnostic: Diagnostic, at range: SourceRange, edits: [Edit] = [], isIncomplete: Bool = false
  ) {
    guard problems.last?.range.start != range.start else { return }
    var diagnostic = diagnostic.located(in: source, at: range)
    diagnostic.isIncomplete = isIncomplete
    problems.append(Problem(diagnostic: diagnostic, edits: edits, range: range))
  }

  /// What was reported, in the order of the text, with corrected lines.
  var diagnostics: [Diagnostic] {
    guard !problems.isEmpty else { return [] }
    let sorted = problems.sorted { ($0.range.start, $0.range.end) < ($1.range.start, $1.range.end) }
    var diagnostics: [Diagnostic] = []
    var rest = sorted[...]
    while let first = rest.first {
      let (line, start) = source.line(at: first.range.start)
      let end = start + line.utf8.count
      let onLine = rest.prefix { $0.range.start <= end }
      let correction = correction(of: SourceRange(start, end), onLine)
      diagnostics += onLine.map { $0.diagnostic.corrected(to: correction) }
      rest = rest.dropFirst(max(1, onLine.count))
    }
    return diagnostics
  }

  /// The line with everything repaired; nil if some of it cannot be.
  private func correction(of line: SourceRange, _ problems: ArraySlice<Problem>) -> String? {
    guard line.end - line.start <= Self.longestCorrectedLine, problems.allSatisfy({ !$0.edits.isEmpty }) else {
      return nil
    }
    let edits = problems.flatMap(\.edits).sorted { ($0.range.start, $0.range.end) < ($1.range.start, $1.range.end) }
    var result = ""
    var position = line.start
    for edit in edits {
      guard edit.range.start >= position, edit.range.end <= line.end else { return nil }
      result += text(SourceRange(position, edit.range.start)) + edit.text
      position = edit.range.end
    }
    return result + text(SourceRange(position, line.end))
  }
}

extension Diagnostic {
  fileprivate func corrected(to line: String?) -> Diagnostic {
    var copy = self
    copy.correction = line
    return copy
  }
}
