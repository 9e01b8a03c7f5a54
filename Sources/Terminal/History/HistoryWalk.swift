/// Up and Down through the entries that begin with what stood before the
/// cursor when the walk began.
struct HistoryWalk {
  private let entries: [String]
  private var position: Int
  private var prefix = ""
  /// What was typed, to come back to.
  private var draft = ""
  /// What the walk showed last; a line that differs begins a new walk.
  private var shown: String?

  init(_ entries: [String]) {
    self.entries = entries
    position = entries.count
  }

  /// The next older entry, or nil at the end of them.
  mutating func older(than line: String, beforeCursor: String) -> String? {
    begin(line, beforeCursor)
    let matches = entries[..<position].lastIndex { $0.hasPrefix(prefix) && $0 != line }
    guard let match = matches else { return nil }
    return show(match)
  }

  /// The next newer entry, what was typed after the last one, or nil if no
  /// walk is going on.
  mutating func newer(than line: String, beforeCursor: String) -> String? {
    begin(line, beforeCursor)
    guard position < entries.count else { return nil }
    let match = entries[(position + 1)...].firstIndex { $0.hasPrefix(prefix) && $0 != line }
    return show(match ?? entries.count)
  }

  private mutating func begin(_ line: String, _ beforeCursor: String) {
    guard line != shown else { return }
    position = entries.count
    (draft, prefix, shown) = (line, beforeCursor, line)
  }

  private mutating func show(_ index: Int) -> String {
    position = index
    let line = index < entries.count ? entries[index] : draft
    shown = line
    return line
  }
}
