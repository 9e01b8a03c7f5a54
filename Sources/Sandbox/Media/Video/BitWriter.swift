/// Writes bit by bit, the highest bit of a byte first, as H.264 and FLAC have it.
struct BitWriter {
  private(set) var bytes: [UInt8] = []
  private var pending: UInt64 = 0
  private var pendingCount = 0

  /// Writes the lowest `count` bits of `value`; at most 32.
  mutating func write(_ value: Int, bits count: Int) {
    let mask = (UInt64(1) << UInt64(count)) &- 1
    pending = pending << UInt64(count) | UInt64(truncatingIfNeeded: value) & mask
    pendingCount &+= count
    while pendingCount >= 8 {
      pendingCount &-= 8
      bytes.append(UInt8(truncatingIfNeeded: pending >> UInt64(pendingCount)))
    }
  }

  /// Writes a number from 0 on as an Exp-Golomb code.
  mutating func writeUnsigned(_ value: Int) {
    let length = Int.bitWidth - (value + 1).leadingZeroBitCount
    write(0, bits: length - 1)
    write(value + 1, bits: length)
  }

  /// Writes a number of either sign as an Exp-Golomb code: 0, 1, -1, 2, -2, …
  mutating func writeSigned(_ value: Int) {
    writeUnsigned(value > 0 ? 2 * value - 1 : -2 * value)
  }

  mutating func writeFlag(_ flag: Bool) {
    write(flag ? 1 : 0, bits: 1)
  }

  /// Writes `count` zeros and a one.
  mutating func writeUnary(_ count: Int) {
    var rest = count
    while rest >= 32 {
      write(0, bits: 32)
      rest -= 32
    }
    write(1, bits: rest + 1)
  }

  /// Fills the last byte with zeros.
  mutating func align() {
    if pendingCount > 0 { write(0, bits: 8 - pendingCount) }
  }

  /// Writes whole bytes; the bits before must fill theirs.
  mutating func append(_ start: UnsafePointer<UInt8>, count: Int) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: start, count: count))
  }
}
