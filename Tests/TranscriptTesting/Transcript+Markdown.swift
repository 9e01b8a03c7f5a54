extension Transcript {
  /// The fenced blocks of a Markdown file that show a conversation, one case
  /// each, titled with the heading above.
  ///
  /// In a ```` ```console ```` block, input is a command of a system's shell
  /// after `$ `; in a ```` ```falsh ```` block it is a line after `> `, as in
  /// a transcript. Blocks in other languages, or without input, are no
  /// cases.
  ///
  /// - Throws: `TranscriptError`.
  package static func examples(inMarkdown path: String) throws -> [Case] {
    let lines = try SourceLines.read(path)
    var cases: [Case] = []
    for block in try MarkdownBlock.all(in: lines, path: path) {
      guard let notation = block.notation, block.hasInput(lines, in: notation) else { continue }
      var parser = TranscriptParser(path: path, notation: notation)
      cases += try parser.parseBlock(lines, in: block.content, title: block.heading)
    }
    return cases
  }
}

/// A fenced block of a Markdown file.
struct MarkdownBlock: Equatable {
  /// The first word after the fence.
  let language: String
  /// The nearest heading above, without its marks.
  let heading: String
  /// Indices of the lines between the fences.
  let content: Range<Int>

  var notation: Transcript.Notation? {
    switch language {
    case "console": .console
    case "falsh": .falsh
    default: nil
    }
  }

  func hasInput(_ lines: [String], in notation: Transcript.Notation) -> Bool {
    lines[content].contains { Transcript.Notation.content(of: $0, after: notation.prompt) != nil }
  }

  /// - Throws: `TranscriptError` if a block is not closed.
  static func all(in lines: [String], path: String) throws -> [MarkdownBlock] {
    var blocks: [MarkdownBlock] = []
    var heading = path.lastComponent
    var open: (index: Int, language: String)?
    for (index, line) in lines.enumerated() {
      if let block = open {
        guard line.hasPrefix("```"), line.allSatisfy({ $0 == "`" }) else { continue }
        blocks.append(MarkdownBlock(language: block.language, heading: heading, content: block.index + 1..<index))
        open = nil
      } else if line.hasPrefix("```") {
        let word = line.drop { $0 == "`" }.split(separator: " ").first
        open = (index, word.map(String.init) ?? "")
      } else if line.hasPrefix("#") {
        heading = String(line.drop { $0 == "#" || $0 == " " })
      }
    }
    if let open { throw TranscriptError(path: path, line: open.index + 1, fault: .unclosedBlock) }
    return blocks
  }
}
