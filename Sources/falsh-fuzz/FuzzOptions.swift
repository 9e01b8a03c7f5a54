/// What the caller of the fuzzer chose.
struct FuzzOptions: Sendable {
  static let usage = """
    falsh-fuzz [--inputs N] [--seconds S] [--seed N] [--failing PATH] [FILE …]
      --inputs N      how many inputs are made (no limit)
      --seconds S     for how long (60)
      --seed N        where the row of inputs begins (1)
      --failing PATH  where the input is written that fails (falsh-fuzz-failing.fal)
      FILE            more to make inputs of, beside the examples of the language
    """

  var inputs = Int.max
  var seconds = 60
  var seed: UInt64 = 1
  var failing = "falsh-fuzz-failing.fal"
  var files: [String] = []

  /// - Parameter arguments: without the path of the executable.
  /// - Returns: nil if they make no sense.
  init?(_ arguments: some Sequence<String>) {
    var rest = Array(arguments)[...]
    while let word = rest.popFirst() {
      guard word.hasPrefix("--") else {
        files.append(word)
        continue
      }
      guard let value = rest.popFirst(), take(word, value) else { return nil }
    }
  }

  private mutating func take(_ option: String, _ value: String) -> Bool {
    switch option {
    case "--failing": failing = value
    case "--inputs":
      guard let count = Int(value), count > 0 else { return false }
      inputs = count
    case "--seconds":
      guard let count = Int(value), (1...1_000_000).contains(count) else { return false }
      seconds = count
    case "--seed":
      guard let number = UInt64(value) else { return false }
      seed = number
    default: return false
    }
    return true
  }
}
