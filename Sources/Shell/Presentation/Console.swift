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
  /// Writes to standard output as it is.
  package let write: @Sendable (String) -> Void

  package init(
    screen: Screen, capabilities: Capabilities, results: Results, write: @escaping @Sendable (String) -> Void
  ) {
    self.screen = screen
    self.capabilities = capabilities
    self.results = results
    self.write = write
  }

  func show(_ line: StyledText) { screen.print(line) }

  func show(_ lines: [StyledText]) { for line in lines { screen.print(line) } }

  /// Something that went on, in a quieter voice.
  func note(_ text: String) { screen.print(StyledText(text, .dim)) }
}

extension Console {
  /// A line of the program's own output: on the screen for a person, on
  /// standard output for a program.
  func writeLine(_ line: StyledText) {
    if case .screen = results { show(line) } else { write(line.plain + "\n") }
  }
}
