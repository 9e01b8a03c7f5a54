package import Terminal

/// Where a session's words go: a person's screen, and the results for a
/// program.
package struct Console: Sendable {
  /// How the values of statements are written.
  package enum Results: Sendable { case screen, lines, pretty }

  /// The door for everything that a person reads.
  package let screen: Screen
  package let capabilities: Capabilities
  package let results: Results
  private let output: Outlet

  /// - Parameter write: writes to standard output as it is.
  package init(
    screen: Screen, capabilities: Capabilities, results: Results, write: @escaping @Sendable (String) -> Void
  ) {
    self.screen = screen
    self.capabilities = capabilities
    self.results = results
    output = Outlet(write)
  }

  func show(_ line: StyledText) { screen.print(line) }

  func show(_ lines: [StyledText]) { for line in lines { screen.print(line) } }

  /// Something that went on, in a quieter voice.
  func note(_ text: String) { screen.print(StyledText(text, .dim)) }
}

extension Console {
  /// Writes to standard output what belongs together, though it comes in
  /// pieces: nothing of anybody else comes between them.
  /// - Parameter text: hands over the pieces in order, and waits for nothing.
  func write(_ text: ((String) -> Void) -> Void) { output.write(text) }

  /// A line of the program's own output: on the screen for a person, on
  /// standard output for a program.
  func writeLine(_ line: StyledText) {
    if case .screen = results { show(line) } else { write { $0(line.plain + "\n") } }
  }
}
