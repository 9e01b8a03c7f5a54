extension String {
  /// The candidate that this was probably meant to be.
  ///
  /// Near means: at most a third of the letters differ (insertions,
  /// deletions, replacements and swapped neighbours count one each), or it is
  /// the beginning of the candidate, or one ends in `_` and the other
  /// (`image_url`, `start_image_url`). Case does not count. One or two letters
  /// are near to nothing but themselves.
  package func nearest(among candidates: some Sequence<String>) -> String? {
    let own = Array(lowercased().unicodeScalars)
    guard own.count <= 200 else { return nil }
    var best: (name: String, distance: Int)?
    for candidate in candidates {
      let other = Array(candidate.lowercased().unicodeScalars)
      let longest = Swift.max(own.count, other.count)
      let allowed = longest < 3 ? 0 : Swift.max(1, longest / 3)
      let related = own.distance(ifPartOf: other)
      guard related != nil || abs(own.count - other.count) <= allowed else { continue }
      let distance = related ?? editDistance(own, other)
      if distance <= allowed, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.name
  }
}

extension String {
  /// Whether it is as good as sure that `name` was meant: it differs in one
  /// letter, or two have changed places. Another number is another thing.
  package func isSlip(of name: String) -> Bool {
    let (own, other) = (Array(lowercased().unicodeScalars), Array(name.lowercased().unicodeScalars))
    guard 4...200 ~= own.count, abs(own.count - other.count) <= 1 else { return false }
    guard own.filter(\.isDigit) == other.filter(\.isDigit) else { return false }
    return editDistance(own, other) <= 1
  }
}

extension Unicode.Scalar {
  fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
}

extension [Unicode.Scalar] {
  /// How far a name is from one that it is the beginning of, or whose last
  /// word it shares; nil if it is neither.
  fileprivate func distance(ifPartOf other: [Unicode.Scalar]) -> Int? {
    guard count > 2 else { return nil }
    if other.starts(with: self) { return count == other.count ? 0 : 1 }
    return isLastWord(of: other) || other.isLastWord(of: self) ? 2 : nil
  }

  private func isLastWord(of other: [Unicode.Scalar]) -> Bool {
    other.count > count && other[other.count - count - 1] == "_" && other.suffix(count).elementsEqual(self)
  }
}

/// Optimal string alignment: Levenshtein's distance with swapped neighbours.
private func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
  var beforeLast = [Int](repeating: 0, count: right.count + 1)
  var last = Array(0...right.count)
  for (i, scalar) in left.enumerated() {
    var row = [i + 1]
    for (j, other) in right.enumerated() {
      var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (scalar == other ? 0 : 1))
      if i > 0, j > 0, scalar == right[j - 1], left[i - 1] == other { cost = min(cost, beforeLast[j - 1] + 1) }
      row.append(cost)
    }
    (beforeLast, last) = (last, row)
  }
  return last[right.count]
}
