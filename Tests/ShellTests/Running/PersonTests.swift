import Terminal
import Testing

@testable import Shell

@Suite struct PersonTests {
  @Test(.timeLimit(.minutes(1))) func `one question waits for the answer to the one before it`() async {
    let person = Person()
    let asked = OutputLog()
    let (answers, answer) = AsyncStream<String>.makeStream()
    let line: @Sendable (StyledText) async -> String? = { prompt in
      asked.append(prompt.plain)
      for await line in answers { return line }
      return nil
    }
    person.answers(Person.Ways(confirm: { await line($0)?.isYes }, secret: line, line: line))
    async let first = person.line("first")
    while asked.take() != "first" { await Task.yield() }
    async let second = person.confirms("second")
    for _ in 0..<1000 { await Task.yield() }
    #expect(asked.take() == "")
    answer.yield("oils")
    #expect(await first == "oils")
    answer.yield("y")
    #expect(await second == true)
    #expect(asked.take() == "second")
  }
}
