import Diagnostics
import Language
import LanguageTesting
import Testing

@Suite struct GoodProgramTests {
  @Test(arguments: GoodProgramTests.statements + GoodProgramTests.values)
  func `a good program gives its tree`(_ example: SyntaxCase) {
    let result = parse(example.text)
    #expect(result.diagnostics.map { $0.rendered() } == [])
    #expect(SyntaxDump.dump(result.program) == example.expected)
  }

  @Test(arguments: GoodProgramTests.prompt)
  func `a good line at the prompt gives its tree`(_ example: SyntaxCase) {
    let result = parse(example.text, .prompt)
    #expect(result.diagnostics.map { $0.rendered() } == [])
    #expect(SyntaxDump.dump(result.program) == example.expected)
  }

  static let statements: [SyntaxCase] = [
    SyntaxCase("", ""),
    SyntaxCase("jobs", "(jobs)"),
    SyntaxCase("jobs; jobs\n\njobs", "(jobs)\n(jobs)\n(jobs)"),
    SyntaxCase("let x = %", "(let x %)"),
    SyntaxCase("let x=5", "(let x 5)"),
    SyntaxCase("let x =\n  fal-ai/a \"b\"", "(let x (fal-ai/a \"b\"))"),
    SyntaxCase("let c = fal-ai/veo3.1 \"x\" &", "(let c (fal-ai/veo3.1 \"x\") &)"),
    SyntaxCase("a | b\n  | c", "(a) | (b) | (c)"),
    SyntaxCase("a\n# why\n\n| b", "(a) | (b)"),
    SyntaxCase("a |\n  # why\n  b", "(a) | (b)"),
    SyntaxCase("a |b|c", "(a) | (b) | (c)"),
    SyntaxCase("a b \\\n  c", "(a b c)"),
    SyntaxCase("a b\\\n  c", "(a b c)"),
    SyntaxCase("a b,\n  c", "(a b, c)"),
    SyntaxCase("if $a { b } else if $c { d } else { e }", "(if $a {(b)} $c {(d)} {(e)})"),
    SyntaxCase("if $a {\n  b\n}\nc", "(if $a {(b)})\n(c)"),
    SyntaxCase("let x = if true { 1 } else { 2 }", "(let x (if true {1} {2}))"),
    SyntaxCase("for x in 1..3 { print $x; break }", "(for x 1..3 {(print $x); (break)})"),
    SyntaxCase("for x in (lines @a.txt) { continue } | save", "(for x <(lines @a.txt)> {(continue)}) | (save)"),
    SyntaxCase("try { a } catch e { fail $e }", "(try {(a)} e {(fail $e)})"),
    SyntaxCase("try { a } catch { b }", "(try {(a)} _ {(b)})"),
    SyntaxCase("retry 3 { a }", "(retry 3 {(a)})"),
    SyntaxCase("retry $n { a }", "(retry $n {(a)})"),
    SyntaxCase("def f { return }", "(def f () {(return)})"),
    SyntaxCase("def f(a, b = 2, c = [1, 2]) { return $a | save }", "(def f (a b=2 c=[1 2]) {(return $a | (save))})"),
    SyntaxCase("## does it\ndef f() { a }", "(def f () {(a)} ## does it)"),
    SyntaxCase("## first\n## second\ndef f() { a }", "(def f () {(a)} ## first\nsecond)"),
    SyntaxCase("## far\n\ndef f() { a }", "(def f () {(a)})"),
    SyntaxCase("def f() { a } ## beside", "(def f () {(a)} ## beside)"),
    SyntaxCase("param a", "(param a)"),
    SyntaxCase("param a: int = 3 ## how many", "(param a :int 3 ## how many)"),
    SyntaxCase("## above\nparam a=\"x\" ## beside\nparam b", "(param a \"x\" ## beside)\n(param b)"),
    SyntaxCase("expect (count $x) == 3", "(expect (== <(count $x)> 3))"),
    SyntaxCase("return", "(return)"),
    SyntaxCase("each { $in | a }", "(each {$in | (a)})"),
    SyntaxCase("each name { $name }", "(each name {$name})"),
    SyntaxCase("(a\n  b\n  c)", "<(a b c)>"),
    SyntaxCase("(each { a\n b })", "<(each {(a); (b)})>"),
    SyntaxCase("\u{FEFF}a b", "(a b)"),
    SyntaxCase("a b\r\nc\r\n", "(a b)\n(c)"),
    SyntaxCase("#!/usr/bin/env falsh\na", "(a)"),
    SyntaxCase("a #b # so", "(a #b)"),
    SyntaxCase("  #todo\na", "(a)"),
    SyntaxCase("fal-ai/z-image/turbo $idea", "(fal-ai/z-image/turbo $idea)"),
    SyntaxCase("def f(\n  a,\n  b\n) { a }", "(def f (a b) {(a)})"),
    SyntaxCase("{a: 1} | save", "{a: 1} | (save)"),
    SyntaxCase("50% x", "(50% x)"),
    SyntaxCase("9b", "(9b)"),
    SyntaxCase("not $a", "(not $a)"),
  ]

  static let values: [SyntaxCase] = [
    SyntaxCase("a image_url=https://e.org/a.jpg?x=1&y=2", "(a image_url=https://e.org/a.jpg?x=1&y=2)"),
    SyntaxCase("a x= y=", "(a x= y=)"),
    SyntaxCase("a x=[1, oil, \"p\"] y={w: 1, \"h\": 2}", "(a x=[1 oil \"p\"] y={w: 1 h: 2})"),
    SyntaxCase(
      "a x=$b.c[0] y=@f.png z=%3.url w=(count $x) v=1..3", "(a x=$b.c[0] y=@f.png z=%3.url w=<(count $x)> v=1..3)"),
    SyntaxCase("a x:=null y:={\"a\": [1]}", "(a x:=null y:={a: [1]})"),
    SyntaxCase("a image_size.width=1 image_size[width]=2", "(a image_size.width=1 image_size.width=2)"),
    SyntaxCase("a loras[0].path=x loras[$i].path=y", "(a loras[0].path=x loras[$i].path=y)"),
    SyntaxCase("a aspect_ratio=16:9 prompt=1984 q=50% r=007", "(a aspect_ratio=16:9 prompt=1984 q=50% r=007)"),
    SyntaxCase("a my-name=3", "(a my-name=3)"),
    SyntaxCase("a --async -m fal-ai/x --timeout=5 --no-wait", "(a --async -m fal-ai/x --timeout=5 --no-wait)"),
    SyntaxCase("a -1 -2.5 1e5", "(a -1 -2.5 1e5)"),
    SyntaxCase("a % %3 %.images[0].url", "(a % %3 %.images[0].url)"),
    SyntaxCase(
      "a @photos/*.jpg @\"a $b\" @'c d' @https://e.org/x @~/y",
      "(a @photos/*.jpg @\"a ${b}\" @\"c d\" @https://e.org/x @~/y)"),
    SyntaxCase("a {} {x: 1} { b }", "(a {} {x: 1} {(b)})"),
    SyntaxCase("a $x[-1] $x[1..2] $x[*].url $x[$i.n] $x[\"a b\"]", "(a $x[-1] $x[1..2] $x[*].url $x[$i.n] $x.a b)"),
    SyntaxCase("a (b).c[0]", "(a <(b)>.c[0])"),
    SyntaxCase("a 1..$n $a..$b $a.b..5 -1..1 1...3", "(a 1..$n $a..$b $a.b..5 -1..1 1...3)"),
    SyntaxCase("a 1..4.png", "(a 1..4.png)"),
    SyntaxCase("a [\n  1,\n  #fff, # colour\n]", "(a [1 #fff])"),
    SyntaxCase("a [1..3, [x]]", "(a [1..3 [x]])"),
    SyntaxCase("a \"$b.jpg ${c.d[0]} $(e | f) $5 \\$g\"", "(a \"${b}.jpg ${c.d[0]} $((e) | (f)) $5 $g\")"),
    SyntaxCase("a \"\\u{1F98A} \\u0041 \\ud83e\\udd8a \\n\\\\\"", "(a \"\u{1F98A} A \u{1F98A} ⏎\\\")"),
    SyntaxCase("a 'raw $x \\n' '' \"\"", "(a \"raw $x \\n\" \"\" \"\")"),
    SyntaxCase("a \"\"\"\n    one $b\n      two\n    \"\"\"", "(a \"one ${b}⏎  two\")"),
    SyntaxCase("a '''\n  {\"x\": \"$y\"}\n\n  z\n  '''", "(a \"{\"x\": \"$y\"}⏎⏎z\")"),
    SyntaxCase("a '''x''' \"\"\"y\"\"\"", "(a \"x\" \"y\")"),
    SyntaxCase("a \"\"\"say \"hi\"\"\"\"", "(a \"say \"hi\"\")"),
    SyntaxCase("a \"$(b \"c $(d)\")\"", "(a \"$((b \"c $((d))\"))\")"),
    SyntaxCase("let x = 1 + 2 * 3 - 4", "(let x (- (+ 1 (* 2 3)) 4))"),
    SyntaxCase(
      "let x = $a ?? $b + 1 == 2 and not $c or $d in [x]",
      "(let x (or (and (== (?? $a (+ $b 1)) 2) (not $c)) (in $d [x])))"),
    SyntaxCase("let x = not $a == $b and $c", "(let x (and (not (== $a $b)) $c))"),
    SyntaxCase("let x = $a +\n  $b", "(let x (+ $a $b))"),
    SyntaxCase("if \"a\" in $b { c }", "(if (in \"a\" $b) {(c)})"),
    SyntaxCase("print (1 + 2) (not $x)", "(print <(+ 1 2)> <(not $x)>)"),
    SyntaxCase("print ($a <= 3)", "(print <(<= $a 3)>)"),
    SyntaxCase("a true null x.y.z", "(a true null x.y.z)"),
    SyntaxCase("where { $in.seed > 3 }", "(where {(> $in.seed 3)})"),
    SyntaxCase(
      "alias best-video=fal-ai/kling-video/v3/pro/text-to-video",
      "(alias best-video=fal-ai/kling-video/v3/pro/text-to-video)"),
  ]

  static let prompt: [SyntaxCase] = [
    SyntaxCase("!ls -la | grep x; y", "!ls -la | grep x; y"),
    SyntaxCase("% | !jq .url", "% | !jq .url"),
    SyntaxCase("a |\nb", "(a) | (b)"),
    SyntaxCase("a &", "(a) &"),
    SyntaxCase("a & # so", "(a) &"),
    SyntaxCase("a\nb", "(a)\n(b)"),
  ]

  @Test func `comments are kept in order with their ranges`() {
    let text = "# one\na ## two  \n  b #c\n###\n"
    let comments = parse(text).program.comments
    #expect(comments.map(\.text) == ["one", "two", "##"])
    #expect(comments.map(\.isNarration) == [false, true, false])
    let source = SourceText(name: "", text: text)
    #expect(comments.map { String(source[$0.range]) } == ["# one", "## two", "###"])
  }

  @Test func `ranges hold what they are about and no more`() throws {
    let text = "let x = a  b=1   | c   # so\nd  "
    let source = SourceText(name: "", text: text)
    let statements = parse(text).program.statements
    #expect(statements.map { String(source[$0.range]) } == ["let x = a  b=1   | c", "d"])
    guard case .bind(let name, let pipeline) = statements[0].kind, case .call(let call) = pipeline.head else {
      Issue.record("no call")
      return
    }
    #expect(source[name.range] == "x")
    #expect(source[call.range] == "a  b=1")
    #expect(source[call.arguments[0].range] == "b=1")
  }

  @Test func `a narration of a script does not document its first parameter`() {
    #expect(parse("## script\n\nparam a").program.parameters[0].narration == nil)
  }
}
