import Testing
import TranscriptTesting

@testable import Shell

/// Every command has cases of its own, which are named for it: `save: …`
/// shows what it does, and `save: wrong` each way to get it wrong.
@Suite struct CommandCasesTests {
  private static let cases = (try? Transcript.cases(in: "../Transcripts")) ?? []
  /// What needs a signature of this hour, or a job that takes its time.
  private static let tests = [
    "webhook": "what the platform signed is its body",
    "cancel": "leaves what runs in the background, and cancel ends it",
  ]

  @Test(arguments: Commands.names)
  func `a command is shown as it works`(name: String) throws {
    let manual = try #require(Commands.manuals.first { $0.name == name })
    let own = Self.cases(of: name).filter { !$0.title.hasPrefix("\(name): wrong") }
    let names = try TestNames.all()
    let isTested = Self.tests[name].map { names.contains($0) } ?? false
    let isInManual = !manual.examples.isEmpty && !manual.examples.contains(": error: ")
    #expect(!own.isEmpty || isInManual || isTested)
  }

  @Test(arguments: Commands.names)
  func `a command is shown where it is got wrong, in every way that its manual knows`(name: String) throws {
    let manual = try #require(Commands.manuals.first { $0.name == name })
    let steps = Self.cases(of: name).filter { $0.title.hasPrefix("\(name): wrong") }.flatMap { $0.steps }
    let lines: [String] = steps.flatMap(\.expected)
    let messages = lines.filter { $0.contains(": error: ") }
    #expect(messages.count > 1)
    for way in Self.ways(toGetWrong: manual) {
      #expect(messages.contains { $0.contains(way) }, "\(name): no case shows '\(way)'")
    }
  }

  private static func cases(of name: String) -> [Transcript.Case] {
    cases.filter { $0.title.hasPrefix("\(name): ") }
  }

  /// Parts of the messages. What is passed to a model is for its schema to
  /// say.
  private static func ways(toGetWrong manual: Manual) -> [String] {
    guard !manual.passesArguments else { return [] }
    var ways = ["\(manual.name) has no option '"]
    if !manual.positionals.contains(where: \.isRepeated) { ways.append("arguments") }
    if manual.input == .required { ways.append("nothing is piped into \(manual.name)") }
    for parameter in manual.positionals where parameter.isRequired {
      ways.append("\(manual.name) needs its \(parameter.name): ")
    }
    return ways
  }
}
