/// The search of Ctrl-R: the newest entry that contains a pattern, and the
/// ones beyond it. Letter case counts only if the pattern has capitals.
struct HistorySearch {
  private let entries: [String]
  private(set) var pattern = ""
  private var position: Int
  /// Nothing (more) was found by the latest step.
  private(set) var hasFailed = false

  init(_ entries: [String]) {
    self.entries = entries
    position = entries.count
  }

  /// What is found at present.
  var match: String? { position < entries.count ? entries[position] : nil }

  mutating func type(_ text: String) {
    pattern += text
    search(upTo: min(position + 1, entries.count))
  }

  mutating func deleteBackward() {
    guard !pattern.isEmpty else { return }
    pattern.removeLast()
    position = entries.count
    search(upTo: entries.count)
  }

  mutating func findOlder() { search(upTo: position) }

  mutating func findNewer() {
    guard position < entries.count else { return }
    let (current, pattern) = (match, folded(pattern))
    let found = entries[(position + 1)...].firstIndex { contains($0, pattern) && $0 != current }
    hasFailed = found == nil
    position = found ?? position
  }

  private mutating func search(upTo end: Int) {
    guard !pattern.isEmpty else {
      hasFailed = false
      return
    }
    let (current, pattern) = (end <= position ? match : nil, folded(pattern))
    let found = entries[..<end].lastIndex { contains($0, pattern) && $0 != current }
    hasFailed = found == nil
    position = found ?? position
  }

  private var ignoresCase: Bool { !pattern.contains(where: \.isUppercase) }

  fileprivate func folded(_ text: String) -> String { ignoresCase ? text.lowercased() : text }

  private func contains(_ entry: String, _ pattern: String) -> Bool { folded(entry).contains(pattern) }
}

extension HistorySearch {
  /// Where the pattern first stands in an entry, in scalars.
  func offset(in entry: String) -> Int {
    let (scalars, wanted) = (Array(folded(entry).unicodeScalars), Array(folded(pattern).unicodeScalars))
    return scalars.firstRange(of: wanted)?.lowerBound ?? 0
  }
}
