/// What a `Range` header asks of a file, RFC 9110, section 14.
enum ByteRange: Equatable {
  /// No range, or one that may be ignored (several ranges, another unit).
  case whole
  case part(Range<Int>)
  case unsatisfiable

  /// - Parameter count: the size of the file, in bytes.
  init(header: String?, count: Int) {
    guard let header, header.hasPrefix("bytes="), !header.contains(",") else {
      self = .whole
      return
    }
    let bounds = header.dropFirst(6).split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard bounds.count == 2 else {
      self = .whole
      return
    }
    switch (Int(bounds[0]), Int(bounds[1])) {
    case (let first?, let last?): self = Self.part(from: first, to: last, of: count)
    case (let first?, nil) where bounds[1].isEmpty: self = Self.part(from: first, to: count - 1, of: count)
    case (nil, let length?) where bounds[0].isEmpty:
      self = Self.part(from: length <= 0 ? count : max(0, count - length), to: count - 1, of: count)
    default: self = .whole
    }
  }

  private static func part(from first: Int, to last: Int, of count: Int) -> ByteRange {
    guard first >= 0, last >= first, first < count else { return .unsatisfiable }
    return .part(first..<min(last, count - 1) + 1)
  }
}
