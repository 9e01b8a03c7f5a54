/// An answer to a question, made up from its words.
struct Reply {
  let text: String
  /// What a model that shows its reasoning would show.
  let reasoning: String

  init(to prompt: String, generator: SeededGenerator) {
    var generator = generator
    if let rewrite = Rewrite(prompt) {
      text = rewrite.text
      reasoning = "A text is to be rewritten: keep its subject, soften its words."
    } else if let request = ListRequest(prompt) {
      let lines = Phrases.lines(about: request.subject, count: request.count, &generator)
      text = request.wantsJSON ? Self.json(lines) : lines.joined(separator: "\n")
      reasoning = "\(request.count) lines about \(request.subject) are wanted, one a line, no two alike."
    } else {
      let subject = Topic.of(prompt)
      text = Phrases.paragraph(about: subject, &generator)
      reasoning = "The question is about \(subject); a short paragraph will do."
    }
  }

  private static func json(_ lines: [String]) -> String {
    "[" + lines.map { "\"\($0)\"" }.joined(separator: ", ") + "]"
  }
}
