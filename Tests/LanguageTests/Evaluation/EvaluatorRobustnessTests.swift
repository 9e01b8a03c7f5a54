import Diagnostics
import JSON
import Language
import LanguageTesting
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

  @Test func `a long chain of operators is run`() async throws {
    let run = try await ProgramRun.of("1" + String(repeating: " + 1", count: 60))
    #expect(run.transcript == ["61"])
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
