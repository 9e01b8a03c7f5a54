import Diagnostics
import JSON
import Language
import Testing

@Suite struct ValueTests {
  @Test(arguments: [
    Row("7", "7"), Row("2.50", "2.50"), Row("true", "true"), Row("null", "null"), Row("'raw $x'", #""raw $x""#),
    Row("1..4", "[1,2,3,4]"), Row("4..1", "[]"), Row("-1..1", "[-1,0,1]"),
    Row("let n = 3; 1..$n", "[1,2,3]"), Row("let r = {n: 2}; 1..$r.n", "[1,2]"),
    Row(#"[1, oil, "pixel art", true]"#, #"[1,"oil","pixel art",true]"#),
    Row(#"{width: 1024, "height": 768, kind: square}"#, #"{"width":1024,"height":768,"kind":"square"}"#),
    Row("18446744073709551617", "18446744073709551617"),
    Row("[[1, 2], []]", "[[1,2],[]]"),
  ])
  func `a literal is presented as it is`(row: Row) async throws { try await expectLines(row) }

  @Test(arguments: [
    Row("let r = {a: {b: [10, 20, 30]}}; $r.a.b[1]", "20"),
    Row("let l = [10, 20, 30]; $l[-1]", "30"),
    Row("let l = [10, 20, 30]; $l[1..2]", "[20,30]"),
    Row("let l = [10, 20, 30]; $l[-2..-1]", "[20,30]"),
    Row("let l = [10, 20, 30]; $l[1..9]", "[20,30]"),
    Row("let l = [10, 20, 30]; $l[5..9]", "[]"),
    Row("let l = [10, 20, 30]; let i = 2; $l[$i]", "30"),
    Row("let r = {a: 1}; let k = 'a'; $r[$k]", "1"),
    Row("let l = [{a: 1}, {a: 2}]; $l[*].a", "[1,2]"),
    Row("let l = [{a: [1, 2]}, {a: [3, 4]}]; $l[*].a[0]", "[1,3]"),
    Row("%.seed", "18446744073709"), Row("%3.images[0].url", #""a.png""#), Row("%.url", #""a.png""#),
    Row("%.images[*].url", #"["a.png","b.png"]"#), Row("%.meta.model", #""fake""#),
    Row("({a: 5}).a", "5"), Row("(echo [7, 8])[1]", "8"),
    Row("@cat.png", #""@cat.png""#), Row("let n = 'cat'; @\"$n.png\"", #""@cat.png""#),
  ])
  func `steps lead into a value`(row: Row) async throws { try await expectLines(row) }

  @Test(arguments: [
    Row("let x = 5; \"$x and ${x}\"", #""5 and 5""#),
    Row("let r = {a: [true]}; \"is ${r.a[0]}\"", #""is true""#),
    Row("\"n: $(count [1, 2])\"", #""n: 2""#),
    Row("let s = 'x'; \"$s.jpg costs $5\"", #""x.jpg costs $5""#),
    Row("\"it says $(answer 'hello')\"", #""it says hello""#),
    Row("let x = 2.50; \"$x\"", #""2.50""#),
    Row("\"\\$x\"", #""$x""#),
  ])
  func `texts take values in`(row: Row) async throws { try await expectLines(row) }

  @Test(arguments: [
    Row("1 + 2 * 3", "7"), Row("(1 + 2) * 3", "9"), Row("7 / 2", "3.5"), Row("8 / 2", "4"), Row("0.5 + 0.5", "1"),
    Row("9007199254740993 + 2", "9007199254740995"), Row("3 - 5", "-2"), Row("1.5 * 2", "3"),
    Row("'a' + 'b'", #""ab""#), Row("[1] + [2, 3]", "[1,2,3]"),
    Row("1 == 1.0", "true"), Row("{a: 1, b: 2} == {b: 2.0, a: 1}", "true"), Row("[1, 2] != [1]", "true"),
    Row("null == 'x'", "false"), Row("'a' < 'b'", "true"), Row("2 < 10", "true"), Row("2 >= 2", "true"),
    Row("2 in [1, 2]", "true"), Row("'fox' in 'a red fox'", "true"), Row("'' in 'x'", "true"),
    Row("3 in [1, 2]", "false"), Row("1 in []", "false"),
    Row("not false", "true"), Row("true and not (1 == 2)", "true"), Row("false or true", "true"),
    Row("null ?? 5", "5"), Row("let r = {a: 1}; $r.b ?? 'none'", #""none""#), Row("let l = []; $l[0] ?? 0", "0"),
    Row("let r = {a: null}; $r.a.b ?? $r.c ?? 3", "3"), Row("let r = {a: {}}; ($r.a).b ?? 1", "1"),
    Row("false ?? true", "false"), Row("let l = [{}]; $l[*].a ?? []", "[]"),
    Row("(answer yes) == 'yes'", "true"), Row("'e' in (answer yes)", "true"), Row("'a' + (answer b)", #""ab""#),
  ])
  func `operators work by type`(row: Row) async throws { try await expectLines(row) }

  @Test(arguments: [
    Row("false and (fail no)", "false"), Row("true or (fail no)", "true"), Row("1 ?? (fail no)", "1"),
  ])
  func `what decides already is all that is run`(row: Row) async throws { try await expectLines(row) }

  @Test(arguments: [
    Row(
      "let n = 99999999999999999999999999999999999999; $n * 99",
      "1:49 the result is beyond what numbers can hold exactly <$n * 99>"),
    Row(
      "let n = 170141183460469231731687303715884105727; $n + 1",
      "1:50 the result is beyond what numbers can hold exactly <$n + 1>"),
    Row(
      "let n = 170141183460469231731687303715884105728; 1 - $n",
      "1:50 the result is beyond what numbers can hold exactly <1 - $n>"),
    Row("1e308 * 10", "1:1 the result is beyond what numbers can hold exactly <1e308 * 10>"),
    Row("1e400 + 1", "1:1 the result is beyond what numbers can hold exactly <1e400 + 1>"),
    Row("1 / 0", "1:1 this divides by zero <1 / 0>"), Row("1.5 / 0.0", "1:1 this divides by zero <1.5 / 0.0>"),
    Row("'a' == 1", "1:1 a text is never equal to a number, nor less or greater <'a' == 1>"),
    Row("1 < 'a'", "1:1 a number is never equal to a text, nor less or greater <1 < 'a'>"),
    Row("1 in ['1', '2']", "1:1 a number is never equal to a text, nor less or greater <1 in ['1', '2']>"),
    Row("[1] < [2]", "1:1 `<` compares two numbers or two texts, but is given a list and a list <[1] < [2]>"),
    Row("'a' - 'b'", "1:1 `-` takes two numbers, but is given a text and a text <'a' - 'b'>"),
    Row(
      "'a' + 1",
      #"1:1 `+` adds numbers, or joins texts or lists, but is given a text and a number <'a' + 1> "#
        + #"as one text: "$a$b""#),
    Row("1 and true", "1:1 a condition must be true or false, but is a number <1>"),
    Row("not 'x'", "1:5 a condition must be true or false, but is a text <'x'>"),
  ])
  func `operators never guess and never trap`(row: Row) async throws { try await expectLines(row) }

  @Test(arguments: [
    Row("9223372036854775807 + 1", "9223372036854775808"), Row("-9223372036854775808 - 1", "-9223372036854775809"),
    Row("let n = -9223372036854775808; $n / -1", "9223372036854775808"),
    Row("9223372036854775807 * 9223372036854775807", "85070591730234615847396907784232501249"),
    Row("99999999999999999999 + 1", "100000000000000000000"),
    Row("0.1 + 0.2", "0.3"), Row("0.1 + 0.2 == 0.3", "true"), Row("1.10 * 3", "3.3"), Row("0.3 - 0.1", "0.2"),
    Row("0.035 * 12", "0.42"), Row("4.35 * 100", "435"), Row("0.3 / 0.1", "3"), Row("1 - 0.9", "0.1"),
    Row("1.005 * 1000 == 1005", "true"), Row("0.000001 / 10", "1e-7"),
    Row("9007199254740993 / 2", "4503599627370496.5"),
    Row("9007199254740993 + 0.5 > 9007199254740993", "true"), Row("0.1 - 0.1", "0"),
    Row("10 / 3", "3.3333333333333335"), Row("1 / 3 * 3", "1"),
    Row("let x = 0; for i in 1..10 { let x = $x + 0.1 }; $x", "1"),
  ])
  func `numbers are computed as on paper`(row: Row) async throws { try await expectLines(row) }

  @Test(arguments: [
    Row("$hero", "1:1 no value named 'hero' <$hero>"),
    Row("let hero = 1; $hro", "1:15 no value named 'hro' <$hro> did you mean '$hero'?"),
    Row("\"he paid $money\"", "1:10 no value named 'money' <$money> for a dollar sign: \\$money"),
    Row("$in", "1:1 nothing is piped in here <$in> $in is what stands before the | of its stage"),
    Row("let r = {width: 1}; $r.widht", "1:23 this record has no field 'widht' <.widht> did you mean 'width'?"),
    Row("%.urll", "1:2 this result has no field 'urll' <.urll> did you mean 'url'?"),
    Row("let l = [{a: 1}]; $l.a", "1:21 a list has no field 'a' <.a> of all its items: [*].a"),
    Row("let l = [1]; $l[3]", "1:16 there is no item [3] <[3]> the list has 1 item, [0]"),
    Row("let l = [1]; $l[-2]", "1:16 there is no item [-2] <[-2]> the list has 1 item, [0]"),
    Row("let n = 5; $n.x", "1:14 a number has no fields, so no 'x' <.x>"),
    Row("let n = 5; $n[0]", "1:14 [0] takes from a list, but this is a number <[0]>"),
    Row("let n = 5; $n[*]", "1:14 [*] takes from a list, but this is a number <[*]>"),
    Row(
      "let l = [1]; let k = true; $l[$k]",
      "1:30 brackets take a whole number or a field's name, but this is true or false <[$k]>"),
    Row("let r = {a: 1}; \"see $r\"", "1:22 a record cannot go into a text <$r> a field of it: ${r.a}"),
    Row("let h = %; \"see $h.url\"", "1:17 a result cannot go into a text <$h> a field of it: ${h.url}"),
    Row("let n = null; \"is $n\"", "1:19 null cannot go into a text <$n>"),
    Row("1..2000000", "1:1 a range has at most a million numbers <1..2000000>"),
    Row(
      "-9223372036854775808..9223372036854775807",
      "1:1 a range has at most a million numbers <-9223372036854775808..9223372036854775807>"),
    Row(
      "let n = 1.5; 1..$n",
      "1:14 a range goes from one whole number to another, but this is a number <1..$n>"),
    Row("@missing.png", "1:1 there is no file 'missing.png' <@missing.png>"),
    Row("%9", "1:1 there is no job 9 <%9>"),
  ])
  func `what leads nowhere is pointed at`(row: Row) async throws { try await expectLines(row) }

  @Test func `a number beyond a Double is only carried`() async throws {
    #expect(try await ProgramRun.of("let n = 1e400; [$n]").transcript == ["[1e400]"])
  }

  @Test func `a list that goes into itself ends in a failure`() async throws {
    let deep = try await ProgramRun.of("let x = []\nfor i in 1..1000 { let x = [$x] }")
    #expect(deep.failure?.diagnostic.code == "value-too-large")
    let wide = try await ProgramRun.of("let x = [1, 2]\nfor i in 1..1000 { let x = [$x, $x] }")
    #expect(wide.failure?.diagnostic.code == "value-too-large")
    let long = try await ProgramRun.of("let x = [1, 2]\nfor i in 1..1000 { let x = $x + $x }")
    #expect(long.failure?.diagnostic.code == "value-too-large")
    let text = try await ProgramRun.of("let x = 'text'\nfor i in 1..1000 { let x = \"$x$x\" }")
    #expect(text.failure?.diagnostic.code == "value-too-large")
  }
}

func expectLines(_ row: Row) async throws {
  let run = try await ProgramRun.of(row.text)
  #expect(run.transcript == row.lines)
}
