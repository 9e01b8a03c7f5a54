/// A case with what it really showed, as `diff -u` would put it.
struct UnifiedDiff {
  private struct Line {
    let mark: String
    let text: String
    /// In the file, counted from 1; of a line that is not there, that of the
    /// next.
    let number: Int
  }

  private static let context = 3
  private var lines: [Line] = []

  mutating func addInput(of step: Transcript.Step, notation: Transcript.Notation) {
    for (offset, text) in SourceLines.split(step.input + "\n").enumerated() {
      let prompt = offset == 0 ? notation.prompt : notation.continuation
      lines.append(Line(mark: " ", text: prompt + text, number: step.lineNumber + offset))
    }
  }

  mutating func add(_ difference: LineDifference, from number: Int) {
    var number = number
    for edit in difference.edits {
      switch edit {
      case .same(let text): lines.append(Line(mark: " ", text: text, number: number))
      case .missing(let text): lines.append(Line(mark: "-", text: text, number: number))
      case .unexpected(let text): lines.append(Line(mark: "+", text: text, number: number))
      }
      if lines.last?.mark != "+" { number += 1 }
    }
  }

  /// Runs of changes with three lines around them, each under its place.
  var text: String {
    let changes = lines.indices.filter { lines[$0].mark != " " }
    var hunks: [Range<Int>] = []
    for change in changes {
      let near = max(0, change - UnifiedDiff.context)..<min(lines.count, change + UnifiedDiff.context + 1)
      if let last = hunks.last, last.upperBound >= near.lowerBound {
        hunks[hunks.count - 1] = last.lowerBound..<near.upperBound
      } else {
        hunks.append(near)
      }
    }
    return hunks.map(rendered).joined(separator: "\n")
  }

  private func rendered(_ hunk: Range<Int>) -> String {
    let body = lines[hunk].map { $0.mark + " " + $0.text.visible(isChanged: $0.mark != " ") }
    return (["@@ line \(lines[hunk.lowerBound].number) @@"] + body).joined(separator: "\n")
  }
}

extension String {
  /// With control characters written out, and in a changed line the blanks
  /// at its end too: what cannot be seen would make two lines look alike.
  fileprivate func visible(isChanged: Bool) -> String {
    let blanks = isChanged ? reversed().prefix { $0 == " " }.count : 0
    var text = ""
    for scalar in dropLast(blanks).unicodeScalars {
      let isControl = scalar.properties.generalCategory == .control
      text += isControl ? "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}" : String(scalar)
    }
    return text + String(repeating: "·", count: blanks)
  }
}
