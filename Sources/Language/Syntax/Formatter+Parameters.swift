import Diagnostics

/// The parameters of a script, with the narration of those that follow one
/// another in a column.
extension Formatter {
  /// Where the blanks before a narration are, and at which column.
  private struct Gap {
    var offset: Int
    var column: Int
  }

  mutating func writeParameters(_ parameters: [ParameterDeclaration]) {
    var gaps: [Gap] = []
    for (index, parameter) in parameters.enumerated() {
      beginStatement(isFirst: index == 0, at: 0)
      let lineStart = writer.bytes.count
      // A narration on the first line belongs to it, one further down not.
      rigidly { $0.write(parameter) }
      let isOnOneLine = !writer.bytes[lineStart...].contains(UInt8(ascii: "\n"))
      let hasNarration = isOnOneLine && narration(behind: offset) != nil
      if hasNarration { gaps.append(Gap(offset: writer.bytes.count, column: writer.column)) }
      if !hasNarration || !isNextLineParameter(parameters, behind: index) { align(&gaps) }
    }
  }

  private func isNextLineParameter(_ parameters: [ParameterDeclaration], behind index: Int) -> Bool {
    guard index + 1 < parameters.count else { return false }
    var copy = self
    let trivia = copy.trivia()
    return trivia.remarks.count == 1 && trivia.newlines == 1
  }

  private mutating func align(_ gaps: inout [Gap]) {
    let column = gaps.map(\.column).max() ?? 0
    for gap in gaps.reversed() {
      let blanks = [UInt8](repeating: UInt8(ascii: " "), count: column - gap.column)
      writer.bytes.insert(contentsOf: blanks, at: gap.offset)
    }
    gaps = []
  }

  private mutating func write(_ parameter: ParameterDeclaration) {
    keyword(.param)
    token(to: parameter.name.range.end)
    if let type = parameter.type {
      separator(":")
      token(to: type.range.end)
    }
    guard let value = parameter.defaultValue else { return }
    writeSign()
    write(value)
  }
}
