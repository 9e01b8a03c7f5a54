import Diagnostics
import JSON
import Language
import Testing

@Suite struct ParameterTests {
  static let script = """
    param subject = "a fox"   ## what to draw
    param count: int
    param scale = 1.5
    param dry: bool = false
    param styles = ["oil", "ink"]
    param size: record = {width: 1}
    param photo: file = @cat.png
    [$subject, $count, $scale, $dry, $styles, $size, $photo]
    """

  private func run(_ arguments: [String: Value]) async throws -> [String] {
    try await ProgramRun.of(Self.script, arguments: arguments).transcript
  }

  @Test func `defaults stand for what is not given`() async throws {
    #expect(
      try await run(["count": .data("3")]) == [
        #"["a fox",3,1.5,false,["oil","ink"],{"width":1},"@cat.png"]"#
      ])
  }

  @Test func `texts are read as the parameter's type wants`() async throws {
    let given: [String: Value] = [
      "subject": .data("1984"), "count": .data("7"), "scale": .data("2.50"), "dry": .data("true"),
      "styles": .data(#"["a"]"#), "size": .data(#"{"height":2}"#), "photo": .data("@dog.png"),
    ]
    #expect(try await run(given) == [#"["1984",7,2.50,true,["a"],{"height":2},"@dog.png"]"#])
  }

  @Test func `values that have the type already are taken as they are`() async throws {
    let given: [String: Value] = ["count": .data(7), "subject": .data(12), "styles": .list([.data(1)])]
    #expect(try await run(given) == [#"["12",7,1.5,false,[1],{"width":1},"@cat.png"]"#])
  }

  @Test(arguments: [
    ("count", "x", "2:1 'count' must be a whole number <param count: int>"),
    ("count", "true", "2:1 'count' must be a whole number <param count: int>"),
    ("scale", "x", "3:1 'scale' must be a number <param scale = 1.5>"),
    ("dry", "1", "4:1 'dry' must be true or false <param dry: bool = false>"),
    ("size", "[1]", "6:1 'size' must be a record <param size: record = {width: 1}> as JSON: {\"a\": 1}"),
    ("photo", "missing.png", "7:1 there is no file 'missing.png' <param photo: file = @cat.png>"),
    ("count", "1.5", "2:1 'count' must be a whole number <param count: int>"),
    ("cuont", "1", "the script has no parameter 'cuont' did you mean 'count'?"),
  ])
  func `what does not fit is wrong usage`(name: String, text: String, summary: String) async throws {
    var arguments: [String: Value] = ["count": .data("1")]
    arguments[name] = .data(.string(text))
    let run = try await ProgramRun.of(Self.script, arguments: arguments)
    #expect(run.failure != nil)
    #expect(run.transcript == [summary])
  }

  @Test func `a list on the command line is JSON`() async throws {
    let transcript = try await run(["count": .data("1"), "styles": .data("oil, ink")])
    #expect(transcript.first?.contains("'styles' must be a list") == true)
    #expect(transcript.first?.contains(#"as JSON: ["a", "b"]"#) == true)
  }

  @Test func `every missing parameter is named`() async throws {
    let run = try await ProgramRun.of("param a\nparam b: text\n1")
    #expect(run.failure?.kind == .usage)
    #expect(run.transcript == ["1:1 the script needs a value for 'a', 'b' <param a> a=… b=…"])
  }

  @Test func `help lists names, types, defaults and narration`() throws {
    let source = SourceText(name: "test.fal", text: Self.script)
    let program = try ProgramRun.parsed(source)
    let help = program.parameterHelp(in: source)
    #expect(help.map(\.name) == ["subject", "count", "scale", "dry", "styles", "size", "photo"])
    #expect(help.map(\.type) == [.text, .int, .number, .bool, .list, .record, .file])
    #expect(
      help.map(\.defaultText) == [
        #""a fox""#, nil, "1.5", "false", #"["oil", "ink"]"#, "{width: 1}", "@cat.png",
      ])
    #expect(help.first?.narration == "what to draw")
  }
}
