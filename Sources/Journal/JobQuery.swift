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
