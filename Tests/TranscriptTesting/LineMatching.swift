/// Whether a line is the expected one. Bytes are compared, as `==` on
/// strings takes `é` and `e` with an accent for the same.
enum LineMatching {
  static let anyText = Array("[..]".utf8)

  /// `[..]` in `expected` stands for any text, the empty one too. Every
  /// piece between two of them is taken where it first fits, so there is
  /// nothing to go back to.
  static func matches(expected: String, actual: String) -> Bool {
    let pieces = split(Array(expected.utf8))
    var rest = Array(actual.utf8)[...]
    guard let first = pieces.first, let last = pieces.last, rest.starts(with: first) else { return false }
    guard pieces.count > 1 else { return rest.count == first.count }
    rest = rest.dropFirst(first.count)
    for piece in pieces.dropFirst().dropLast() {
      guard let end = rest.endOfFirst(piece) else { return false }
      rest = rest[end...]
    }
    return rest.count >= last.count && rest.suffix(last.count).elementsEqual(last)
  }

  private static func split(_ line: [UInt8]) -> [ArraySlice<UInt8>] {
    var pieces: [ArraySlice<UInt8>] = []
    var rest = line[...]
    while let end = rest.endOfFirst(anyText[...]) {
      pieces.append(rest[..<(end - anyText.count)])
      rest = rest[end...]
    }
    return pieces + [rest]
  }
}

extension ArraySlice<UInt8> {
  /// The index behind the first place where `piece` stands.
  fileprivate func endOfFirst(_ piece: ArraySlice<UInt8>) -> Int? {
    guard count >= piece.count else { return nil }
    for start in startIndex...(endIndex - piece.count) where self[start...].starts(with: piece) {
      return start + piece.count
    }
    return nil
  }
}
