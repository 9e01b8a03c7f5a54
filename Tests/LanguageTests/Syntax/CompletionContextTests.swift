import Diagnostics
import Language
import Testing

@Suite struct CompletionContextTests {
  struct Example: Sendable, CustomTestStringConvertible {
    /// With the cursor as `‸`.
    var text: String
    var kind: CompletionContext.Kind
    var prefix: String
    var quotes: String?
    var testDescription: String { text }

    init(_ text: String, _ kind: CompletionContext.Kind, _ prefix: String = "", quotes: String? = nil) {
      self.text = text
      self.kind = kind
      self.prefix = prefix
      self.quotes = quotes
    }
  }

  private static func context(_ marked: String) -> CompletionContext {
    let parts = marked.split(separator: "‸", omittingEmptySubsequences: false)
    return Parser.completionContext(in: parts.joined(), at: parts[0].utf8.count)
  }

  @Test(arguments: CompletionContextTests.examples)
  func `the cursor stands where it stands`(_ example: Example) {
    let offset = example.text.split(separator: "‸", omittingEmptySubsequences: false)[0].utf8.count
    let context = Self.context(example.text)
    #expect(context.kind == example.kind)
    #expect(context.prefix == example.prefix)
    #expect(context.replacing == SourceRange(offset - example.prefix.utf8.count, offset))
    #expect(context.quotes == example.quotes)
  }

  static let examples: [Example] = [
    Example("‸", .callName(piped: nil)),
    Example("fal‸", .callName(piped: nil), "fal"),
    Example("a | sa‸", .callName(piped: SourceRange(0, 1)), "sa"),
    Example("a x=1 | b | ‸", .callName(piped: SourceRange(0, 9))),
    Example("let x = ‸", .callName(piped: nil)),
    Example("nonsense=‸", .none),
    Example("each { ‸", .callName(piped: nil)),
    Example("print (co‸", .callName(piped: nil), "co"),
    Example("a \"$(co‸", .callName(piped: nil), "co"),
    Example("a; b‸", .callName(piped: nil), "b"),
    Example("gen ‸", .argument),
    Example("gen \"a b‸", .argument, "a b", quotes: "\""),
    Example("gen 'a b‸", .argument, "a b", quotes: "'"),
    Example("gen --model ‸", .argument),
    Example("gen --model=fal‸", .argument, "fal"),
    Example("gen --model=‸", .argument),
    Example("gen [a, ‸", .argument),
    Example("gen x=(up ‸", .argument),
    Example("gen image_size=‸", .parameterValue(path: ["image_size"])),
    Example("gen image_size=sq‸", .parameterValue(path: ["image_size"]), "sq"),
    Example("gen a.b[0]=\"sq‸", .parameterValue(path: ["a", "b", "0"]), "sq", quotes: "\""),
    Example("gen x=[a, b‸", .parameterValue(path: ["x", "1"]), "b"),
    Example("gen x=[‸", .parameterValue(path: ["x", "0"])),
    Example("gen x={width: ‸", .parameterValue(path: ["x", "width"])),
    Example("gen x=[{path: \"a‸", .parameterValue(path: ["x", "0", "path"]), "a", quotes: "\""),
    Example("gen x={‸", .key(path: ["x"], given: [])),
    Example("gen x={ wi‸", .key(path: ["x"], given: []), "wi"),
    Example("gen x={\"wi‸", .key(path: ["x"], given: []), "wi", quotes: "\""),
    Example("gen x={width: 1, ‸", .key(path: ["x"], given: ["width"])),
    Example("gen x={width: 1, he‸", .key(path: ["x"], given: ["width"]), "he"),
    Example("gen x=[1, {path: a}, {sc‸", .key(path: ["x", "2"], given: []), "sc"),
    Example("gen loras[0].pa‸", .argument, "loras[0].pa"),
    Example("gen loras[0].‸", .argument, "loras[0]."),
    Example("gen --ti‸", .option, "--ti"),
    Example("gen --‸", .option, "--"),
    Example("gen $he‸", .variable, "he"),
    Example("gen $‸", .variable),
    Example("gen \"a $he‸", .variable, "he"),
    Example("gen \"a ${he‸", .variable, "he"),
    Example("gen \"a $‸", .variable),
    Example("$hero.im‸", .step(variable: "hero", path: []), "im"),
    Example("$hero.images[0].‸", .step(variable: "hero", path: ["images", "0"])),
    Example("a \"see ${hero.im‸", .step(variable: "hero", path: []), "im"),
    Example("a %3.‸", .step(variable: "%3", path: [])),
    Example("a %.‸", .step(variable: "%", path: [])),
    Example("$hero.images[‸", .index(variable: "hero", path: ["images"])),
    Example("a x=$hero[im‸", .index(variable: "hero", path: []), "im"),
    Example("a %‸", .job, "%"),
    Example("a @out/he‸", .file(path: []), "out/he"),
    Example("a x=@\"out/h e‸", .file(path: ["x"]), "out/h e", quotes: "\""),
    Example("a x=[@a.png, @b‸", .file(path: ["x", "1"]), "b"),
    Example("a # note‸", .none),
    Example("if ‸", .operand),
    Example("expect $a == tr‸", .operand, "tr"),
    Example("if $a { b } ‸", .keyword("else")),
    Example("if $a { b } el‸", .keyword("else"), "el"),
    Example("try { a } ca‸", .keyword("catch"), "ca"),
    Example("for x ‸", .keyword("in")),
  ]

  @Test func `a call tells what it has been given, on both sides of the cursor`() {
    #expect(Self.context("% | gen x=1 se‸").call?.given == ["x"])
    #expect(Self.context("gen se‸ed=7 x=1").call?.given == ["x"])
    #expect(Self.context("gen -m fal‸").call?.option == "m")
    #expect(Self.context("gen --model ‸").call?.option == "model")
    #expect(Self.context("gen --model=‸").call?.option == "model")
    #expect(Self.context("gen x=(up ‸").call?.name.value == "up")
    #expect(Self.context("a b | c d=1 | gen ‸").call?.input == SourceRange(0, 11))
    let call = Self.context("status ID --model fal \"b c\" ‸").call
    #expect(call?.positionals.map(\.text) == ["ID", "fal", "\"b c\""])
    #expect(call?.positionals.map(\.option) == [nil, "model", nil])
  }

  @Test func `names are known from where they are bound to where their block ends`() {
    let context = Self.context("let a = gen x; for b in $a { each c { d }; try { } catch e { print $‸")
    #expect(context.names.map(\.name) == ["a", "b", "e"])
    #expect(context.names[0].value == CompletionContext.Input(range: SourceRange(8, 13), isItem: false))
    #expect(context.names[1].value == CompletionContext.Input(range: SourceRange(24, 26), isItem: true))
    #expect(context.names[2].value == nil)
    #expect(Self.context("def soften(text, by = 2) { $‸").names.map(\.name) == ["text", "by"])
    #expect(Self.context("def soften(text, by = 2) { }; so‸").definitions == ["soften": ["text", "by"]])
    #expect(Self.context("a | each style { gen $st‸").names.map(\.name) == ["style"])
  }

  @Test func `what is piped in is known in a stage and in its block`() {
    #expect(Self.context("gen x | gen image_url=$in.‸").input == .init(range: SourceRange(0, 5), isItem: false))
    #expect(Self.context("gen x | each { gen $in.‸").input == .init(range: SourceRange(0, 5), isItem: true))
    #expect(Self.context("gen x | each { a $in | b y=$in.‸").input == .init(range: SourceRange(15, 20), isItem: false))
    #expect(Self.context("a | each { def b() { $in.‸").input == nil)
  }
}
