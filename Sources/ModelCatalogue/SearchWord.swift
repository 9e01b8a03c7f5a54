/// One word that is looked for in names, without regard to case.
struct SearchWord {
  /// How well a word is found; the least is the best.
  enum Grade: Int { case whole, beginning, inside, misspelt }

  private let itself: [UInt8]
  /// The word, and what it is short for.
  private let needles: [[UInt8]]

  init(_ word: some StringProtocol) {
    let folded = word.lowercased()
    itself = Array(folded.utf8)
    needles = [itself] + Abbreviations.expansions(of: folded).map { Array($0.utf8) }
  }

  /// One or two letters stand inside of nearly every name, and say nothing
  /// there.
  func grade(in facts: ModelFacts) -> Grade? {
    var best: Grade?
    improve(&best, in: facts.id)
    improve(&best, in: facts.title)
    improve(&best, in: facts.category)
    return best
  }

  private func improve(_ best: inout Grade?, in field: String) {
    for needle in needles where best != .whole {
      guard let grade = field.grade(of: needle), grade != .inside || needle.count > 2 else { continue }
      best = best.map { $0.rawValue <= grade.rawValue ? $0 : grade } ?? grade
    }
  }

  /// Whether a word of the name or title is this one but for a letter, or
  /// for two that changed places.
  func isNearly(_ facts: ModelFacts) -> Bool {
    guard itself.count >= 4 else { return false }
    let fields = [facts.id, facts.title].map { $0.utf8.map(\.folded) }
    return fields.contains { field in
      field.split { !$0.isAlphanumeric }.contains { $0.isOneSlip(from: itself) }
    }
  }
}

extension String {
  /// How well a folded word stands in this text.
  fileprivate func grade(of needle: [UInt8]) -> SearchWord.Grade? {
    utf8.withContiguousStorageIfAvailable { $0.grade(of: needle) } ?? nil
  }
}

extension UnsafeBufferPointer<UInt8> {
  fileprivate func grade(of needle: [UInt8]) -> SearchWord.Grade? {
    guard let first = needle.first, count >= needle.count else { return nil }
    var best: SearchWord.Grade?
    for start in 0...(count - needle.count) where self[start].folded == first && holds(needle, at: start) {
      guard start == 0 || self[start - 1].isBoundary(before: self[start]) else {
        best = best ?? .inside
        continue
      }
      let end = start + needle.count
      if end == count || self[end - 1].isBoundary(before: self[end]) { return .whole }
      best = .beginning
    }
    return best
  }

  private func holds(_ needle: [UInt8], at start: Int) -> Bool {
    needle.indices.allSatisfy { self[start + $0].folded == needle[$0] }
  }
}

extension UInt8 {
  /// In lower case, if it is one of ASCII's letters.
  fileprivate var folded: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }

  fileprivate var isDigit: Bool { (0x30...0x39).contains(self) }
  /// Beyond ASCII everything counts as a letter.
  fileprivate var isAlphanumeric: Bool { isDigit || (0x61...0x7A).contains(folded) || self >= 0x80 }

  /// Whether a new word begins at `next`: `v3` is two, and `3.1` one.
  fileprivate func isBoundary(before next: UInt8) -> Bool {
    !isAlphanumeric || !next.isAlphanumeric || isDigit != next.isDigit
  }
}

extension ArraySlice<UInt8> {
  /// Whether one letter more, less or other makes this of `word`, or two
  /// neighbours changed.
  fileprivate func isOneSlip(from word: [UInt8]) -> Bool {
    guard abs(count - word.count) <= 1 else { return false }
    let head = zip(self, word).prefix { $0 == $1 }.count
    let tail = zip(reversed(), word.reversed()).prefix { $0 == $1 }.count
    if head + tail >= Swift.max(count, word.count) - 1 { return true }
    guard count == word.count, head + tail == count - 2 else { return false }
    return self[startIndex + head] == word[head + 1] && self[startIndex + head + 1] == word[head]
  }
}
