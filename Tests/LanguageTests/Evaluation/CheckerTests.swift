import Diagnostics
import JSON
import Language
import LanguageTesting
import Testing

@Suite struct CheckerTests {
  private func expectFindings(_ row: Row) async throws {
    let findings = try await check(row.text)
    #expect(findings == row.lines)
  }

  @Test(arguments: [
    Row("let x = 1; $x"), Row("let x = $y", "1:9 no value named 'y' <$y>"),
    Row("$x; let x = 1", "1:1 no value named 'x' <$x>"),
    Row("let hero = 1; echo $hro", "1:20 no value named 'hro' <$hro> did you mean '$hero'?"),
    Row("echo \"he paid $money\"", "1:15 no value named 'money' <$money> for a dollar sign: \\$money"),
    Row(
      "let x = 1; echo ($x + $y)[$z]", "1:23 no value named 'y' <$y>",
      "1:26 no value named 'z' <[$z]>"),
    Row("if true { let x = 1 } else { let x = 2 }; $x"),
    Row(
      "if true { let x = 1 }; $x",
      "1:24 'x' may have no value here <$x> not every branch of the `if` above binds it"),
    Row("let x = 0; if true { let x = 1 }; $x"), Row("for i in 1..2 { let y = $i }; [$i, $y]"),
    Row("for i in 1..2 { if $i == 2 { continue } else { let a = 1 }; $a }"),
    Row("try { let x = 1 } catch e { fail $e }; $x"), Row("try { 1 } catch e { $e.kind }"),
    Row("[1] | each { let x = $in }; $x", "1:29 no value named 'x' <$x>"), Row("[1] | each style { $style }"),
    Row("def f(a, b = $a) { [$a, $b] }; f 1"), Row("def f() { let x = 1 }; $x", "1:24 no value named 'x' <$x>"),
    Row("echo loras[$i].path=1", "1:6 no value named 'i' <loras[$i].path>"),
  ])
  func `names have to be bound before`(row: Row) async throws { try await expectFindings(row) }

  @Test func `names that are there already count`() async throws {
    let scope = Scope()
    scope.bind("hero", .data(1))
    #expect(try await check("$hero", scope: scope) == [])
  }

  @Test(arguments: [
    Row("uper a", "1:1 no command 'uper' <uper> did you mean 'upper'?"),
    Row("let hero = 1; hero", "1:15 no command 'hero' <hero> for the value: $hero"),
    Row("def f(a) { $a }; f", "1:18 f needs a value for 'a' <f> a=VALUE, or in its place: f a"),
    Row(
      "def f(a) { $a }; f $in 2", "1:20 nothing is piped in here <$in> $in is what stands before the | of its stage",
      "1:24 f takes one value, and this is one more <2>"),
    Row("def f(a) { g $a }; def g(a) { $a }; f 1"), Row("g 1; def g(a) { $a }", "1:1 no command 'g' <g>"),
    Row(
      "def upper(a) { $a }; upper 1",
      "warning 1:5 this `def` hides the command 'upper' <upper> another name keeps both"),
    Row("def f() { 1 }; def f() { 2 }", "warning 1:20 'f' is defined a second time <f>"),
    Row("upper [1] ; 1 | upper"), Row("upper (1) [2]", "1:1 upper takes a text <upper>"),
    Row("let t = 5; upper $t", "1:12 upper takes a text <upper>"), Row("upper (count [1])"),
    Row("echo @missing.png", "1:6 there is no file 'missing.png' <@missing.png>"),
    Row("let n = 'missing'; echo @\"$n.png\""), Row("write 1; echo @missing.png"),
    Row("eech style { $style }", "1:1 no command 'eech' <eech> did you mean 'each'?"),
  ])
  func `calls are checked`(row: Row) async throws { try await expectFindings(row) }

  @Test(arguments: [
    Row("break", "1:1 `break` stands in a `for` only <break> not in the block of a command"),
    Row(
      "for i in 1..2 { [1] | each { continue } }",
      "1:30 `continue` stands in a `for` only <continue> not in the block of a command"),
    Row("return 5", "1:1 `return` stands in a `def` only <return 5> what a file gives is its last value"),
    Row("def f() { for i in 1..2 { return $i } }"), Row("for i in 1..2 { if true { break } }"),
    Row("$in", "1:1 nothing is piped in here <$in> $in is what stands before the | of its stage"),
    Row("1 | echo $in; def f() { $in }; [1] | each { $in }"),
    Row("if 1 { 2 }", "1:4 a condition must be true or false, but is a number <1>"),
    Row("if 1 + 2 { 2 }", "1:4 a condition must be true or false, but is a number <1 + 2>"),
    Row("if 2 * 2 { 2 }", "1:4 a condition must be true or false, but is a number <2 * 2>"),
    Row("if 'x' { 2 }", "1:4 a condition must be true or false, but is a text <'x'>"),
    Row("expect [1]", "1:8 a condition must be true or false, but is a list <[1]>"),
    Row("let x = 1; expect $x == 1 and not 5", "1:35 a condition must be true or false, but is a number <5>"),
    Row("if 'a' == 1 { 2 }", "1:4 a text is never equal to a number, nor less or greater <'a' == 1>"),
    Row("for i in 5 { $i }", "1:10 `for` goes through a list, but this is a number <5>"),
    Row("retry 0 { 1 }", "1:7 `retry` takes a whole number from 1 to 1000, but this is 0 <0>"),
    Row("echo (1 / 0)", "1:7 this divides by zero <1 / 0>"),
    Row("1..2000000", "1:1 a range has at most a million numbers <1..2000000>"),
    Row("4..1", "warning 1:1 4..1 is an empty list <4..1> a range goes upward"),
  ])
  func `what can be known wrong is found`(row: Row) async throws {
    try await expectFindings(row)
  }

  @Test(arguments: [
    Row("param a = 1\n$a"), Row("param a = 1", "warning 1:7 nothing uses the parameter 'a' <a>"),
    Row("param a = 1\nparam b = $a\n\"$b\""), Row("param a = oil\n$a"),
    Row("param a: int = 'x'\n$a", "1:16 'a' must be a whole number <'x'>"),
    Row("param a = $b\n$a", "1:11 no value named 'b' <$b>"),
  ])
  func `parameters are checked`(row: Row) async throws { try await expectFindings(row) }

  @Test func `every mistake is found, in order, none twice`() async throws {
    let findings = try await check("uper $a\nif 5 { nope \"$b\" }\necho $a $a\nbreak")
    #expect(
      findings == [
        "1:1 no command 'uper' <uper> did you mean 'upper'?", "1:6 no value named 'a' <$a>",
        "2:4 a condition must be true or false, but is a number <5>", "2:8 no command 'nope' <nope>",
        "2:14 no value named 'b' <$b> for a dollar sign: \\$b",
        "3:6 no value named 'a' <$a>", "3:9 no value named 'a' <$a>",
        "4:1 `break` stands in a `for` only <break> not in the block of a command",
      ])
  }

  @Test func `a finding is rendered with its carets`() async throws {
    let source = SourceText(name: "storyboard.fal", text: "let hero = 1\necho $hro\n")
    let program = try ProgramRun.parsed(source)
    let findings = await Checker(host: FakeHost(), source: source, scope: Scope()).check(program)
    #expect(
      findings.map { $0.rendered() } == [
        """
        storyboard.fal:2:6: error: no value named 'hro'
         2 | echo $hro
           |      ^^^^ did you mean '$hero'?
        """
      ])
  }
}

/// The script of the language's own page, with the fake host's commands.
@Suite struct StoryboardTests {
  static let text = """
    #!/usr/bin/env falsh
    ## A storyboard: one still per style, the best one animated.
    param subject = "a red fox"            ## what to draw
    param styles  = ["oil painting", "pixel art", "charcoal"]

    let stills = $styles | each style {
      echo "$subject, $style" seed=42
    }
    expect (count $stills) == (count $styles)

    let clip =
      $stills[0]
      | upper
    $clip | echo "out/$in.mp4"
    """

  @Test func `nothing is found in it`() async throws {
    #expect(try await check(Self.text) == [])
  }

  @Test func `it runs with its defaults and with what is given`() async throws {
    let plain = try await ProgramRun.of(Self.text)
    #expect(plain.transcript == [#""out/A RED FOX, OIL PAINTING.mp4""#])
    let given = try await ProgramRun.of(Self.text, arguments: ["subject": .data("a grey owl")])
    #expect(given.transcript == [#""out/A GREY OWL, OIL PAINTING.mp4""#])
  }

  @Test func `a block that asks for another way is one`() async throws {
    let text = """
      def soften(text) { "soft $text" }
      let idea = "two knights"
      let still = try { flaky content_policy 1 } catch e {
        if $e.kind != "content_policy" { fail $e }
        echo (soften $idea)
      }
      $still
      """
    #expect(try await check(text) == [])
    #expect(try await ProgramRun.of(text).transcript == [#""soft two knights""#])
  }
}
