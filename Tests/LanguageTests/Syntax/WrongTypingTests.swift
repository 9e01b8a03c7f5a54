import Diagnostics
import Language
import Testing

/// A line as somebody typed it, what it gets as an answer, and the line as
/// it should have been.
struct WrongLine: Sendable, CustomTestStringConvertible {
  var text: String
  var code: String
  var correction: String?

  init(_ text: String, _ code: String, _ correction: String? = nil) {
    self.text = text
    self.code = code
    self.correction = correction
  }

  var testDescription: String { text }
}

@Suite struct WrongTypingTests {
  @Test(arguments: WrongTypingTests.lines)
  func `what is typed wrongly is answered`(_ line: WrongLine) {
    let diagnostics = parse(line.text, .prompt).diagnostics
    #expect(diagnostics.map(\.code) == [line.code])
    #expect(diagnostics.first?.correction == line.correction)
    #expect(diagnostics.first?.help?.isEmpty == false)
    #expect(diagnostics.first?.isIncomplete == false)
  }

  @Test(arguments: WrongTypingTests.lines.compactMap(\.correction))
  func `a corrected line has nothing wrong with it`(_ text: String) {
    #expect(parse(text, .prompt).diagnostics.map { $0.rendered() } == [])
  }

  @Test(arguments: WrongTypingTests.lines)
  func `messages are short sentences without capitals and full stops`(_ line: WrongLine) {
    for diagnostic in parse(line.text, .prompt).diagnostics {
      #expect(diagnostic.message.first?.isUppercase == false)
      #expect(!diagnostic.message.hasSuffix("."))
      #expect(!diagnostic.message.contains("invalid"))
      #expect(diagnostic.severity == .error)
    }
  }

  static let lines: [WrongLine] = [
    WrongLine("x = 5", "assignment-without-let", "let x = 5"),
    WrongLine("x=5", "assignment-without-let", "let x = 5"),
    WrongLine("$x = 5", "assignment-without-let", "let x = 5"),
    WrongLine("let $x = 5", "bound-dollar", "let x = 5"),
    WrongLine("set x = 5", "assignment-without-let", "let x = 5"),
    WrongLine("x = fal-ai/a \"b\"", "assignment-without-let", "let x = fal-ai/a \"b\""),
    WrongLine("fal-ai/a \"b\" seed = 7", "blank-around-sign", "fal-ai/a \"b\" seed=7"),
    WrongLine("fal-ai/a \"b\" seed= 7", "blank-around-sign", "fal-ai/a \"b\" seed=7"),
    WrongLine("fal-ai/a \"b\" seed =7", "blank-around-sign", "fal-ai/a \"b\" seed=7"),
    WrongLine("fal-ai/a \"b\" seed: 7", "blank-around-sign", "fal-ai/a \"b\" seed=7"),
    WrongLine("gen \"a\" > hero.png", "shell-operator", "gen \"a\" | save hero.png"),
    WrongLine("gen \"a\" >hero.png", "shell-operator", "gen \"a\" | save hero.png"),
    WrongLine("$hero > hero.png", "shell-operator", "$hero | save hero.png"),
    WrongLine("gen \"a\" | out/hero.png", "file-as-stage", "gen \"a\" | save out/hero.png"),
    WrongLine("| save", "nothing-piped", "% | save"),
    WrongLine("gen \"a\" && gen \"b\"", "shell-operator", "gen \"a\"; gen \"b\""),
    WrongLine("gen \"a\" & gen \"b\"", "background-not-last", "gen \"a\" &; gen \"b\""),
    WrongLine("gen \"a\" seed=7&", "background-in-word", "gen \"a\" seed=7 &"),
    WrongLine("gen \"a\"&", "background-in-word", "gen \"a\" &"),
    WrongLine("let u = $(upload a.jpg)", "dollar-parentheses", "let u = (upload a.jpg)"),
    WrongLine("animate(\"left\")", "parenthesized-arguments", "animate \"left\""),
    WrongLine("animate(\"a, b\", 2)", "parenthesized-arguments", "animate \"a, b\" 2"),
    WrongLine("save out/$x.png", "glued-values", "save \"out/$x.png\""),
    WrongLine("save out/{index}.png", "glued-values", "save \"out/{index}.png\""),
    WrongLine("save a\"b\"", "glued-values", "save \"ab\""),
    WrongLine("save \"a\"\"b\"", "glued-values", "save \"ab\""),
    WrongLine("gen fox's", "glued-values", "gen \"fox's\""),
    WrongLine("gen a\"b c\"d", "glued-values", "gen \"ab cd\""),
    WrongLine("save $dir/x.png", "glued-values", "save \"$dir/x.png\""),
    WrongLine("save $hero.url/x.png", "glued-values", "save \"${hero.url}/x.png\""),
    WrongLine("open @out/$x.png", "glued-values", "open @\"out/$x.png\""),
    WrongLine("open @$x", "glued-values", "open @\"$x\""),
    WrongLine("a x=b\"c\"", "glued-values", "a x=\"bc\""),
    WrongLine("gen “a fox”", "typographic-quotes", "gen \"a fox\""),
    WrongLine("gen ‘a fox’ seed=7", "typographic-quotes", "gen \"a fox\" seed=7"),
    WrongLine("gen prompt=“a fox’s tail”", "typographic-quotes", "gen prompt=\"a fox’s tail\""),
    WrongLine("“a fox”", "typographic-quotes", "\"a fox\""),
    WrongLine("let y = $w*2", "glued-operator", "let y = $w * 2"),
    WrongLine("if $n==1 { a }", "glued-operator", "if $n == 1 { a }"),
    WrongLine("let y = 1+2", "glued-operator", "let y = 1 + 2"),
    WrongLine("let y = $a*2+$b/3", "glued-operator", "let y = $a * 2 + $b / 3"),
    WrongLine("let y = $a -1", "glued-operator", "let y = $a - 1"),
    WrongLine("print $w*2", "glued-operator", "print ($w * 2)"),
    WrongLine("print 1 + 2", "operator-among-arguments", "print (1 + 2)"),
    WrongLine("print 1 + 2 * $x", "operator-among-arguments", "print (1 + 2 * $x)"),
    WrongLine("let y = [a b c]", "missing-comma", "let y = [a, b, c]"),
    WrongLine("let y = {a: 1 b: 2}", "missing-comma", "let y = {a: 1, b: 2}"),
    WrongLine("let y = [1 + 2]", "operator-in-list", "let y = [(1 + 2)]"),
    WrongLine("gen \"a\" seed=1,2", "list-without-brackets", "gen \"a\" seed=[1, 2]"),
    WrongLine("gen \"a\" seed={1,2}", "record-without-keys", "gen \"a\" seed=[1, 2]"),
    WrongLine("gen {red,blue}", "alternatives-outside-text"),
    WrongLine("if $n == 3 then", "missing-block"),
    WrongLine("if $n == 3 then { a }", "missing-block", "if $n == 3 { a }"),
    WrongLine("for f in lines @a.txt { a }", "bare-call", "for f in (lines @a.txt) { a }"),
    WrongLine("if count $x > 3 { a }", "bare-call", "if (count $x) > 3 { a }"),
    WrongLine("if count($x) > 3 { a }", "bare-call", "if (count $x) > 3 { a }"),
    WrongLine("if $e.kind == timeout { a }", "bare-word", "if $e.kind == \"timeout\" { a }"),
    WrongLine("if $a && $b { a }", "shell-operator", "if $a and $b { a }"),
    WrongLine("if !$a { a }", "shell-operator", "if not $a { a }"),
    WrongLine("if 1 < $n < 3 { a }", "chained-comparison"),
    WrongLine("a || b", "shell-operator"),
    WrongLine("./scripts/generate.sh -m M -p \"x\"", "path-as-command", "gen -m M -p \"x\""),
    WrongLine("https://fal.ai/models/fal-ai/veo3.1 \"x\"", "page-as-command", "fal-ai/veo3.1 \"x\""),
    WrongLine("param x = 3", "param-outside-file"),
    WrongLine("each{ a }", "glued-block", "each { a }"),
    WrongLine("if $x{ a }", "glued-block", "if $x { a }"),
    WrongLine("a ${x}", "braced-variable", "a $x"),
    WrongLine("a $5", "bad-variable"),
    WrongLine("a \"${5}\"", "bad-hole", "a \"\\${5}\""),
    WrongLine("a \"C:\\Users\"", "unknown-escape", "a \"C:\\\\Users\""),
    WrongLine("a \"\\u12\"", "bad-escape"),
    WrongLine("a \"\\q\"", "unknown-escape", "a \"\\\\q\""),
    WrongLine("let a-b = 3", "bad-name"),
    WrongLine("let in = 3", "bound-input"),
    WrongLine("def if() { a }", "taken-name"),
    WrongLine("retry { a }", "missing-count", "retry 3 { a }"),
    WrongLine("for $x in [1] { a }", "bound-dollar", "for x in [1] { a }"),
    WrongLine("else { a }", "stray-clause"),
    WrongLine("a | $x", "stage-without-call"),
    WrongLine("a )", "unexpected"),
    WrongLine("\"a\" \"b\"", "unexpected"),
    WrongLine("a -abc", "bad-option"),
    WrongLine("a @", "missing-path"),
    WrongLine("a $x[a b]", "bad-index"),
    WrongLine("a x:=", "missing-value"),
    WrongLine("{ a }", "lone-block"),
    WrongLine("a \"fox”\nb", "open-text", "a \"fox\""),
  ]
}
