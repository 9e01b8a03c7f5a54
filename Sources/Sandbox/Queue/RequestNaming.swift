/// Names for requests that look like the platform's.
package enum RequestNaming {
  /// A UUID of version 7: the count stands where the time stands in real
  /// ones, so that names sort in the order of the requests.
  package static func uuid(of number: Int) -> String {
    var generator = SeededGenerator(["request"], seed: number)
    let time = hex(UInt64(truncatingIfNeeded: number) &+ 0x019A_A000_0000, digits: 12)
    let random = generator.next()
    let last = hex(generator.next() & 0xFFFF_FFFF_FFFF, digits: 12)
    let version = "7" + hex(random & 0xFFF, digits: 3)
    let variant = hex(random >> 16 & 0x3FFF | 0x8000, digits: 4)
    return [String(time.prefix(8)), String(time.suffix(4)), version, variant, last].joined(separator: "-")
  }

  private static func hex(_ value: UInt64, digits: Int) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.count)) + text.suffix(digits)
  }
}
