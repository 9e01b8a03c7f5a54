/// Reads the cases of a file, or the one of a fenced block.
struct TranscriptParser {
  let path: String
  let notation: Transcript.Notation

  private var cases: [Transcript.Case] = []
  private var title: String?
  private var titleLine = 0
  private var directives: [Transcript.Directive] = []
  private var steps: [Transcript.Step] = []
  private var input: (text: String, line: Int)?
  private var expected: [String] = []

  init(path: String, notation: Transcript.Notation) {
    self.path = path
    self.notation = notation
  }

  /// - Throws: `TranscriptError`.
  mutating func parse(_ lines: [String]) throws -> [Transcript.Case] {
    for (index, line) in lines.enumerated() { try read(line, at: index) }
    finishCase(at: lines.count, isLast: true)
    return cases
  }

  /// - Parameter range: indices of the lines within the block's fences.
  /// - Throws: `TranscriptError`.
  mutating func parseBlock(_ lines: [String], in range: Range<Int>, title: String) throws -> [Transcript.Case] {
    beginCase(title, at: range.lowerBound)
    for index in range { try read(lines[index], at: index) }
    finishCase(at: range.upperBound, isLast: true)
    return cases
  }

  private mutating func read(_ line: String, at index: Int) throws {
    if notation == .transcript, let title = Transcript.Notation.content(of: line, after: "# ") {
      finishCase(at: index, isLast: false)
      beginCase(title, at: index)
    } else if title == nil {
      guard line.isEmpty else { throw TranscriptError(path: path, line: index + 1, fault: .outsideOfCase) }
    } else if let open = input, expected.isEmpty,
      let more = Transcript.Notation.content(of: line, after: notation.continuation)
    {
      input = (open.text + "\n" + more, open.line)
    } else if let text = Transcript.Notation.content(of: line, after: notation.prompt) {
      finishStep(at: index)
      input = (text, index)
    } else if input != nil {
      expected.append(notation.unescaped(line))
    } else {
      try readHead(line, at: index)
    }
  }

  /// What stands between the title and the first input.
  private mutating func readHead(_ line: String, at index: Int) throws {
    if line.hasPrefix("//") {
      let words = line.dropFirst(2).split(separator: " ", maxSplits: 1)
      let argument = words.count > 1 ? String(words[1]) : ""
      directives.append(Transcript.Directive(name: words.first.map(String.init) ?? "", argument: argument))
    } else if !line.isEmpty {
      throw TranscriptError(path: path, line: index + 1, fault: .outputBeforeInput)
    }
  }

  private mutating func beginCase(_ title: String, at index: Int) {
    self.title = title
    titleLine = index
    directives = []
    steps = []
  }

  private mutating func finishCase(at end: Int, isLast: Bool) {
    guard let title else { return }
    // The blank line before the next title is layout; before the end it would
    // be output.
    var end = end
    if !isLast, expected.last == "" {
      expected.removeLast()
      end -= 1
    }
    finishStep(at: end)
    cases.append(
      Transcript.Case(
        path: path, title: title, lineNumber: titleLine + 1, notation: notation, directives: directives, steps: steps))
  }

  private mutating func finishStep(at end: Int) {
    guard let input else { return }
    steps.append(
      Transcript.Step(
        input: input.text, expected: expected, lineNumber: input.line + 1,
        expectedLines: end - expected.count..<end))
    self.input = nil
    expected = []
  }
}
