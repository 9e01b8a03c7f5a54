/// One thing that `doctor` has looked at.
struct Finding: Sendable, Hashable {
  enum Rating: Sendable, Hashable {
    case well
    /// falsh works, and not all of it does.
    case poor
    /// What was to last does not, until a person mends it.
    case broken
  }

  /// As data calls it.
  let key: String
  /// As a person calls it.
  let what: String
  /// How it is.
  let state: String
  let rating: Rating
  /// What to do about it.
  let advice: String?

  init(_ key: String, _ what: String, _ state: String, _ rating: Rating = .well, advice: String? = nil) {
    self.key = key
    self.what = what
    self.state = state
    self.rating = rating
    self.advice = advice
  }
}
