import Diagnostics
import Language
import Testing

@Suite struct CaretTests {
  @Test(arguments: [
    "save ‹out/$x.png› y", "gen ‹a\"b c\"› d", "let y = ‹$w*2›", "print ‹$w*2›", "a [b ‹c› d]", "‹x =› 5",
    "let ‹$x› = 5",
    "a ‹seed = 7› b", "a ‹seed: 7› b", "a \"b\" ‹> c.png›", "a ‹&&› b", "a ‹&› b", "a b ‹seed=7&›", "let u = ‹$(a b)›",
    "‹animate(\"left\")› x", "gen ‹“a fox”›", "print 1 ‹+› 2", "a seed=‹1,2›", "a seed=‹{1,2}› b", "if $n ‹then› { a }",
    "for f in ‹lines @a.txt› { a }", "if $a == ‹b› { c }", "a | ‹out/hero.png›", "‹|› save", "a ‹(›b", "a ‹[›b, c",
    "a ‹\"b c›", "if $a ‹{›\nb", "a ‹|›", "a $x‹[›0", "a ‹\"x›\nb ‹'y›\nc",
  ])
  func `carets stand under the whole culprit`(_ expected: String) {
    let text = String(expected.filter { $0 != "‹" && $0 != "›" })
    #expect(marked(text) == expected)
  }

  @Test func `all errors of a file are found`() {
    let expected = """
      let a = ‹$w*2›
      if $x {
        save ‹out/$x.png›
        let y = [1 ‹2›]
        ‹x =› 5
      }
      for f in ‹lines @a› {
        gen ‹“fox”›
      }
      print ok
      let b = ‹(›count $x
      let c = ‹$y==1›
      """
    let text = String(expected.filter { $0 != "‹" && $0 != "›" })
    #expect(marked(text) == expected)
    #expect(
      parse(text).diagnostics.map(\.code) == [
        "glued-operator", "glued-values", "missing-comma", "assignment-without-let", "bare-call",
        "typographic-quotes", "unclosed-bracket", "glued-operator",
      ])
    #expect(parse(text).program.statements.count == 6)
  }

  @Test func `of several problems on a line the correction repairs all`() {
    let diagnostics = parse("gen “a” seed = 7\nb").diagnostics
    #expect(diagnostics.map(\.correction) == ["gen \"a\" seed=7", "gen \"a\" seed=7"])
  }

  @Test func `a diagnostic reads like the page says`() {
    #expect(
      parse("a\nsave out/$x.png").diagnostics.map { $0.rendered() } == [
        """
        test.fal:2:6: error: values must not touch, but do in 'out/$x.png'
         2 | save out/$x.png
           |      ^^^^^^^^^^ quote the whole: "out/$x.png"
        """
      ])
  }
}
