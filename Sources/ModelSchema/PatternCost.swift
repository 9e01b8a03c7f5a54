/// How long a regular expression may take: what tries one way after the other
/// needs steps without number where one repetition stands in another.
struct PatternCost {
  /// How many repetitions without end stand side by side.
  private var repetitions = 0
  /// Whether one stands around something that may match in several ways.
  private var isEndless = false
  /// Of each group that is open: whether it may match in several ways.
  private var groups = [false]
  /// Of the group that has just ended: the same.
  private var closed = false

  /// More steps than this are too many, which is about a second.
  private static let most = 1e7

  init(of pattern: String) {
    var rest = Substring(pattern)
    while let character = rest.popFirst() { take(character, &rest) }
  }

  /// Whether a text of so many characters may be tried.
  func allows(_ length: Int) -> Bool {
    guard !isEndless else { return false }
    // From each place on, and for each repetition to each end.
    return (0...repetitions).reduce(1.0) { steps, _ in steps * Double(max(length, 1)) } <= Self.most
  }

  private mutating func take(_ character: Character, _ rest: inout Substring) {
    let wasClosed = closed
    closed = false
    switch character {
    case "\\":
      // What came before is matched again, at a cost that nobody knows.
      if let next = rest.popFirst(), next.isNumber { isEndless = true }
    case "[": Self.skipSet(&rest)
    case "(": open(&rest)
    case ")": close()
    case "|", "?": mark()
    case "*", "+": `repeat`(wasClosed)
    case "{":
      let numbers = rest.prefix { $0 != "}" }
      rest = rest.dropFirst(numbers.count + 1)
      // So many ways one after the other are as many as without end.
      isEndless = isEndless || wasClosed
      if numbers.last == "," { `repeat`(wasClosed) } else if numbers.contains(",") { mark() }
    default: break
    }
  }

  /// The group that is open may match in several ways.
  private mutating func mark() {
    if !groups.isEmpty { groups[groups.endIndex - 1] = true }
  }

  private mutating func `repeat`(_ isOfVariable: Bool) {
    repetitions += 1
    isEndless = isEndless || isOfVariable
    mark()
  }

  /// What says of which kind a group is belongs to none of its content.
  private mutating func open(_ rest: inout Substring) {
    groups.append(false)
    if rest.first == "?" { rest = rest.dropFirst(2) }
  }

  private mutating func close() {
    guard groups.count > 1 else { return }
    closed = groups.removeLast()
    if closed { mark() }
  }

  /// A bracket at its beginning is a member of a set.
  private static func skipSet(_ rest: inout Substring) {
    var isFirst = true
    while let character = rest.popFirst() {
      if character == "\\" { rest = rest.dropFirst() }
      if character == "]", !isFirst { return }
      if character != "^" { isFirst = false }
    }
  }
}
