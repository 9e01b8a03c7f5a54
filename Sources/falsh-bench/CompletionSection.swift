import FalProtocol
import Journal
import ModelCatalogue
import Shell
import Terminal

/// How long Tab takes, over the whole catalogue: offline, as at a prompt that
/// has just started.
struct CompletionSection {
  private static let aim = Quantity.time(.milliseconds(5))

  private let completer: ProgramCompleter

  init() {
    let capabilities = Capabilities(isTerminal: false, columns: 100, colors: .none, links: false, canMoveCursor: false)
    let screen = Screen(capabilities: capabilities) { _ in }
    let time = Timekeeper(now: { .zero }, date: { 0 }, sleep: { try await ContinuousClock().sleep(for: $0) })
    let session = Session(
      environment: ShellEnvironment(variables: ["HOME": "/"], workingDirectory: "/", time: time),
      console: Console(screen: screen, capabilities: capabilities, results: .lines) { _ in },
      files: Files(workingDirectory: "/", homeDirectory: "/", policy: .everything),
      platform: Platform(kind: .live) { throw CancellationError() },
      records: Records(open: { try Journal.inMemory() }, date: { 0 }, warn: { _ in }), isInteractive: true)
    completer = ProgramCompleter(session: session, options: [], subcommands: [])
  }

  func measure() async -> Section {
    let models = ModelCatalogue.shipped.entries
    var section = Section(title: "Completion, over \(models.count) models")
    section.figures += await figures("the beginning of a segment", models.map { String($0.lastSegment.prefix(4)) })
    section.figures += await figures("three words", models.map(\.threeWords))
    section.figures += await figures("names of parameters", models.map { $0.id + " " })
    section.figures += await figures("values of a parameter", models.map { $0.id + " \"a\" prompt=x image_size=" })
    section.figures += await figures("fields of a result", models.map { "let x = \($0.id) \"a\"\nprint $x." })
    return section
  }

  /// - Returns: what half and what 99 of 100 stay below, and the longest.
  private func figures(_ what: String, _ lines: [String]) async -> [Figure] {
    let clock = ContinuousClock()
    var times: [Duration] = []
    for line in lines {
      times.append(await clock.measure { _ = await completer.report(on: line, at: line.unicodeScalars.count) })
    }
    times.sort()
    guard let longest = times.last else { return [] }
    let (half, most) = (times[times.count / 2], times[times.count * 99 / 100])
    let note = "half below \(Quantity.time(half).text), longest \(Quantity.time(longest).text)"
    return [Figure(what + ": 99 % below", .time(most), aim: Self.aim, note: note)]
  }
}

extension ModelFacts {
  fileprivate var lastSegment: Substring { id.split(separator: "/").last ?? "" }

  fileprivate var threeWords: String {
    id.split { $0 == "/" || $0 == "-" }.suffix(3).joined(separator: " ")
  }
}
