import Diagnostics
import Language
import LanguageTesting
import Testing

@Suite struct LanguagePageTests {
  @Test(arguments: [LanguagePage.session, LanguagePage.script, LanguagePage.statements] + LanguagePage.lines)
  func `what the page shows has nothing wrong with it`(_ text: String) {
    #expect(parse(text).diagnostics.map { $0.rendered() } == [])
    if !text.contains("param") { #expect(parse(text, .paste).diagnostics.isEmpty) }
  }

  @Test func `each line of the session stands at the prompt`() {
    for line in LanguagePage.session.split(separator: "\n") {
      #expect(parse(String(line), .prompt).diagnostics.map { $0.rendered() } == [])
    }
  }

  @Test func `the script has its parts`() {
    let program = parse(LanguagePage.script).program
    #expect(program.parameters.map(\.name.value) == ["subject", "styles"])
    #expect(program.parameters[0].narration == "what to draw")
    #expect(program.parameters[1].narration == nil)
    #expect(
      SyntaxDump.dump(program.statements[3])
        == "(let clip $stills[0] | (fal-ai/kling-video/o3/pro/image-to-video \"slow dolly in\" duration=5))")
  }
}
