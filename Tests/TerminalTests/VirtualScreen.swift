import Terminal

/// As much of a terminal as is needed to see what was drawn.
struct VirtualScreen {
  let columns: Int
  private(set) var rows: [[Character]]
  private(set) var row = 0
  private(set) var column = 0
  private var saved = (row: 0, column: 0)
  private var isWrapping = false
  private var pending: [Unicode.Scalar] = []

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = Array(repeating: Array(repeating: " ", count: columns), count: rows)
  }

  /// The rows without the blanks at their ends, nor the empty ones at the
  /// end.
  var text: String {
    var lines = rows.map { line in
      String(line.filter { $0 != "\0" }.reversed().drop { $0 == " " }.reversed())
    }
    while lines.last == "" { lines.removeLast() }
    return lines.joined(separator: "\n")
  }

  mutating func feed(_ text: String) {
    for scalar in text.unicodeScalars { feed(scalar) }
  }

  private mutating func feed(_ scalar: Unicode.Scalar) {
    if !pending.isEmpty || scalar == "\u{1B}" {
      pending.append(scalar)
      if obey(pending) { pending = [] }
      return
    }
    switch scalar {
    case "\r": move(row, 0)
    case "\n": lineFeed()
    case "\u{8}": move(row, column - 1)
    case "\t": move(row, (column / 8 + 1) * 8)
    case "\u{7}", "\u{F}", "\u{E}": break
    default: put(scalar)
    }
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    let cells = displayWidth(String(Character(scalar)))
    guard cells > 0 else { return }
    if isWrapping || column + cells > columns {
      lineFeed()
      move(row, 0)
    }
    rows[row][column] = Character(scalar)
    if cells == 2 { rows[row][column + 1] = "\0" }
    isWrapping = column + cells == columns
    column = min(column + cells, columns - 1)
  }

  private mutating func lineFeed() {
    if row == rows.count - 1 {
      rows.removeFirst()
      rows.append(Array(repeating: " ", count: columns))
      move(row, column)
    } else {
      move(row + 1, column)
    }
  }

  private mutating func move(_ row: Int, _ column: Int) {
    self.row = min(max(0, row), rows.count - 1)
    self.column = min(max(0, column), columns - 1)
    isWrapping = false
  }

  /// False while the sequence is unfinished.
  private mutating func obey(_ sequence: [Unicode.Scalar]) -> Bool {
    guard sequence.count > 1 else { return false }
    switch sequence[1] {
    case "[": return control(sequence.dropFirst(2))
    case "]": return sequence.last == "\u{7}" || sequence.suffix(2) == ["\u{1B}", "\\"]
    case "(", ")": return sequence.count == 3
    case "7": saved = (row, column)
    case "8": move(saved.row, saved.column)
    default: break
    }
    return true
  }

  private mutating func control(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
    guard let final = rest.last, ("@"..."~").contains(final) else { return false }
    let number = Int(String(String.UnicodeScalarView(rest.dropLast()))) ?? 0
    let count = max(1, number)
    switch final {
    case "A": move(row - count, column)
    case "B": move(row + count, column)
    case "C": move(row, column + count)
    case "D": move(row, column - count)
    case "G": move(row, count - 1)
    case "H": move(0, 0)
    case "J": clearBelow(all: number == 2)
    case "K": clearRow()
    case "P": shift { $0.remove(at: $1) }
    case "@": shift { $0.insert(" ", at: $1) }
    default: break
    }
    func shift(_ edit: (inout [Character], Int) -> Void) {
      for _ in 0..<count { edit(&rows[row], column) }
      rows[row] = Array((rows[row] + Array(repeating: " ", count: columns)).prefix(columns))
    }
    return true
  }

  private mutating func clearRow() {
    for index in column..<columns { rows[row][index] = " " }
  }

  private mutating func clearBelow(all: Bool) {
    if all { return rows = rows.map { _ in Array(repeating: " ", count: columns) } }
    clearRow()
    for index in (row + 1)..<max(row + 1, rows.count) { rows[index] = Array(repeating: " ", count: columns) }
  }
}
