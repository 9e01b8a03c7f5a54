/// What a question is about.
enum Topic {
  private static let markers = [" about ", " featuring ", " describing ", " involving ", " of ", " for ", " on "]

  /// The words behind "about" or the like, up to the end of the clause; the
  /// whole question if there are none.
  static func of(_ prompt: String) -> String {
    let line = prompt.split(whereSeparator: \.isNewline).first.map(String.init) ?? prompt
    for marker in markers {
      guard let rest = line.behind(marker) else { continue }
      let subject = rest.clause
      if !subject.isEmpty { return subject }
    }
    return line.clause.isEmpty ? "this" : line.clause
  }
}

extension String {
  /// What follows the first place where `marker` stands, in any case.
  func behind(_ marker: String) -> Substring? {
    let (letters, wanted) = (Array(self), Array(marker.lowercased()))
    guard letters.count >= wanted.count else { return nil }
    for start in 0...(letters.count - wanted.count)
    where zip(letters[start...], wanted).allSatisfy({ $0.lowercased() == String($1) }) {
      return self[index(startIndex, offsetBy: start + wanted.count)...]
    }
    return nil
  }
}

extension StringProtocol {
  /// The text up to a mark that ends a clause, at most a dozen words.
  fileprivate var clause: String {
    prefix { !".!?:;,\n".contains($0) }.split(separator: " ").prefix(12).joined(separator: " ")
  }
}
