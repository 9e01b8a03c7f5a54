import Diagnostics
import Language
import LanguageTesting
import Testing

@Suite struct ProgramArgumentTests {
  struct Example: Sendable, CustomTestStringConvertible {
    var words: [String]
    var line: String
    var tree: String
    var testDescription: String { line }
  }

  @Test(arguments: ProgramArgumentTests.examples)
  func `arguments become one call`(_ example: Example) {
    let (source, result) = Parser.parse(words: example.words)
    #expect(source.text == example.line)
    #expect(result.diagnostics.map { $0.rendered() } == [])
    #expect(SyntaxDump.dump(result.program) == example.tree)
  }

  @Test(arguments: ProgramArgumentTests.examples.filter { $0.words.first != "let" })
  func `the line says the same at the prompt`(_ example: Example) {
    let result = parse(example.line, .prompt)
    #expect(SyntaxDump.dump(result.program) == example.tree)
  }

  static let examples: [Example] = [
    Example(words: [], line: "", tree: ""),
    Example(
      words: ["fal-ai/veo3.1", "Ocean waves", "duration=8s", "--async"],
      line: "fal-ai/veo3.1 \"Ocean waves\" duration=8s --async",
      tree: "(fal-ai/veo3.1 \"Ocean waves\" duration=8s --async)"),
    Example(words: ["upload", "photo.jpg"], line: "upload photo.jpg", tree: "(upload photo.jpg)"),
    Example(
      words: ["gen", "-m", "fal-ai/x", "-p", "a $fox & \"cat\""],
      line: "gen -m fal-ai/x -p \"a \\$fox & \\\"cat\\\"\"", tree: "(gen -m fal-ai/x -p \"a $fox & \"cat\"\")"),
    Example(
      words: ["gen", "$x", "%3", "a;b"], line: "gen \"\\$x\" \"%3\" \"a;b\"", tree: "(gen \"$x\" \"%3\" \"a;b\")"),
    Example(words: ["gen", "@a b.png", "@c.png"], line: "gen @\"a b.png\" @c.png", tree: "(gen @\"a b.png\" @c.png)"),
    Example(
      words: ["gen", "prompt=a fox", "seed=7", "x=", "y=@z.png"], line: "gen prompt=\"a fox\" seed=7 x= y=@z.png",
      tree: "(gen prompt=\"a fox\" seed=7 x= y=@z.png)"),
    Example(
      words: ["gen", "x:={\"a\": \"$b\", \"c\": [1]}", "y:=null"], line: "gen x:={a: \"\\$b\", c: [1]} y:=null",
      tree: "(gen x:={a: \"$b\" c: [1]} y:=null)"),
    Example(
      words: ["gen", "--timeout=5 s", "--xy=z"], line: "gen --timeout=\"5 s\" --xy=z",
      tree: "(gen --timeout=\"5 s\" --xy=z)"),
    Example(
      words: ["sweep", "seed=1..3", "-1", ""], line: "sweep seed=1..3 -1 \"\"", tree: "(sweep seed=1..3 -1 \"\")"),
    Example(
      words: ["print", "+", "&", "a&", "#", "x:"], line: "print \"+\" \"&\" \"a&\" \"#\" \"x:\"",
      tree: "(print \"+\" \"&\" \"a&\" \"#\" \"x:\")"),
    Example(
      words: ["print", "the sum a=b", "--no hands"], line: "print \"the sum a=b\" \"--no hands\"",
      tree: "(print \"the sum a=b\" \"--no hands\")"),
    Example(
      words: ["a", "loras[0].path=x", "s.w=1"], line: "a loras[0].path=x s.w=1", tree: "(a loras[0].path=x s.w=1)"),
    Example(words: ["let", "x", "5"], line: "let x 5", tree: "(let x 5)"),
  ]

  @Test func `what is no JSON behind its sign is pointed at`() {
    let (source, result) = Parser.parse(words: ["gen", "x:={a"])
    #expect(result.diagnostics.map(\.code) == ["bad-json"])
    #expect(result.diagnostics.first?.range.map { String(source[$0]) } == "\"{a\"")
  }

  @Test func `a command with blanks is none`() {
    #expect(Parser.parse(words: ["a b", "c"]).result.diagnostics.map(\.code) == ["bad-command"])
  }
}
