import Diagnostics
import JSON
import Language
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

  static let fragments = [
    "let x = ", "$x", "$in", "%", "%3", ".url", "[0]", "[-1]", "[*]", "[1..2]", "[$x]", "@a.png", "1", "-1", "2.5",
    "9223372036854775807", "\"a $x\"", "'b'", "true", "null", "[1, 2]", "{a: 1}", "1..3", " + ", " - ", " * ", " / ",
    " == ", " < ", " in ", " ?? ", " and ", "not ", "(", ")", "echo ", "upper ", "count ", "later ", "fail ", "each { ",
    " }", " | ", " &", "\n", "; ", "if true { ", "for i in ", " { ", "try { ", " } catch e { ", "retry 2 { ", "expect ",
    "def f(a) { ", "f ", "return ", "break", "continue", "a=1", "--x", "{", "}", "$(count $x)",
  ]

  @Test(arguments: 0..<40)
  func `programs out of fragments end in values or failures`(seed: Int) async throws {
    var random = SplitMix(state: UInt64(seed) &* 7919 &+ 1)
    for _ in 0..<100 {
      let count = Int.random(in: 1...14, using: &random)
      let text = "let x = 2\n" + (0..<count).map { _ in Self.fragments.randomElement(using: &random) ?? "" }.joined()
      try await expectEnd(of: text)
    }
  }

  @Test(arguments: 0..<20)
  func `well-formed programs end in values or failures`(seed: Int) async throws {
    var writer = ProgramWriter(random: SplitMix(state: UInt64(seed) &+ 99))
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

struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Writes programs that parse, of values of every kind in every place.
struct ProgramWriter {
  var random: SplitMix

  mutating func program() -> String {
    "let a = 1\nlet b = [1, 2, 'x']\nlet c = {a: 1, b: [2]}\ndef f(p, q = 2) { [$p, $q] }\n"
      + (0..<Int.random(in: 1...5, using: &random)).map { _ in statement(3) }.joined(separator: "\n")
  }

  private mutating func pick(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }

  private mutating func statement(_ depth: Int) -> String {
    guard depth > 0 else { return "echo \(value(0))" }
    switch pick(9) {
    case 0: return "let a = \(value(depth))"
    case 1: return "if \(value(depth)) { \(statement(depth - 1)) } else { \(statement(depth - 1)) }"
    case 2: return "for i in \(value(depth)) { \(statement(depth - 1)) }"
    case 3: return "try { \(statement(depth - 1)) } catch e { echo $e.kind }"
    case 4: return "expect \(value(depth))"
    case 5: return "f \(value(0)) q=\(value(0))"
    case 6: return "\(value(0)) | each { \(statement(depth - 1)) }"
    case 7: return "let b = later \(value(0)) &"
    default: return "echo \(value(0)) | upper"
    }
  }

  private mutating func value(_ depth: Int) -> String {
    let leaves = ["1", "2.5", "'t'", "true", "null", "$a", "$b", "$c", "$b[0]", "$c.b[-1]", "%.seed", "[$a]", "1..3",
      "9223372036854775807", "$b[*]", "$c.z", "\"n $a\"", "{k: $b}", "@a.png"]
    guard depth > 0, pick(3) > 0 else { return leaves[pick(leaves.count)] }
    let operators = ["+", "-", "*", "/", "==", "<", "in", "??", "and", "or", "!="]
    return "(\(value(depth - 1)) \(operators[pick(operators.count)]) \(value(depth - 1)))"
  }
}
