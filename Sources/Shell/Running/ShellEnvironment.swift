/// What the shell is given of the world around it. Everything that differs
/// between a run and a test enters here.
package struct ShellEnvironment: Sendable {
  package var variables: [String: String]
  /// Absolute.
  package var workingDirectory: String
  package var time: Timekeeper
  /// How many files a program that is started may have open, where this
  /// process may have more; nil: as many as this process.
  package var openFiles: Int?
  /// What is kept beside the wire where a run is recorded or replayed.
  package var facts = FactKeeping.none

  package init(variables: [String: String], workingDirectory: String, time: Timekeeper, openFiles: Int? = nil) {
    self.variables = variables
    self.workingDirectory = workingDirectory
    self.time = time
    self.openFiles = openFiles
  }

  package var homeDirectory: String { variables["HOME"] ?? "/" }

  /// A folder of the XDG base directories: `$XDG_STATE_HOME/falsh`, or
  /// below the home folder where the variable is not set.
  package func folder(_ variable: String, default path: String) -> String {
    let base = variables[variable].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "\(homeDirectory)/\(path)"
    return "\(base)/falsh"
  }
}

/// The clocks.
package struct Timekeeper: Sendable {
  /// Time since some fixed moment; never goes back.
  package var now: @Sendable () -> Duration
  /// Seconds since 1970, by the clock on the wall.
  package var date: @Sendable () -> Double
  /// - Throws: `CancellationError`.
  package var sleep: @Sendable (Duration) async throws -> Void
  /// Lets time pass because somebody wants it to, where `sleep` ends what
  /// takes too long: in a replay it is the time of the recording.
  /// - Throws: `CancellationError`.
  package var pause: @Sendable (Duration) async throws -> Void

  package init(
    now: @escaping @Sendable () -> Duration, date: @escaping @Sendable () -> Double,
    sleep: @escaping @Sendable (Duration) async throws -> Void
  ) {
    self.now = now
    self.date = date
    self.sleep = sleep
    pause = sleep
  }
}
