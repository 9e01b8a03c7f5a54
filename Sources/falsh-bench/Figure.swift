/// One line of the table: what was measured, and what it should be.
struct Figure: Sendable {
  let what: String
  let value: String
  let aim: String
  let ratio: String
  let note: String

  /// - Parameters:
  ///   - aim: the most that it should be.
  ///   - note: what else there is to say.
  init(_ what: String, _ value: Quantity, aim: Quantity? = nil, note: String = "") {
    self.what = what
    self.value = value.text
    self.aim = aim?.text ?? ""
    ratio = aim.flatMap { $0.magnitude > 0 ? (value.magnitude / $0.magnitude).text(digits: 2) : nil } ?? ""
    self.note = note
  }

  /// The median of times, with the least beside it.
  init(_ what: String, _ samples: Samples<Duration>, aim: Quantity? = nil, orElse missing: String = "not measured") {
    guard let median = samples.median, let minimum = samples.minimum else {
      self.init(what, missing: missing)
      return
    }
    self.init(what, .time(median), aim: aim, note: "least " + Quantity.time(minimum).text)
  }

  /// What could not be measured, and why.
  init(_ what: String, missing reason: String) {
    self.what = what
    value = "–"
    aim = ""
    ratio = ""
    note = reason
  }
}
