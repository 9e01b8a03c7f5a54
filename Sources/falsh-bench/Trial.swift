/// The runs of one program.
final class Trial {
  let invocation: Invocation
  private(set) var firstOutput = Samples<Duration>()
  private(set) var whole = Samples<Duration>()
  private(set) var peakMemory = Samples<Int>()
  /// Why there is nothing to measure.
  private(set) var obstacle: String?

  init(_ words: String..., variables: [String: String] = [:]) {
    invocation = Invocation(words, variables: variables)
  }

  /// Runs the program of each trial in turn, so that a busy moment hits all
  /// of them alike; the first round counts for none.
  static func run(_ trials: [Trial], rounds: Int) {
    for round in 0...rounds {
      for trial in trials { trial.run(counts: round > 0) }
    }
  }

  private func run(counts: Bool) {
    guard obstacle == nil else { return }
    do {
      let run = try ProcessRun(invocation)
      guard run.status == 0 else {
        obstacle = "\(invocation.words.first ?? "") ends with status \(run.status)"
        return
      }
      if counts { add(run) }
    } catch {
      obstacle = "\(invocation.words.first ?? ""): \(error)"
    }
  }

  private func add(_ run: ProcessRun) {
    run.firstOutput.map { firstOutput.add($0) }
    whole.add(run.whole)
    peakMemory.add(run.peakMemory)
  }
}
