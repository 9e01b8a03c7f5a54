/// The runs of one program.
struct Trial: Sendable {
  let invocation: Invocation
  private(set) var firstOutput = Samples<Duration>()
  private(set) var whole = Samples<Duration>()
  private(set) var peakMemory = Samples<Int>()
  /// Why there is nothing to measure.
  private(set) var obstacle: String?

  init(_ invocation: Invocation) { self.invocation = invocation }

  /// Runs the program of each trial in turn, so that a busy moment hits all
  /// of them alike; the first round counts for none.
  static func run(_ trials: inout [Trial], rounds: Int) {
    for round in 0...rounds {
      for index in trials.indices { trials[index].run(counts: round > 0) }
    }
  }

  private mutating func run(counts: Bool) {
    guard obstacle == nil else { return }
    do {
      let run = try ProcessRun(invocation)
      guard run.status == 0 else { return obstacle = "ends with status \(run.status)" }
      if counts { add(run) }
    } catch {
      obstacle = error.description
    }
  }

  private mutating func add(_ run: ProcessRun) {
    run.firstOutput.map { firstOutput.add($0) }
    whole.add(run.whole)
    peakMemory.add(run.peakMemory)
  }
}
