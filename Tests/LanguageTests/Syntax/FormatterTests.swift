import Diagnostics
import Language
import LanguageTesting
import Testing

@Suite struct FormatterTests {
  @Test(arguments: FormatterTests.lines + FormatterTests.layouts + FormatterTests.comments)
  func `a text is laid out`(_ example: SyntaxCase) {
    #expect(FormatterLaws.formatted(example.text) == example.expected)
    #expect(FormatterLaws.violation(example.text) == nil)
  }

  @Test(arguments: [
    SyntaxCase("a|b |  !jq  .url ", "a | b | !jq  .url \n"),
    SyntaxCase("a |\n b|c", "a |\n  b |\n  c\n"),
    SyntaxCase("!ls  -la;  x", "!ls  -la;  x\n"),
  ])
  func `a line at the prompt is laid out`(_ example: SyntaxCase) {
    #expect(FormatterLaws.formatted(example.text, .prompt) == example.expected)
    #expect(FormatterLaws.violation(example.text, .prompt) == nil)
  }

  @Test func `a text with errors is refused with what is wrong`() {
    let source = SourceText(name: "test.fal", text: "let x =\nprint (a")
    guard case .failure(let refusal) = Formatter.format(source, origin: .file) else {
      Issue.record("it is not refused")
      return
    }
    #expect(refusal.diagnostics == Parser.parse(source, origin: .file).diagnostics)
    #expect(!refusal.diagnostics.isEmpty)
    #expect(!Formatter.isFormatted(source, origin: .file))
  }

  @Test(arguments: [("a b\n", true), ("a  b\n", false), ("a b", false), ("", true), ("(", false)])
  func `it is known whether a text is formatted`(_ text: String, _ expected: Bool) {
    #expect(Formatter.isFormatted(SourceText(name: "", text: text), origin: .file) == expected)
  }

  static let lines: [SyntaxCase] = [
    SyntaxCase("", ""),
    SyntaxCase(" \n\n", ""),
    SyntaxCase("a   b\tc", "a b c\n"),
    SyntaxCase("\u{FEFF}a\r\nb\r\n\r\n\r\n", "a\nb\n"),
    SyntaxCase("a;b ;; c;", "a\nb\nc\n"),
    SyntaxCase("a\n\n\n\nb", "a\n\nb\n"),
    SyntaxCase("a;\n;\nb", "a\n\nb\n"),
    SyntaxCase("a b,; c", "a b,;\nc\n"),
    SyntaxCase("a b\\; c", "a b\\;\nc\n"),
    SyntaxCase("a|b|  c", "a | b | c\n"),
    SyntaxCase("let x=5", "let x = 5\n"),
    SyntaxCase("let x=1  +  2 *\t3", "let x = 1 + 2 * 3\n"),
    SyntaxCase("a #; b #| c", "a #;\nb #| c\n"),
    SyntaxCase("a &", "a &\n"),
    SyntaxCase("a  &  # so", "a &  # so\n"),
    SyntaxCase("a x=[1,2 ,3,] y={a:1,\"b\":{ }}", "a x=[1, 2, 3] y={a: 1, \"b\": {}}\n"),
    SyntaxCase("a ( b  c ).d[ 0 ] $x[ -1 ].y p[ 0 ].q=1", "a (b c).d[0] $x[-1].y p[0].q=1\n"),
    SyntaxCase("a x:={\"a\" :null}", "a x:={\"a\": null}\n"),
    SyntaxCase("each {$in|a}", "each { $in | a }\n"),
    SyntaxCase("each {a;b;}", "each { a; b }\n"),
    SyntaxCase("if  not  $a  ==  1 {b} else if $c {d} else {}", "if not $a == 1 { b } else if $c { d } else { }\n"),
    SyntaxCase("try{a}catch e{b}", "try { a } catch e { b }\n"),
    SyntaxCase("for  x  in  1..3  {  break  }", "for x in 1..3 { break }\n"),
    SyntaxCase("retry  3  {a}", "retry 3 { a }\n"),
    SyntaxCase("def f ( a,b=2 ,c ){return  $a}", "def f(a, b = 2, c) { return $a }\n"),
    SyntaxCase("def f{return}", "def f { return }\n"),
    SyntaxCase("param a:int=3", "param a: int = 3\n"),
    SyntaxCase(
      "a 'x  y' \"p  q\" 007 https://e.org/?a=1&b=2 @a.png", "a 'x  y' \"p  q\" 007 https://e.org/?a=1&b=2 @a.png\n"),
    SyntaxCase("a \"$( b |  c )\"", "a \"$( b |  c )\"\n"),
  ]

  static let layouts: [SyntaxCase] = [
    SyntaxCase("if $a {\nb\n\n\nc }", "if $a {\n  b\n\n  c\n}\n"),
    SyntaxCase("if $a {\n\nb\n\n}", "if $a {\n  b\n}\n"),
    SyntaxCase("if $a {\nif $b { c\n}}", "if $a {\n  if $b {\n    c\n  }\n}\n"),
    SyntaxCase("let x = try { a } catch e {\nb }", "let x = try { a } catch e {\n  b\n}\n"),
    SyntaxCase("a|\nb|c", "a\n  | b\n  | c\n"),
    SyntaxCase("a | b\n| c", "a\n  | b\n  | c\n"),
    SyntaxCase("a \\\n| b \\\n| c", "a\n  | b\n  | c\n"),
    SyntaxCase("let x =\n$a\n| b", "let x =\n  $a\n  | b\n"),
    SyntaxCase("$a | each x {\nb\n} | save", "$a | each x {\n  b\n} | save\n"),
    SyntaxCase("$a\n| each x {\nb\n}\n| save", "$a\n  | each x {\n    b\n  }\n  | save\n"),
    SyntaxCase("a b \\\nc=1 \\\nd=2", "a b \\\n  c=1 \\\n  d=2\n"),
    SyntaxCase("a b,\nc", "a b,\n  c\n"),
    SyntaxCase("a [\n1,2\n,3,\n]", "a [\n  1, 2,\n  3,\n]\n"),
    SyntaxCase("a {\nx:1,\n\n\ny:[\n2]}", "a {\n  x: 1,\n\n  y: [\n    2]}\n"),
    SyntaxCase("print (\na\n|b\n)", "print (\n  a\n  | b\n)\n"),
    SyntaxCase("let x = $a +\n$b", "let x = $a +\n  $b\n"),
    SyntaxCase(
      "if $a {\nask \"\"\"\n      one\n    \"\"\" | save\n}",
      "if $a {\n  ask \"\"\"\n      one\n    \"\"\" | save\n}\n"),
    SyntaxCase("ask \"\"\"\r\n x\r\n \"\"\"", "ask \"\"\"\n x\n \"\"\"\n"),
    SyntaxCase(
      "ask \"\(String(repeating: "x", count: 79))\" | lines | save",
      "ask \"\(String(repeating: "x", count: 79))\" | lines | save\n"),
    SyntaxCase(
      "ask \"\(String(repeating: "x", count: 80))\" | lines | save",
      "ask \"\(String(repeating: "x", count: 80))\"\n  | lines\n  | save\n"),
    SyntaxCase(
      "def f { ask \"\(String(repeating: "é", count: 90))\" } ## what it does",
      "def f {  ## what it does\n  ask \"\(String(repeating: "é", count: 90))\"\n}\n"),
    SyntaxCase(
      "if $a { b } else { ask \"\(String(repeating: "x", count: 90))\" }",
      "if $a {\n  b\n} else {\n  ask \"\(String(repeating: "x", count: 90))\"\n}\n"),
  ]

  static let comments: [SyntaxCase] = [
    SyntaxCase("#!/usr/bin/env falsh\n#todo\na   #  so", "#!/usr/bin/env falsh\n#todo\na  #  so\n"),
    SyntaxCase("a;#todo", "a  # todo\n"),
    SyntaxCase("a; b # so", "a\nb  # so\n"),
    SyntaxCase("if $a {#x\nb\n#y\n}", "if $a {  # x\n  b\n  #y\n}\n"),
    SyntaxCase("if $a {\n# nothing\n}", "if $a {\n  # nothing\n}\n"),
    SyntaxCase("a # one\n| b | # two\nc", "a  # one\n  | b  # two\n  | c\n"),
    SyntaxCase("a\n#why\n| b", "a\n  # why\n  | b\n"),
    SyntaxCase("a [ # one\n1 # first\n,\n#col\n2 ]", "a [  # one\n  1,  # first\n  # col\n  2]\n"),
    SyntaxCase("let x = # so\n5", "let x =  # so\n  5\n"),
    SyntaxCase("let x = 1 + # so\n2", "let x = 1 +  # so\n  2\n"),
    SyntaxCase("a\n\n\n# c\n\n\nb\n\n# end\n\n", "a\n\n# c\n\nb\n\n# end\n"),
    SyntaxCase(
      "param a = 1 ## one\nparam long = \"x\" ## two\n\nparam b ## three\na",
      "param a = 1       ## one\nparam long = \"x\"  ## two\n\nparam b  ## three\na\n"),
    SyntaxCase("param a ## one\nparam bcd\nparam e ## two", "param a  ## one\nparam bcd\nparam e  ## two\n"),
    SyntaxCase("## does it\ndef f { a };def g { b }", "## does it\ndef f { a }\ndef g { b }\n"),
    SyntaxCase("def f { a }; ## so", "def f { a }  ## so\n"),
  ]
}
