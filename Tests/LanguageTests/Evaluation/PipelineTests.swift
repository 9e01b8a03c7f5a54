import Diagnostics
import JSON
import Language
import LanguageTesting
import Testing

@Suite struct PipelineTests {
  @Test(arguments: [
    Row("'a' | upper", #""A""#), Row("[1, 2] | count", "2"), Row("'a' | upper | echo \"<$in>\"", #""<A>""#),
    Row("2 | echo ($in + 1)", "3"), Row("[1, 2] | each { $in * 10 }", "[10,20]"),
    Row("[1, 2] | each n { $n * 10 }", "[10,20]"), Row("[5, 6] | each { round }", "[0,1]"),
    Row("[1, 2] | each { let x = $in; $x }", "[1,2]"),
    Row("let x = 0; [1, 2] | each { let x = $in }; $x", "[null,null]", "0"),
    Row("[[1, 2], [3]] | each { $in | each { $in + 1 } }", "[[2,3],[4]]"),
    Row("[1] | each { for i in 1..2 { round } }", "[[0,1]]"),
    Row("for i in 1..2 { [1] | each { round } }", "[[0],[0]]"),
    Row("if true { [1, 2] } else { [] } | count", "2"),
  ])
  func `a pipe carries a value from stage to stage`(row: Row) async throws { try await expectLines(row) }

  @Test(arguments: [
    Row("1 | named $in", "true"), Row("1 | named \"so $in\"", "true"), Row("1 | named ($in + 1)", "true"),
    Row("1 | named x=$in", "true"), Row("1 | named --x=[$in]", "true"), Row("1 | named \"$(echo $in)\"", "true"),
    Row("1 | named { $in }", "false"), Row("1 | named (echo 1 | echo $in)", "false"), Row("1 | named 'x $in'", "false"),
    Row("1 | named (if true { $in } else { 1 })", "true"), Row("0 | named (echo [7])[$in]", "true"),
    Row("1 | named", "false"),
  ])
  func `a stage that names $in is known as one`(row: Row) async throws { try await expectLines(row) }

  @Test(arguments: [
    Row("arguments 9b a/b 007 1..2 \"t\" [a] {b: c}", #"["9b","a/b","007",[1,2],"t",["a"],{"b":"c"}]"#),
    Row(
      "arguments seed=7 t=\"x\" e= r:={a: 1}",
      #"[{"path":"[\"seed\"]","raw":false,"value":"7"},{"path":"[\"t\"]","raw":false,"value":"x"},"#
        + #"{"path":"[\"e\"]","raw":false,"value":""},{"path":"[\"r\"]","raw":true,"value":{"a":1}}]"#),
    Row("let i = 1; arguments loras[$i].path=x", #"[{"path":"[\"loras\", \"1\", \"path\"]","raw":false,"value":"x"}]"#),
    Row(
      "arguments --sync -a --timeout=5",
      #"[{"option":"sync","value":"flag"},{"option":"a","value":"flag"},{"option":"timeout","value":"5"}]"#),
    Row("arguments { 1 }", #"["block"]"#),
  ])
  func `arguments arrive as they were written`(row: Row) async throws { try await expectLines(row) }

  @Test func `a job given as an argument is not waited for`() async throws {
    let run = try await ProgramRun.of("let j = later 5; shape $j [$j] {a: $j} @a.png")
    #expect(run.transcript == [#""job list record file""#])
    #expect(run.host.settledJobs.value == 0)
  }

  @Test(arguments: [
    Row("let j = later 5; $j", #""5""#), Row("let j = later [5, 6]; $j[0]", "5"),
    Row("let j = later [5, 6]; $j | count", "2"),
    Row("let j = later x; \"$j\"", #""x""#), Row("let j = later x; $j == 'x'", "true"),
    Row("let j = later true; if (later (1 == 1)) { 1 }", "1"), Row("for i in (later [1]) { $i }", "[1]"),
    Row("let r = {a: (later [7])}; $r.a[0]", "7"), Row("let l = [(later [7])]; $l[*][0]", "[7]"),
  ])
  func `using a job waits for it`(row: Row) async throws {
    let run = try await ProgramRun.of(row.text)
    #expect(run.transcript == row.lines)
    #expect(run.host.settledJobs.value == 1)
  }

  @Test(arguments: [
    Row("let c = echo 5 &; $c", #""5""#), Row("let x = 1; let c = echo $x &; let x = 2; $c", "1"),
    Row("echo 5 &", #""a job""#), Row("let c = fail no &; 1; $c", "1", "1:9 no <fail>"),
    Row("for i in 1..2 { let c = echo $i & }; $c", "2"),
  ])
  func `the background sees the names of its start`(row: Row) async throws { try await expectLines(row) }

  @Test func `a job in the background is not waited for`() async throws {
    let run = try await ProgramRun.of("let c = fail no &\n1")
    #expect(run.transcript == ["1"])
  }

  @Test func `break does not leave a command's block`() async throws {
    let run = try await ProgramRun.of("for i in 1..2 { [1] | each { break } }")
    #expect(run.failure?.diagnostic.code == "misplaced-break")
  }

  @Test func `a cancelled task runs no further statement`() async throws {
    let host = FakeHost()
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      _ = try await ProgramRun.of("1\n2", host: host)
    }
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(host.presented.isEmpty)
  }
}
