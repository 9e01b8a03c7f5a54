import Diagnostics
import JSON
import Language
import LanguageTesting
import Testing

/// What is large is worked off or refused, and never the end of the program.
@Suite struct BoundsTests {
  @Test func `defs may call one another as deep as is said, and no deeper`() async throws {
    let program = "def down(n) { if $n == 0 { return \"done\" }; down ($n - 1) }\n"
    let deepest = Evaluator.maximumDepth - 1
    #expect(try await ProgramRun.of(program + "down \(deepest)").transcript == ["\"done\""])
    let failure = try await ProgramRun.of(program + "down \(deepest + 1)").failure
    #expect(failure?.diagnostic.code == "recursion-too-deep")
    #expect(failure?.diagnostic.message.contains("\(Evaluator.maximumDepth)") == true)
  }

  @Test func `a loop goes a million rounds, and a range is no longer`() async throws {
    // Each of the million is run by falsh-bench, where it is fast.
    let run = try await ProgramRun.of("for i in 1..1000000 { if $i == 3 { echo $i; break } }\ncount 1..1000000")
    #expect(run.transcript.last == "1000000")
    let failure = try await ProgramRun.of("let n = 1000001\nfor i in 1..$n { }").failure
    #expect(failure?.diagnostic.code == "range-too-long")
  }

  @Test func `a script of ten megabytes is read`() async throws {
    let fox = String(repeating: "a fox in the snow, ", count: 100)
    let line = "print \"\(fox)\" seed=$n [1, 2, {a: b}]  # so\n"
    let count = 10_000_000 / line.utf8.count + 1
    let result = parse("let n = 1\n" + String(repeating: line, count: count))
    #expect(result.diagnostics.isEmpty)
    #expect(result.program.statements.count == count + 1)
    #expect(result.program.comments.count == count)
  }

  @Test func `long lines are read`() {
    let items = String(repeating: "\"a fox\", ", count: 50_000)
    #expect(parse("let x = [\(items)]").diagnostics.isEmpty)
    #expect(parse("a " + String(repeating: "b ", count: 50_000)).diagnostics.isEmpty)
    #expect(parse("let x = \"" + String(repeating: "a fox ", count: 1_000_000) + "\"").diagnostics.isEmpty)
  }

  @Test func `a value of fifty megabytes is bound and taken apart`() async throws {
    let item: JSON = ["text": .string(String(repeating: "a fox ", count: 16_000))]
    let value = JSON.array(Array(repeating: item, count: 520))
    #expect(value.text.utf8.count > 49_000_000)
    let scope = Scope()
    scope.bind("v", .data(value))
    let run = try await ProgramRun.of("let x = $v\nlet y = $x[519].text\ncount $x", scope: scope)
    #expect(run.transcript == ["520"])
  }

  @Test func `a value that would be endless in print is refused`() async throws {
    let text = "let t = \"\(String(repeating: "x", count: 1000))\"\n"
    let wide = "let l = [" + String(repeating: "$t, ", count: 1000) + "]\n"
    let wider = "let m = [" + String(repeating: "$l, ", count: 300) + "]"
    #expect(try await ProgramRun.of(text + wide + wider).failure?.diagnostic.code == "value-too-large")
  }

  @Test(arguments: ["let x = [$x, $x]", "let x = {a: $x, b: $x}", "let x = \"$x$x\"", "let x = $x + $x"])
  func `what doubles is refused before it is too large`(_ doubling: String) async throws {
    let start = doubling.contains("\"") ? "\"some text\"" : "[1, 2, 3]"
    let run = try await ProgramRun.of("let x = \(start)\nfor i in 1..80 { \(doubling) }")
    #expect(run.failure?.diagnostic.code == "value-too-large")
  }
}
