import Diagnostics
import JSON
import Language
import LanguageTesting
import RandomTesting
import Testing

/// Nothing that can be written may trap, hang or overflow the stack.
@Suite struct EvaluatorRobustnessTests {
  @Test(arguments: [
    "(": ")", "[": "]", "not (": ")", "if true { ": " }", "for i in [1] { ": " }", "try { ": " } catch { 1 }",
  ])
  func `hundreds of levels are parsed and run, or refused`(open: String, close: String) async throws {
    for levels in [30, 60, 180, 400] {
      let inner = open == "not (" ? "true" : "1"
      let text = String(repeating: open, count: levels) + inner + String(repeating: close, count: levels)
      let source = SourceText(name: "deep", text: text)
      let result = Parser.parse(source, origin: .file)
      #expect(result.hasErrors == (levels > 60), "\(open)")
      guard !result.hasErrors else { continue }
      _ = await Checker(host: FakeHost(), source: source, scope: Scope()).check(result.program)
      _ = try await ProgramRun.of(text)
    }
  }

  /// Tests run on threads with a small stack, as statements do.
  @Test(arguments: LongRow.all)
  func `what stands side by side has no bound`(row: LongRow) async throws {
    let source = SourceText(name: "long", text: row.text)
    let result = Parser.parse(source, origin: .file)
    #expect(await Checker(host: FakeHost(), source: source, scope: Scope()).check(result.program).isEmpty)
    let formatted = try #require(FormatterLaws.formatted(row.text))
    #expect(FormatterLaws.formatted(formatted) == formatted)
    let first = try #require(result.program.statements.first)
    #expect(References(of: first).names.isEmpty)
    #expect(try await ProgramRun.of(formatted).transcript == [row.value])
  }

  @Test func `deep calls of deep expressions are run`() async throws {
    let deep = String(repeating: "(", count: 60) + "f ($n + 1)" + String(repeating: ")", count: 60)
    let run = try await ProgramRun.of("def f(n) { if $n == 190 { return $n }; \(deep) }; f 0")
    #expect(run.transcript == ["190"])
  }

  @Test(arguments: 0..<40)
  func `programs out of fragments end in values or failures`(seed: Int) async throws {
    var random = SeededGenerator(state: UInt64(seed) &* 7919 &+ 1)
    for _ in 0..<100 {
      let count = Int.random(in: 1...14, using: &random)
      let text = "let x = 2\n" + (0..<count).map { _ in Tokens.ofPrograms.randomElement(using: &random) ?? "" }.joined()
      try await expectEnd(of: text)
    }
  }

  @Test(arguments: 0..<20)
  func `well-formed programs end in values or failures`(seed: Int) async throws {
    var writer = EvaluableProgram(random: SeededGenerator(state: UInt64(seed) &+ 99))
    for _ in 0..<50 { try await expectEnd(of: writer.program()) }
  }

  private func expectEnd(of text: String) async throws {
    let source = SourceText(name: "fuzz", text: text)
    let result = Parser.parse(source, origin: .file)
    let findings = await Checker(host: FakeHost(), source: source, scope: Scope()).check(result.program)
    for range in findings.compactMap(\.range) { #expect(range.end <= source.count, "\(text)") }
    guard !result.diagnostics.contains(where: { $0.severity == .error }) else { return }
    let run = try await ProgramRun.of(text)
    if let failure = run.failure { #expect(failure.diagnostic.range != nil, "\(text)") }
  }
}

/// A text that is longer than anybody writes, with no bracket in another.
struct LongRow: Sendable, CustomTestStringConvertible {
  let start: String
  let part: String
  let count: Int
  let end: String
  let value: String

  init(_ start: String, _ part: String, _ count: Int, _ end: String = "", gives value: String) {
    (self.start, self.part, self.count, self.end, self.value) = (start, part, count, end, value)
  }

  var text: String { start + String(repeating: part, count: count) + end }
  var testDescription: String { "\(start)\(part) × \(count)" }

  static let all = [
    LongRow("1", " + 1", 10_000, gives: "10001"), LongRow("1", " - 1 * 1", 10_000, gives: "-9999"),
    LongRow("true", " and true", 10_000, gives: "true"), LongRow("false", " or not true", 10_000, gives: "false"),
    LongRow("null", " ?? null", 10_000, " ?? 7", gives: "7"),
    LongRow("(count [1])", " + (count [1])", 2_000, gives: "2001"),
    LongRow("[1, 2]", " | echo", 1_000, " | count", gives: "2"),
    LongRow("if false { 0 }", " else if false { 0 }", 1_000, " else { 5 }", gives: "5"),
  ]
}
