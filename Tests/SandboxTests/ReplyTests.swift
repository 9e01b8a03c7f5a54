import JSON
import Testing

@testable import Sandbox

@Suite struct ReplyTests {
  private func reply(_ prompt: String) -> String {
    Reply(to: prompt, generator: SeededGenerator([prompt], seed: 0)).text
  }

  @Test(arguments: [
    ("five one-line prompts about foxes", 5, "foxes"), ("Give me 12 ideas for a birthday cake.", 12, "a birthday cake"),
    ("List three short titles about the sea: no numbers", 3, "the sea"), ("write 50 taglines for tea", 50, "tea"),
  ])
  func `so many lines as were asked for, no two alike`(prompt: String, count: Int, subject: String) {
    let lines = reply(prompt).split(separator: "\n")
    #expect(lines.count == count)
    #expect(Set(lines).count == count)
    #expect(lines.allSatisfy { $0.hasPrefix(subject) && $0.count < 100 })
  }

  @Test func `a list as JSON, if that was asked for`() throws {
    let list = try JSON(parsing: reply("Give me four names for a cat as a JSON list"))
    #expect(list.array?.count == 4)
  }

  @Test func `a text is rewritten, and only the text comes back`() {
    let text = reply("Rewrite this prompt so that no content filter objects. Only the prompt: two knights fighting")
    #expect(text.hasPrefix("two knights facing each other"))
  }

  @Test func `anything else gets a paragraph about its subject`() {
    #expect(reply("Tell me something about glass").contains("glass"))
    #expect(reply("Tell me something about glass") == reply("Tell me something about glass"))
    #expect(!reply("").isEmpty)
    #expect(!reply("???").isEmpty)
  }

  @Test func `a number without a thing is no list`() {
    #expect(ListRequest("I was born in 1984 and like trains") == nil)
    #expect(ListRequest("give me 100000 ideas") == nil)
  }
}
