/// How long the client waits for a sign of life. None of these ends a job.
package struct TimeLimits: Sendable, Hashable {
  /// For the answer to a submit.
  package var submit: Duration = .seconds(60)
  /// For any other short answer, and between the pieces of it.
  package var answer: Duration = .seconds(120)
  /// For what the platform knows of models, prices and accounts, and for the
  /// last attempt to learn it to begin: somebody waits for it before anything
  /// runs.
  package var lookup: Duration = .seconds(30)
  /// Between the bytes of a status stream, which sends a comment every 15 s.
  package var stream: Duration = .seconds(45)
  /// Between the events of a status stream: one that sends comments alone for
  /// so long may have lost sight of its request.
  package var event: Duration = .seconds(300)
  /// For the opening of a connection on which a model answers in real time:
  /// a runner may have to start first.
  package var opening: Duration = .seconds(90)
  /// Between the pieces of an upload or download.
  package var transfer: Duration = .seconds(120)

  package init() {}
}
