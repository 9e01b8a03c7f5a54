import Diagnostics
import JSON
import Language
import LanguageTesting
import Testing

/// Whatever is written as source is read as the same value, wherever it
/// stands.
@Suite struct SourceLiteralTests {
  @Test(arguments: [
    ("a fox", "\"a fox\""), ("", "\"\""), ("it costs $5", "\"it costs \\$5\""), ("\"hi\" \\n", "\"\\\"hi\\\" \\\\n\""),
    ("one\ntwo\r\n\tthree", "\"one\\ntwo\\r\\n\\tthree\""), ("\u{0}\u{7F}\u{9B}31m", "\"\\u{0}\\u{7f}\\u{9b}31m\""),
    ("abc\u{202E}fed\u{2066}", "\"abc\\u{202e}fed\\u{2066}\""), ("👩‍👩‍👧 e\u{301} שלום", "\"👩‍👩‍👧 e\u{301} שלום\""),
  ])
  func `a text is written in quotes`(text: String, source: String) {
    #expect(Array(text.sourceLiteral.utf8) == Array(source.utf8))
  }

  @Test(
    arguments: [
      (["a": 1, "b c": ["x", .null, true], "d-e": [:]], "{a: 1, \"b c\": [\"x\", null, true], d-e: {}}"),
      ([], "[]"), (-0.5, "-0.5"), ("16:9", "\"16:9\""),
    ] as [(JSON, String)])
  func `a value is written on one line`(value: JSON, source: String) {
    #expect(value.sourceLiteral == source)
  }

  @Test(
    arguments: [
      ("square_hd", "square_hd"), ("16:9", "16:9"), ("7", "\"7\""), ("true", "\"true\""), ("-x", "\"-x\""),
      ("a.png", "\"a.png\""), ("a b", "\"a b\""), ("", "\"\""), ("seed:", "\"seed:\""), ("1..3", "\"1..3\""),
    ] as [(JSON, String)])
  func `behind the sign of a parameter a plain word stays one`(value: JSON, source: String) async throws {
    #expect(value.sourceArgument == source)
    let run = try await ProgramRun.of("arguments x=\(source)")
    #expect(run.value?.json[0]?["value"] == value)
  }

  @Test func `a path is quoted where it must be`() {
    #expect("out/hero-1.png".sourceFile == "@out/hero-1.png")
    #expect("a fox.png".sourceFile == "@\"a fox.png\"")
    #expect("".sourceFile == "@\"\"")
    #expect("a$b,c".sourceFile == "@\"a\\$b,c\"")
  }

  @Test(arguments: 0..<8)
  func `any text is read back in every place`(part: UInt64) async throws {
    var random = RandomText(seed: part &* 104_729 &+ 3)
    for _ in 0..<60 {
      let text = random.text()
      try await expectReadBack(.string(text))
      for place in Place.allCases { try await place.expect(text) }
    }
    // Longer than any search ahead.
    let long = (0..<400).map { _ in random.text() }.joined()
    for place in Place.allCases { try await place.expect(long) }
  }

  @Test(arguments: 0..<8)
  func `any value is read back`(part: UInt64) async throws {
    var random = RandomText(seed: part &* 7919 &+ 5)
    for _ in 0..<200 { try await expectReadBack(random.json(depth: 4)) }
  }

  @Test func `a value as deep as brackets may be is read back, a deeper one refused`() async throws {
    let value = (0..<60).reduce("deep" as JSON) { inner, level in level % 2 == 0 ? [inner] : ["a": inner] }
    try await expectReadBack(value)
    let deeper = (0..<100).reduce(value) { inner, _ in [inner] }
    #expect(parse("let x = \(deeper.sourceLiteral)").diagnostics.map(\.code) == ["nested-too-deep"])
  }

  /// As a value, and in a list as an argument of every kind: what a bare
  /// word means there is for the one who is called to say.
  private func expectReadBack(_ value: JSON) async throws {
    let binding = "let x = \(value.sourceLiteral)\necho [$x]"
    let list = ([value] as JSON).sourceLiteral
    let call = "arguments \(list) x=\(list) y:=\(list)"
    for (binding, call) in [(binding, call), (try formatted(binding), try formatted(call))] {
      #expect(try await ProgramRun.of(binding).value?.json[0]?.text == value.text, "\(binding)")
      try await expect(value, in: call, count: 3)
    }
    let (source, result) = Parser.parse(words: ["arguments", "y:=[\(value.text)]"])
    #expect(result.diagnostics.isEmpty)
    try await expect(value, in: source.text, count: 1)
  }

  private func expect(_ value: JSON, in call: String, count: Int) async throws {
    let arguments = try await ProgramRun.of(call).value?.json.array ?? []
    let values = arguments.map { $0["value"] ?? $0 }
    #expect(values.map { $0[0]?.text } == Array(repeating: value.text, count: count), "\(call)")
  }

  private func formatted(_ text: String) throws -> String { try #require(FormatterLaws.formatted(text), "\(text)") }
}

/// Where a text may stand in a program, and what of its run says it.
private enum Place: CaseIterable {
  case statement, binding, element, value, key, interpolation, operand, parameterDefault, formalDefault, option
  case parentheses, piped, path, file

  func program(_ literal: String) -> String {
    switch self {
    case .statement: literal
    case .binding: "let x = \(literal)\necho $x"
    case .element: "let x = [1, \(literal), \(literal)]\necho $x[2]"
    case .value: "let x = {a: \(literal)}\necho $x.a"
    case .key: "let x = {\(literal): true}\necho $x"
    case .interpolation: "let x = \(literal)\necho \"$x\""
    case .operand: "expect \(literal) == \(literal)\necho \(literal)"
    case .parameterDefault: "param x = \(literal)\necho $x"
    case .formalDefault: "def f(a = \(literal)) { $a }\nf"
    case .option: "arguments --x=\(literal)"
    case .parentheses: "echo (echo \(literal))"
    case .piped: "\(literal) | echo"
    case .path: "let x = {\(literal): 1}\necho $x[\(literal)]"
    case .file: "echo @\(literal)"
    }
  }

  func result(_ text: String) -> JSON {
    switch self {
    case .key: [text: true]
    case .path: 1
    case .option: [["option": "x", "value": .string(text)]]
    case .file: .string("@" + text)
    default: .string(text)
    }
  }

  /// Byte by byte, as texts that look the same are equal.
  func expect(_ text: String) async throws {
    let program = program(text.sourceLiteral)
    if self == .file, text.hasPrefix("missing") { return }
    for program in [program, try #require(FormatterLaws.formatted(program), "\(program)")] {
      let run = try await ProgramRun.of(program)
      #expect(run.value?.json.text == result(text).text, "\(program)")
    }
  }
}
