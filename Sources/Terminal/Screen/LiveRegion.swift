/// The lines at the bottom of the output that are redrawn in place, and the
/// text that does it. Between two redraws the cursor is at the start of the
/// row below them.
struct LiveRegion: Sendable {
  private var lines: [(id: Int, line: StyledText)] = []
  /// Cells of the rows that are on the screen.
  private var drawn: [Int] = []

  var isEmpty: Bool { lines.isEmpty }

  mutating func set(_ id: Int, _ line: StyledText?) {
    let index = lines.firstIndex { $0.id == id }
    switch (index, line) {
    case (let index?, let line?): lines[index].line = line
    case (let index?, nil): lines.remove(at: index)
    case (nil, let line?): lines.append((id, line))
    case (nil, nil): break
    }
  }

  mutating func removeAll() { lines = [] }

  /// Writes `printed` where the lines were, and the lines below it.
  mutating func redraw(printing printed: [StyledText] = [], _ capabilities: Capabilities) -> String {
    // One cell less than there is: no terminal then wraps on its own.
    let cut = lines.map { $0.line.cut(to: capabilities.columns - 1) }
    let output = goUp(capabilities) + (printed + cut).map { $0.rendered(capabilities) + "\u{1B}[K\n" }.joined()
    drawn = cut.map(\.width)
    return output + "\u{1B}[J"
  }

  /// Takes the lines off the screen, without forgetting them.
  mutating func erase(_ capabilities: Capabilities) -> String {
    guard !drawn.isEmpty else { return "" }
    defer { drawn = [] }
    return goUp(capabilities) + "\u{1B}[J"
  }

  /// A terminal that became narrower has broken long rows into several.
  private func goUp(_ capabilities: Capabilities) -> String {
    let rows = drawn.reduce(0) { $0 + max(1, ($1 + capabilities.columns - 1) / capabilities.columns) }
    return rows > 0 ? "\r\u{1B}[\(rows)A" : ""
  }
}
