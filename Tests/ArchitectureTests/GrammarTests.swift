import Testing

/// The rules above the functions of the parser are those of the page.
@Suite struct GrammarTests {
  private static let page = "Sources/falsh/falsh.docc/Grammar.md"
  private static let folder = "Sources/Language/Syntax"

  @Test func `each rule of the page stands once above a function of the parser`() throws {
    let page = try #require(SourceTree.project.text(of: Self.page))
    let fenced = page.split(separator: "\n", omittingEmptySubsequences: false).split { $0.hasPrefix("```") }
    let rules = GrammarRule.rules(in: try #require(fenced.dropFirst().first).map(String.init))
    #expect(rules.count >= 30)
    #expect(Self.inSources.map(\.text).sorted() == rules.map(\.text).sorted())
  }

  @Test func `rules are read from lines`() {
    let lines = ["a    = b { c }  |  d       e = \"=\"", "     | f", "END: a newline, or \";\"", "an aside"]
    #expect(GrammarRule.rules(in: lines).map(\.text) == ["a=b{c}|d", "e=\"=\"|f", "END:anewline,or\";\""])
  }

  /// Those in comments `// rule = …`, and the lines that go on with `|`.
  private static var inSources: [GrammarRule] {
    SourceTree.project.swiftFiles(below: folder).flatMap { file in
      GrammarRule.rules(
        in: file.lines.compactMap { line in
          let code = line.drop { $0 == " " }
          return code.hasPrefix("// ") ? String(code.dropFirst(3)) : nil
        })
    }
  }
}

/// `name = …` without its blanks, which mean nothing.
struct GrammarRule {
  private(set) var text: String

  /// Several may stand on a line, with a gap between them; a line that
  /// begins with `|` goes on with the rule before it.
  static func rules(in lines: [String]) -> [GrammarRule] {
    var rules: [GrammarRule] = []
    for line in lines {
      let content = line.drop { $0 == " " }
      if content.first == "|", !rules.isEmpty {
        rules[rules.count - 1].text += content.filter { $0 != " " }
      } else {
        rules += gaplessParts(of: content).compactMap(GrammarRule.init)
      }
    }
    return rules
  }

  /// Nil for what is no rule.
  private init?(_ part: String) {
    let name = part.prefix { $0.isLetter }
    let rest = part[name.endIndex...].drop { $0 == " " }
    guard !name.isEmpty, rest.hasPrefix("= ") || name == "END" && rest.hasPrefix(": ") else { return nil }
    text = part.filter { $0 != " " }
  }

  /// What stands between gaps of six blanks or more; those before a `=`
  /// only align it.
  private static func gaplessParts(of line: Substring) -> [String] {
    var parts = [""]
    var rest = line
    while !rest.isEmpty {
      let blanks = rest.prefix { $0 == " " }
      rest = rest[blanks.endIndex...]
      if blanks.count >= 6, rest.first != "=" { parts.append("") } else { parts[parts.count - 1] += blanks }
      let word = rest.prefix { $0 != " " }
      parts[parts.count - 1] += word
      rest = rest[word.endIndex...]
    }
    return parts
  }
}
