import Synchronization

/// What was entered before, oldest first, in memory and in a file that
/// several shells share.
package final class History: Sendable {
  private let file: HistoryFile?
  private let limit: Int
  private let lines: Mutex<[String]>

  /// - Parameters:
  ///   - path: the file, made at the first addition with mode 0600, in
  ///     directories of mode 0700; nil for a history that does not last.
  ///   - limit: how many of the newest entries are kept in memory.
  package init(path: String?, limit: Int = 10_000) {
    file = path.map(HistoryFile.init)
    self.limit = limit
    lines = Mutex(file?.load(limit: limit) ?? [])
  }

  /// Oldest first.
  package var entries: [String] { lines.withLock { $0 } }

  /// Appends an entry here and to the file at once, unless it is blank or
  /// the same as the one before it.
  package func add(_ entry: String) {
    guard !entry.allSatisfy(\.isWhitespace) else { return }
    let isNew = lines.withLock { lines in
      guard lines.last != entry else { return false }
      lines.append(entry)
      if lines.count > limit { lines.removeFirst(lines.count - limit) }
      return true
    }
    if isNew { file?.append(entry) }
  }
}
