extension String {
  /// The candidate that this was probably meant to be.
  ///
  /// Near means: at most a third of the letters differ (insertions,
  /// deletions, replacements and swapped neighbours count one each), or one
  /// is the beginning of the other. Case does not count.
  package func nearest(among candidates: some Sequence<String>) -> String? {
    let own = Array(lowercased().unicodeScalars)
    guard own.count <= 200 else { return nil }
    var best: (name: String, distance: Int)?
    for candidate in candidates {
      let other = Array(candidate.lowercased().unicodeScalars)
      let allowed = Swift.max(1, Swift.max(own.count, other.count) / 3)
      guard abs(own.count - other.count) <= allowed || (own.count > 2 && other.starts(with: own)) else { continue }
      let distance = other.starts(with: own) && own.count > 2 ? 1 : editDistance(own, other)
      if distance <= allowed, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.name
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
