import Synchronization

/// What a session shows, in the order in which it came.
final class OutputLog: Sendable {
  private let text = Mutex("")

  func append(_ part: String) { text.withLock { $0 += part } }

  /// Lines, each behind a mark that says where it came from.
  func append(_ part: String, mark: String) {
    let lines = part.split(separator: "\n", omittingEmptySubsequences: false)
    let ended = part.hasSuffix("\n") ? lines.dropLast() : lines
    append(ended.map { mark + $0 + "\n" }.joined())
  }

  /// All that came since the last time.
  func take() -> String {
    text.withLock { text in
      defer { text = "" }
      return text
    }
  }
}
