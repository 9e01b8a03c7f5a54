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
  init(_ what: String, _ samples: Samples<Duration>, aim: Quantity? = nil, orElse obstacle: String = "not measured") {
    if let median = samples.median, let minimum = samples.minimum {
      self.init(what, .time(median), aim: aim, note: "least " + Quantity.time(minimum).text)
    } else {
      self.init(what, missing: obstacle)
    }
  }

  /// The times of a program, or why there are none.
  init(_ what: String, _ trial: Trial, _ samples: KeyPath<Trial, Samples<Duration>>, aim: Quantity? = nil) {
    self.init(what, trial[keyPath: samples], aim: aim, orElse: trial.obstacle ?? "not measured")
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
