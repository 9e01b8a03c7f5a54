import Diagnostics
import Language
import Testing

@Suite struct CompletionContextTests {
  struct Example: Sendable, CustomTestStringConvertible {
    /// With the cursor as `‸`.
    var text: String
    var kind: CompletionContext.Kind
    var prefix: String
    var isQuoted = false
    var option: String?
    var testDescription: String { text }

    init(
      _ text: String, _ kind: CompletionContext.Kind, _ prefix: String = "", isQuoted: Bool = false,
      option: String? = nil
    ) {
      self.text = text
      self.kind = kind
      self.prefix = prefix
      self.isQuoted = isQuoted
      self.option = option
    }
  }

  @Test(arguments: CompletionContextTests.examples)
  func `the cursor stands where it stands`(_ example: Example) {
    let parts = example.text.split(separator: "‸", omittingEmptySubsequences: false)
    let offset = parts[0].utf8.count
    let context = Parser.completionContext(in: parts.joined(), at: offset)
    #expect(context.kind == example.kind)
    #expect(context.prefix == example.prefix)
    #expect(context.replacing == SourceRange(offset - example.prefix.utf8.count, offset))
    #expect(context.isQuoted == example.isQuoted)
    #expect(context.option == example.option)
  }

  static let examples: [Example] = [
    Example("‸", .callName),
    Example("fal‸", .callName, "fal"),
    Example("a | sa‸", .callName, "sa"),
    Example("a | ‸", .callName),
    Example("let x = ‸", .callName),
    Example("each { ‸", .callName),
    Example("print (co‸", .callName, "co"),
    Example("a \"$(co‸", .callName, "co"),
    Example("a; b‸", .callName, "b"),
    Example("gen ‸", .argument(call: "gen", given: [], piped: false)),
    Example("% | gen x=1 se‸", .argument(call: "gen", given: ["x"], piped: true), "se"),
    Example("gen se‸ed=7 x=1", .argument(call: "gen", given: ["x"], piped: false), "se"),
    Example("gen \"a b‸", .argument(call: "gen", given: [], piped: false), "a b", isQuoted: true),
    Example("gen -m fal‸", .argument(call: "gen", given: [], piped: false), "fal", option: "m"),
    Example("gen --model ‸", .argument(call: "gen", given: [], piped: false), option: "model"),
    Example("gen image_size=‸", .parameterValue(call: "gen", path: ["image_size"])),
    Example("gen image_size=sq‸", .parameterValue(call: "gen", path: ["image_size"]), "sq"),
    Example("gen a.b[0]=\"sq‸", .parameterValue(call: "gen", path: ["a", "b", "0"]), "sq", isQuoted: true),
    Example("gen x=[a, b‸", .parameterValue(call: "gen", path: ["x"]), "b"),
    Example("gen --ti‸", .option(call: "gen"), "--ti"),
    Example("gen --‸", .option(call: "gen"), "--"),
    Example("gen $he‸", .variable, "he"),
    Example("gen $‸", .variable),
    Example("gen \"a $he‸", .variable, "he"),
    Example("gen \"a ${he‸", .variable, "he"),
    Example("gen \"a $‸", .variable),
    Example("$hero.im‸", .step(variable: "hero", path: []), "im"),
    Example("$hero.images[0].‸", .step(variable: "hero", path: ["images", "0"])),
    Example("a %3.‸", .step(variable: "%3", path: [])),
    Example("a %‸", .job, "%"),
    Example("a @out/he‸", .file, "out/he"),
    Example("a x=@\"out/h e‸", .file, "out/h e", isQuoted: true),
    Example("a # note‸", .none),
    Example("if ‸", .none),
  ]
}
