/// What the caller of the bench chose.
struct BenchOptions: Sendable {
  static let usage = """
    falsh-bench [--falsh PATH] [--runs N] [--jobs N] [--only PART …]
      --falsh PATH  the program to measure; else the falsh beside this executable
      --runs N      how often each program is started (30)
      --jobs N      how many jobs the journal has (100000)
      --only PART … what to measure, in place of all of it:
                    \(Part.allCases.map(\.rawValue).joined(separator: " "))
    """

  /// This program.
  let bench: String
  /// The program to measure.
  private(set) var program: String
  /// How often each program is started.
  private(set) var runs = 30
  /// How many jobs the journal has.
  private(set) var jobs = 100_000
  /// What to measure, in this order.
  private(set) var parts = Part.allCases
  /// What to serve, in place of measuring anything.
  private(set) var served: ServedPlan?

  /// - Parameter arguments: the process's own, its path first.
  /// - Returns: nil if they make no sense.
  init?(_ arguments: [String]) {
    bench = arguments.first ?? ""
    program = Self.neighbour(of: bench)
    var rest = arguments.dropFirst()
    while let option = rest.popFirst() {
      guard read(option, &rest) else { return nil }
    }
  }

  /// - Returns: whether the option and what follows it make sense.
  private mutating func read(_ option: String, _ rest: inout ArraySlice<String>) -> Bool {
    switch option {
    case "--falsh":
      guard let path = rest.popFirst() else { return false }
      program = path
    case "--runs":
      guard let count = Self.count(rest.popFirst(), in: 1...10_000) else { return false }
      runs = count
    case "--jobs":
      guard let count = Self.count(rest.popFirst(), in: 1...10_000_000) else { return false }
      jobs = count
    case "--only":
      let names = rest.prefix { !$0.hasPrefix("--") }
      rest = rest.dropFirst(names.count)
      guard !names.isEmpty, names.allSatisfy({ Part(rawValue: $0) != nil }) else { return false }
      parts = Part.allCases.filter { names.contains($0.rawValue) }
    case ServedSandbox.word:
      served = ServedPlan(rest)
      rest = []
      return served != nil
    default: return false
    }
    return true
  }

  private static func count(_ text: String?, in range: ClosedRange<Int>) -> Int? {
    text.flatMap { Int($0) }.flatMap { range.contains($0) ? $0 : nil }
  }

  /// `falsh` in the same folder, so that both were built alike.
  private static func neighbour(of executable: String) -> String {
    guard let slash = executable.lastIndex(of: "/") else { return "falsh" }
    return executable[...slash] + "falsh"
  }
}
