import Shell
import Terminal

/// How long Tab takes, of every kind and over the whole catalogue, until its
/// first page is laid out: offline, as at a prompt that has just started.
struct CompletionSection {
  private static let aim = Quantity.time(.milliseconds(5))
  /// Fewer lines than this are typed several times: 99 of 100 should be more
  /// than one line's luck.
  private static let leastSamples = 300

  private let completer: Completer
  private let program: ProgramCompleter

  init(session: Session) {
    completer = Completer(session: session)
    program = ProgramCompleter(session: session, options: [], subcommands: [])
  }

  func measure() async -> Section {
    var section = Section(title: "Completion, over \(CompletionLines.modelCount) models: 99 of 100 below")
    var all = Samples<Duration>()
    for kind in CompletionLines.all {
      let samples = await times(kind.lines)
      section.figures.append(figure(kind.what, samples))
      all = all + samples
    }
    section.figures.insert(figure("anything", all), at: 0)
    return section
  }

  private func figure(_ what: String, _ samples: Samples<Duration>) -> Figure {
    guard let most = samples.most, let half = samples.median, let longest = samples.maximum else {
      return Figure(what, missing: "nothing to complete")
    }
    let note = "half below \(Quantity.time(half).text), longest \(Quantity.time(longest).text)"
    return Figure(what, .time(most), aim: Self.aim, note: note)
  }

  private func times(_ lines: [String]) async -> Samples<Duration> {
    let clock = ContinuousClock()
    var times: [Duration] = []
    let rounds = max(1, (Self.leastSamples + lines.count - 1) / max(1, lines.count))
    for line in Array(repeating: lines, count: rounds).joined() {
      times.append(await clock.measure { _ = await shown(line) })
    }
    return Samples(times)
  }

  /// How many lines there are to see: below the line of the prompt, or in the
  /// answer to another shell.
  private func shown(_ line: String) async -> Int {
    guard !line.hasPrefix("falsh ") else {
      return await program.report(on: line, at: line.unicodeScalars.count).text(for: .zsh).utf8.count
    }
    guard let completion = await completer.completion(of: line, at: line.utf8.count) else { return 0 }
    return CompletionList(completion: completion, columns: 79, rows: 22).lines().count
  }
}
