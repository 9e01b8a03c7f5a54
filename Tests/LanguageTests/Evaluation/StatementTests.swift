import Diagnostics
import JSON
import Language
import LanguageTesting
import Testing

@Suite struct StatementTests {
  @Test(arguments: [
    Row("let x = 5"), Row("let x = 5; $x", "5"), Row("let x = 5; let x = $x + 1; $x", "6"),
    Row("let x = if true { 1 } else { 2 }; $x", "1"), Row("let x = for i in 1..3 { $i * 2 }; $x", "[2,4,6]"),
    Row("let x = try { fail no } catch { 7 }; $x", "7"), Row("let x = (echo a | upper); $x", #""A""#),
    Row("nothing"), Row("let x = null; $x", "null"),
  ])
  func `let binds and prints nothing`(row: Row) async throws { try await expectLines(row) }

  @Test(arguments: [
    Row("if 1 == 1 { 'yes' } else { 'no' }", #""yes""#), Row("if 1 == 2 { 1 } else if 1 == 1 { 2 } else { 3 }", "2"),
    Row("if false { 1 }"), Row("if true { let x = 3 }; $x", "3"), Row("if true { 1; 2 }", "2"),
    Row("if 1 { 2 }", "1:4 a condition must be true or false, but is a number <1>"),
    Row("if 'true' { 2 }", "1:4 a condition must be true or false, but is a text <'true'>"),
    Row("if [] { 2 }", "1:4 a condition must be true or false, but is a list <[]>"),
  ])
  func `if takes true and false, nothing else`(row: Row) async throws { try await expectLines(row) }

  @Test(arguments: [
    Row("for i in 1..3 { $i }", "[1,2,3]"), Row("for i in [] { $i }"),
    Row("for i in 1..3 { let last = $i }; $last", "3"),
    Row("for i in 1..5 { if $i == 3 { break }; $i }", "[1,2]"),
    Row("for i in 1..4 { if $i == 2 { continue }; $i }", "[1,3,4]"), Row("for i in 1..4 { if $i > 2 { $i } }", "[3,4]"),
    Row("for i in 1..2 { for j in 1..9 { if $j > $i { break }; $j } }", "[[1],[1,2]]"),
    Row("for i in 3..4 { round }", "[0,1]"), Row("for i in 1..2 { for j in 1..2 { round } }", "[[0,1],[0,1]]"),
    Row("let x = for i in [] { $i }; $x", "[]"),
    Row("for i in 5 { $i }", "1:10 `for` goes through a list, but this is a number <5>"),
    Row("for i in {a: 1} { $i }", "1:10 `for` goes through a list, but this is a record <{a: 1}>"),
  ])
  func `for goes through a list in order`(row: Row) async throws { try await expectLines(row) }

  @Test(arguments: [
    Row("def twice(n) { $n * 2 }; twice 4", "8"), Row("def f(a, b = 2) { [$a, $b] }; f 1", "[1,2]"),
    Row("def f(a, b = 2) { [$a, $b] }; f 1 b=3", "[1,3]"),
    Row("def f(a, b = 2) { [$a, $b] }; f b=1 a=oil", #"["oil",1]"#),
    Row("def f(a = oil) { $a }; f", #""oil""#), Row("def f(a, b = $a) { [$a, $b] }; f 1", "[1,1]"),
    Row("def f { $in + 1 }; 4 | echo | f", "5"),
    Row("def f() { return 1; 2 }; f", "1"), Row("def f(n) { for i in 1..9 { if $i == $n { return $i } } }; f 3", "3"),
    Row("def f() { return }; f"), Row("let x = 1; def f() { let x = 2; $x }; f; $x", "2", "1"),
    Row("def sum(n) { if $n == 0 { return 0 }; $n + (sum ($n - 1)) }; sum 20", "210"),
    Row("def f() { 1 }; def f() { 2 }; f", "2"), Row("def upper(x) { 'mine' }; upper a", #""mine""#),
    Row("def f(a) { $a }; f", "1:18 f needs a value for 'a' <f> a=VALUE, or in its place: f a"),
    Row("def f(a) { $a }; f 1 2", "1:22 f takes one value, and this is one more <2>"),
    Row("def f(text) { $text }; f 1 txt=2", "1:28 f has no 'txt' <txt> did you mean 'text'?"),
    Row("def f(a) { $a }; f 1 a=2", "1:22 'a' is given twice <a=2>"),
    Row("def f() { 1 }; f --fast", "1:18 f has no options, so no 'fast' <--fast>"),
    Row("def f(n) { f ($n + 1) }; f 0", "1:12 `def`s call one another more than 200 deep <f>"),
    Row("def f() { $in }; f", "1:11 nothing is piped in here <$in> $in is what stands before the | of its stage"),
  ])
  func `def makes a command`(row: Row) async throws { try await expectLines(row) }

  @Test(arguments: [
    Row("try { fail 'no luck' } catch e { $e.message }", #""no luck""#), Row("try { 1 } catch { 2 }", "1"),
    Row("try { fail no } catch e { $e.kind }", #""fail""#),
    Row("try { expect 1 == 2 } catch e { $e.kind }", #""expect""#),
    Row(
      "try { flaky rate_limit 1 } catch e { [$e.kind, $e.type, $e.status, $e.request_id] }",
      #"["rate_limit","T",503,null]"#),
    Row("try { 1 / 0 } catch e { $e.kind }", #""bad_input""#),
    Row("for i in 1..3 { try { if $i == 2 { continue }; $i } catch { 9 } }", "[1,3]"),
    Row("try { refuse } catch { 1 }", "1:7 over the budget <refuse>"),
    Row("try { fail a } catch { fail b }", "1:24 b <fail>"),
  ])
  func `try catches what may be caught`(row: Row) async throws { try await expectLines(row) }

  @Test(arguments: [
    Row("retry 3 { flaky network 2 }", #""attempt 3""#), Row("retry 2 { flaky server 2 }", #""attempt 3""#),
    Row("retry 1 { flaky network 9 }", "1:11 attempt 2 failed <flaky>"),
    Row("retry 3 { flaky unknown_submit 1 }", "1:11 attempt 1 failed <flaky>"),
    Row("retry 3 { flaky content_policy 1 }", "1:11 attempt 1 failed <flaky>"),
    Row("retry 0 { 1 }", "1:7 `retry` takes a whole number from 1 to 1000, but this is 0 <0>"),
    Row("retry 'x' { 1 }", "1:7 `retry` takes a whole number from 1 to 1000, but this is a text <'x'>"),
  ])
  func `retry repeats what passes`(row: Row) async throws { try await expectLines(row) }

  @Test func `retry pauses before each further try`() async throws {
    let run = try await ProgramRun.of("retry 3 { flaky network 2 }")
    #expect(run.pauses == 2)
  }

  @Test(arguments: [
    Row("expect 1 == 1"), Row("expect (count [1]) == (count [2])"),
    Row("expect (count [1]) == 3", "1:8 this was expected to be true <(count [1]) == 3> left is 1, right is 3"),
    Row("let x = 'a'; expect $x in [b]", #"1:21 this was expected to be true <$x in [b]> left is "a", right is ["b"]"#),
    Row("expect false", "1:8 this was expected to be true <false>"),
    Row("expect 5", "1:8 a condition must be true or false, but is a number <5>"),
    Row("expect 1 == 'a'", "1:8 a number is never equal to a text, nor less or greater <1 == 'a'>"),
  ])
  func `expect shows both sides`(row: Row) async throws { try await expectLines(row) }

  @Test func `a failed expect is of its own kind`() async throws {
    let run = try await ProgramRun.of("1\nexpect 1 == 2\n3")
    #expect(run.failure?.kind == .expect)
    #expect(run.host.presented == ["1"])
    #expect(run.host.statementsRun == 2)
    #expect(
      run.failure?.diagnostic.rendered() == """
        test.fal:2:8: error: this was expected to be true
         2 | expect 1 == 2
           |        ^^^^^^ left is 1, right is 2
        """)
  }

  @Test(arguments: [
    Row("unheard", "1:1 no command 'unheard' <unheard>"),
    Row("uper a", "1:1 no command 'uper' <uper> did you mean 'upper'?"),
    Row("let hero = 1; hero", "1:15 no command 'hero' <hero> for the value: $hero"),
    Row("def soften(a) { $a }; softn 1", "1:23 no command 'softn' <softn> did you mean 'soften'?"),
    Row("echo a | fail b", "1:10 b <fail>"), Row("[1] | each { fail b }", "1:14 b <fail>"),
    Row("def f() { fail b }; f", "1:11 b <fail>"),
  ])
  func `a failed call is pointed at where it stands`(row: Row) async throws { try await expectLines(row) }
}
