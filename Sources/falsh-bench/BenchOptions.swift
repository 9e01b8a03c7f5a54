/// What the caller of the bench chose.
struct BenchOptions: Sendable {
  static let usage = """
    falsh-bench [--falsh PATH] [--runs N] [--jobs N]
      --falsh PATH  the program to measure; else the falsh beside this executable
      --runs N      how often each program is started (30)
      --jobs N      how many jobs the journal has (100000)
    """

  /// The program to measure.
  let program: String
  /// How often each program is started.
  let runs: Int
  /// How many jobs the journal has.
  let jobs: Int

  /// - Parameter arguments: the process's own, its path first.
  /// - Returns: nil if they make no sense.
  init?(_ arguments: [String]) {
    var program = Self.neighbour(of: arguments.first ?? "")
    var runs = 30
    var jobs = 100_000
    var rest = arguments.dropFirst()
    while let option = rest.popFirst() {
      guard let value = rest.popFirst() else { return nil }
      switch option {
      case "--falsh": program = value
      case "--runs":
        guard let count = Int(value), (1...10_000).contains(count) else { return nil }
        runs = count
      case "--jobs":
        guard let count = Int(value), (1...10_000_000).contains(count) else { return nil }
        jobs = count
      default: return nil
      }
    }
    self.program = program
    self.runs = runs
    self.jobs = jobs
  }

  /// `falsh` in the same folder, so that both were built alike.
  private static func neighbour(of executable: String) -> String {
    guard let slash = executable.lastIndex(of: "/") else { return "falsh" }
    return executable[...slash] + "falsh"
  }
}
