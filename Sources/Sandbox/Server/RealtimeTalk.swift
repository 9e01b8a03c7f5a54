/// When one end of a socket says goodbye since nothing is asked any more.
///
/// As with the platform, the time counts from the last input, and what is
/// worked on when it is over is answered first; what comes then is not read.
struct RealtimeTalk: Sendable {
  private var unanswered = 0
  private var isOver = false

  /// An input has come.
  /// - Returns: whether it is read, and the time counts anew.
  mutating func takeInput() -> Bool {
    guard !isOver else { return false }
    unanswered += 1
    return true
  }

  /// A result is sent.
  /// - Returns: whether goodbye is to be said behind it.
  mutating func giveResult() -> Bool {
    unanswered = max(0, unanswered - 1)
    return isOver && unanswered == 0
  }

  /// The time is over.
  /// - Returns: whether goodbye is to be said at once.
  mutating func runOut() -> Bool {
    isOver = true
    return unanswered == 0
  }
}
