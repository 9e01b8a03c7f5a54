import GRDB

/// Which jobs of the journal are wanted: those that fit all that is given.
package struct JobQuery: Sendable, Hashable {
  /// The jobs of this session: its own and those it has taken up.
  package var session: SessionID?
  package var states: Set<JobState>?
  /// A part of the endpoint id.
  package var model: String?
  /// From this moment on, in seconds since 1970.
  package var from: Double?
  /// Before this moment, in seconds since 1970.
  package var to: Double?
  /// Words of the input or the endpoint id; each may be the beginning of
  /// one.
  package var text: String?
  /// How many at most, the latest first; nil for all.
  package var limit: Int?

  package init(
    session: SessionID? = nil, states: Set<JobState>? = nil, model: String? = nil, from: Double? = nil,
    to: Double? = nil, text: String? = nil, limit: Int? = nil
  ) {
    self.session = session
    self.states = states
    self.model = model
    self.from = from
    self.to = to
    self.text = text
    self.limit = limit
  }
}

extension JobQuery {
  struct Condition {
    var sql = "TRUE"
    var arguments: [(any DatabaseValueConvertible)?] = []

    mutating func require(_ sql: String, _ arguments: (any DatabaseValueConvertible)?...) {
      self.sql += " AND " + sql
      self.arguments += arguments
    }
  }

  /// As SQL. Model and text are looked up in indexes of their own, so that a
  /// search touches no row that it does not give.
  var condition: Condition {
    var condition = Condition()
    if let session {
      condition.require(
        "(job.session = ? OR job.id IN (SELECT job FROM adoption WHERE session = ?))", session.rawValue,
        session.rawValue)
    }
    if let states {
      condition.sql += " AND job.state IN (\(states.map { _ in "?" }.joined(separator: ", ")))"
      condition.arguments += states.map(\.rawValue)
    }
    if let model { condition.require("job.id IN (SELECT id FROM job WHERE instr(endpointID, ?) > 0)", model) }
    if let from { condition.require("job.startedAt >= ?", from) }
    if let to { condition.require("job.startedAt < ?", to) }
    if let text {
      let pattern = JobQuery.pattern(text)
      // A text without a word in it is in no job.
      condition.require(
        pattern.isEmpty ? "? IS NULL" : "job.id IN (SELECT rowid FROM jobText WHERE jobText MATCH ?)", pattern)
    }
    return condition
  }

  /// The latest first; where a time is given by the index of times, as a day
  /// may have many jobs of which a few are wanted.
  var order: String { from == nil && to == nil ? "job.id DESC" : "job.startedAt DESC, job.id DESC" }

  /// Every word, quoted against the search language, as a beginning.
  private static func pattern(_ text: String) -> String {
    text.split { !($0.isLetter || $0.isNumber) }.map { "\"\($0)\"*" }.joined(separator: " ")
  }
}

extension Journal {
  /// What is searched of a row of `job`: its model, and the texts of its
  /// input.
  static let searchedText = """
    endpointID || ' ' || ifnull((SELECT group_concat(atom, ' ') FROM json_tree(job.input) WHERE type = 'text'), '')
    """
}
