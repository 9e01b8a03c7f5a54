import Diagnostics
import Language
import Testing

@Suite struct HighlightTests {
  private func classes(_ text: String) -> [String] {
    let source = SourceText(name: "", text: text)
    return Parser.highlight(source).map { "\($1):\(source[$0])" }
  }

  @Test func `a line is coloured by what it says`() {
    #expect(
      classes("let x = fal-ai/a \"b $c\" seed=7 --async @f %3 | save # so") == [
        "keyword:let", "variable:x", "operator:=", "model:fal-ai/a", "string:\"b ", "interpolation:$c", "string:\"",
        "parameterName:seed", "operator:=", "number:7", "option:--async", "file:@f", "job:%3", "operator:|",
        "command:save", "comment:# so",
      ])
  }

  @Test func `an error covers what it is about`() {
    #expect(classes("save out/$x.png") == ["command:save", "error:out/$x.png"])
  }

  @Test func `an open end is not shown as an error`() {
    #expect(classes("gen \"a f") == ["command:gen", "string:\"a f"])
    #expect(classes("a |") == ["command:a", "operator:|"])
  }

  @Test func `the edges of a hole are interpolation and its inside is code`() {
    #expect(
      classes("a \"x$(b 1)\"") == [
        "command:a", "string:\"x", "interpolation:$(", "command:b", "number:1", "interpolation:)", "string:\"",
      ])
  }
}
