/// A program with its arguments, as it is to be started.
struct Invocation: Sendable {
  /// The program, looked up in `PATH` if it is a mere name.
  let words: [String]
  /// Variables set on top of this process's own.
  let variables: [String: String]

  init(_ words: [String], variables: [String: String] = [:]) {
    self.words = words
    self.variables = variables
  }
}
