/// Names for requests that look like the platform's.
package enum RequestNaming {
  /// A UUID of version 7, the same for a number in every run.
  package static func uuid(of number: Int) -> String { uuid(of: number, since: 0x019A_A000_0000, word: "request") }

  /// Names for the requests of one run, which no other run gives.
  /// - Parameter start: of the run, since the start of 1970.
  package static func names(since start: Duration) -> @Sendable (_ number: Int) -> String {
    { uuid(of: $0, since: Int64(start / .milliseconds(1)), word: "\(start)") }
  }

  /// The count is added to the time, so that names sort in the order of the
  /// requests.
  private static func uuid(of number: Int, since milliseconds: Int64, word: String) -> String {
    var generator = SeededGenerator([word], seed: number)
    let time = hex(UInt64(truncatingIfNeeded: milliseconds &+ Int64(truncatingIfNeeded: number)), digits: 12)
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
