extension Array where Element == UInt8 {
  /// Appends the lowest `count` bytes of `value`, most significant first.
  package mutating func appendBigEndian(_ value: Int, bytes count: Int) {
    var shift = (count - 1) * 8
    while shift >= 0 {
      append(UInt8(truncatingIfNeeded: value >> shift))
      shift -= 8
    }
  }

  /// Appends the lowest `count` bytes of `value`, least significant first.
  package mutating func appendLittleEndian(_ value: Int, bytes count: Int) {
    for shift in stride(from: 0, to: count * 8, by: 8) {
      append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }

  /// Appends the UTF-8 bytes of `text`, without an end mark.
  package mutating func append(text: String) {
    append(contentsOf: text.utf8)
  }
}
