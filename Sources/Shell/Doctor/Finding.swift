/// One thing that `doctor` has looked at.
struct Finding: Sendable, Hashable {
  /// As data calls it.
  let key: String
  /// As a person calls it.
  let what: String
  /// How it is.
  let state: String
  let isWell: Bool
  /// What to do about it.
  let advice: String?

  init(_ key: String, _ what: String, _ state: String, isWell: Bool = true, advice: String? = nil) {
    self.key = key
    self.what = what
    self.state = state
    self.isWell = isWell
    self.advice = advice
  }
}
