import Diagnostics
import Language
import LanguageTesting
import Testing

@Suite struct ShapeTests {
  @Test(arguments: [
    Row("let w = 'a'; $w * 2", "1:14 `*` takes two numbers, but is given a text and a number <$w * 2>"),
    Row(
      "(count [1]) + 'a'",
      "1:1 `+` adds numbers, or joins texts or lists, but is given a number and a text <(count [1]) + 'a'>"
        + " as one text: \"$a$b\""),
    Row("(upper a) + 'b'"), Row("[1] + [2]"), Row("(upper a) == 'A'"),
    Row("(upper a) == 1", "1:1 a text is never equal to a number, nor less or greater <(upper a) == 1>"),
    Row("(count [1]) / 0", "1:1 this divides by zero <(count [1]) / 0>"), Row("1 / (count [])"),
    Row("let n = 1; if $n { 2 }", "1:15 a condition must be true or false, but is a number <$n>"),
    Row("if (count [1]) { 2 }", "1:4 a condition must be true or false, but is a number <(count [1])>"),
    Row("for i in (upper a) { $i }", "1:10 `for` goes through a list, but this is a text <(upper a)>"),
    Row("retry (upper a) { 1 }"),
    Row(
      "let n = 0; retry $n { 1 }",
      "1:18 `retry` takes a whole number from 1 to 1000, but this is 0 <$n>"),
    Row("let n = 3; $n..1", "warning 1:12 3..1 is an empty list <$n..1> a range goes upward"),
  ])
  func `kinds that cannot go together are found`(row: Row) async throws {
    let findings = try await check(row.text)
    #expect(findings == row.lines)
  }

  @Test(arguments: [
    Row("let r = {a: 1}; $r.b", "1:19 this record has no field 'b' <.b> it has a"),
    Row(
      "let r = {alpha: $x}; $r.alpa", "1:17 no value named 'x' <$x>",
      "1:24 this record has no field 'alpa' <.alpa> did you mean 'alpha'?"),
    Row("let r = {a: 1}; $r.b ?? 2"), Row("let r = {a: {b: 1}}; $r.a.b"), Row("let r = {a: 1}; let k = 'a'; $r[$k]"),
    Row("let l = [1, 2]; $l[2]", "1:19 there is no item [2] <[2]> the list has 2 items, [0] to [1]"),
    Row(
      "let l = [1, (count [])]; $l[-3]",
      "1:28 there is no item [-3] <[-3]> the list has 2 items, [0] to [1]"),
    Row("let l = [1, 2]; $l.a", "1:19 a list has no field 'a' <.a> of all its items: [*].a"),
    Row("let l = [{a: 1}, {a: 2}]; $l[*].b", "1:32 this record has no field 'b' <.b> it has a"),
    Row("let n = 5; $n.a", "1:14 a number has no fields, so no 'a' <.a>"),
    Row("let a = (answer x); $a.sed", "1:23 this result has no field 'sed' <.sed> did you mean 'seed'?"),
    Row("let a = (answer x); $a.seed.b", "1:28 a number has no fields, so no 'b' <.b>"),
    Row("(answer x)[0]", "1:11 [0] takes from a list, but this is a result <[0]>"),
    Row("let a = answer x &; $a.output"),
    Row(
      "try { 1 } catch e { $e.kin }",
      "1:23 this record has no field 'kin' <.kin> did you mean 'kind'?"),
    Row("[{a: 1}] | each { $in.b }", "1:22 this record has no field 'b' <.b> it has a"),
    Row("[{a: 1}] | each i { $i.b }", "1:23 this record has no field 'b' <.b> it has a"),
    Row("for r in [{a: 1}] { $r.b }", "1:23 this record has no field 'b' <.b> it has a"),
    Row("let l = for i in 1..3 { {a: $i} }; $l[0].b", "1:41 this record has no field 'b' <.b> it has a"),
  ])
  func `fields that cannot be there are found`(row: Row) async throws {
    let findings = try await check(row.text)
    #expect(findings == row.lines)
  }

  @Test(arguments: [
    Row("let r = {a: 'x'}; \"see $r\"", "1:24 a record cannot go into a text <$r> a field of it: ${r.a}"),
    Row("let l = ['x']; \"see $l\"", "1:21 a list cannot go into a text <$l> a field of it: ${l[0]}"),
    Row("\"see $([1])\"", "1:6 a list cannot go into a text <$([1])> a field of it: ${…[0]}"),
    Row("let a = answer x; \"see $a ${a.seed}\""),
  ])
  func `texts take only what has a text`(row: Row) async throws {
    let findings = try await check(row.text)
    #expect(findings == row.lines)
  }

  @Test(arguments: [
    "let n = 5; if true { let n = 'a' }; upper $n", "let n = 5; for i in 1..2 { upper $n; let n = 'a' }",
    "let n = 5; def f() { upper $n }; let n = 'a'; f", "let n = 5; try { let n = 'a' } catch e { 1 }; upper $n",
    "let n = 5; for n in ['a'] { 1 }; upper $n", "let n = 5; [1] | each { upper $n }",
    "let n = if true { 5 } else { 'a' }; upper $n",
  ])
  func `what may have changed is not known`(text: String) async throws {
    let isFound = text.contains("each")
    #expect(try await check(text).isEmpty != isFound)
  }

  @Test(arguments: [
    Row("fail no; 1", "warning 1:10 this is never run <1> the line before it leaves"),
    Row("for i in 1..2 { break; 1 }", "warning 1:24 this is never run <1> the line before it leaves"),
    Row(
      "def f() { if true { return 1 } else { fail no }; 1 }",
      "warning 1:50 this is never run <1> the line before it leaves"),
    Row("def f() { if true { return 1 }; 1 }"), Row("try { fail no } catch e { 1 }; 2"),
  ])
  func `what no way leads to is found`(row: Row) async throws {
    let findings = try await check(row.text)
    #expect(findings == row.lines)
  }

  @Test(arguments: [
    Row("declare fox; fox a; $fox"), Row("fox a; declare fox", "1:1 no command 'fox' <fox>"),
    Row("declare fox; fox (5) | upper", "1:14 upper takes a text <fox>"),
    Row("declare fox; $fox.a", "1:18 a number has no fields, so no 'a' <.a>"), Row("declare; fox; $owl"),
    Row("let x = oil", "1:9 no command 'oil' <oil> a text has quotes: let x = \"oil\""),
    Row("let x = oil 1", "1:9 no command 'oil' <oil>"),
    Row("echo \"$x\"", "1:7 no value named 'x' <$x> for a dollar sign: \\$x"),
    Row("let r = {a: 'x'}; echo \"see $r.a\"", "1:29 a record cannot go into a text <$r> for its field: ${r.a}"),
  ])
  func `what calls leave behind, and what was meant`(row: Row) async throws {
    let findings = try await check(row.text)
    #expect(findings == row.lines)
  }

  @Test func `a finding about a name shows where it was bound`() async throws {
    let source = SourceText(name: "a.fal", text: "let t = 5\nupper $t\n")
    let findings = await Checker(host: FakeHost(), source: source, scope: Scope()).check(try ProgramRun.parsed(source))
    #expect(
      findings.map { $0.rendered() } == [
        """
        a.fal:2:1: error: upper takes a text
         2 | upper $t
           | ^^^^^
        """
      ])
  }
}

/// What is known at a place, marked ‸.
@Suite struct ProgramViewTests {
  private func view(_ marked: String) async throws -> ProgramView {
    let parts = marked.split(separator: "‸", omittingEmptySubsequences: false)
    let source = SourceText(name: "a.fal", text: marked.filter { $0 != "‸" })
    let program = Parser.parse(source, origin: .prompt).program
    return await Checker(host: FakeHost(), source: source, scope: Scope())
      .view(of: program, at: parts.first?.utf8.count ?? 0)
  }

  @Test(
    arguments: [
      ("let a = (answer x); print $a.‸", ["a": ["output", "seed", "url"]]),
      ("let r = {x: 1}\nfor i in [1] { $r.‸ }", ["r": ["x"], "i": []]), ("‸let r = 1", [:]),
      ("[{x: 1}] | each i { $i.‸", ["i": ["x"]]), ("[{x: 1}] | each i { $i }; ‸", [:]),
    ] as [(String, [String: [String]])])
  func `names and their fields`(text: String, names: [String: [String]]) async throws {
    #expect(try await view(text).names.mapValues(\.fieldNames) == names)
  }

  @Test(arguments: [
    ("answer x | ‸", "result"), ("[1] | count | ‸", "number"), ("[1] | each { upper $in | ‸", "text"),
    ("[1] | each { upper $in } | ‸", "list"),
  ])
  func `what the stage before gives`(text: String, kind: String) async throws {
    #expect(try await view(text).given.kindName == kind)
  }

  @Test func `what is piped into a block`() async throws {
    #expect(try await view("[{x: 1}] | each { $in.‸ }").input?.fieldNames == ["x"])
    #expect(try await view("print ‸").input == nil)
  }
}
