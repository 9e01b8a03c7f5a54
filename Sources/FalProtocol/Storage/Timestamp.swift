/// A point in time as the wire writes it.
package struct Timestamp: Sendable, Hashable {
  /// Since the beginning of 1970, UTC.
  package let seconds: Double

  package init(seconds: Double) { self.seconds = seconds }

  /// Reads ISO 8601 (`2026-11-21T10:00:00.123456+00:00`; without a zone it
  /// is UTC) or the date of an HTTP header (`Sat, 21 Nov 2026 10:00:00 GMT`).
  package init?(_ text: some StringProtocol) {
    guard let seconds = Self.iso(text) ?? Self.http(text) else { return nil }
    self.seconds = seconds
  }

  private static func iso(_ text: some StringProtocol) -> Double? {
    let match = String(text).wholeMatch(
      of: /(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(\.\d{1,9})?(?:Z|([+-])(\d\d):?(\d\d))?/)
    guard let parts = match?.output else { return nil }
    let whole = civil(
      year: Int(parts.1), month: Int(parts.2), day: Int(parts.3), time: [Int(parts.4), Int(parts.5), Int(parts.6)])
    let fraction = parts.7.flatMap { Double("0" + $0) } ?? 0
    let minutes = (parts.9.flatMap { Int($0) } ?? 0) * 60 + (parts.10.flatMap { Int($0) } ?? 0)
    return whole.map { Double($0 - (parts.8 == "-" ? -minutes : minutes) * 60) + fraction }
  }

  private static func http(_ text: some StringProtocol) -> Double? {
    let match = String(text).wholeMatch(of: /\w{3}, (\d\d) (\w{3}) (\d{4}) (\d\d):(\d\d):(\d\d) GMT/)
    guard let parts = match?.output, let month = months.firstIndex(of: String(parts.2)) else { return nil }
    return civil(
      year: Int(parts.3), month: month + 1, day: Int(parts.1), time: [Int(parts.4), Int(parts.5), Int(parts.6)]
    ).map(Double.init)
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// Seconds since 1970 of a date of the Gregorian calendar. The year is
  /// taken to begin in March, so that the day which leaps stands last.
  private static func civil(year: Int?, month: Int?, day: Int?, time: [Int?]) -> Int? {
    guard let year, let month, let day else { return nil }
    guard year > 0, (1...12).contains(month), (1...31).contains(day) else { return nil }
    let shifted = month > 2 ? year : year - 1
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    let days = 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
    let parts = time.compactMap { $0 }
    guard parts.count == 3 else { return nil }
    return days * 86_400 + parts[0] * 3600 + parts[1] * 60 + parts[2]
  }
}

extension Timestamp: CustomStringConvertible {
  /// The years 1 to 9999, which have four digits.
  private static let writable: Range<Double> = -62_135_596_800..<253_402_300_800

  /// ISO 8601 with microseconds and offset; empty beyond the years 1 to 9999.
  package var description: String {
    guard Self.writable.contains(seconds) else { return "" }
    let microseconds = Int((seconds * 1_000_000).rounded(.down))
    let (days, rest) = Self.floorDivide(microseconds, by: 86_400_000_000)
    let (year, month, day) = Self.date(days: days)
    let second = rest / 1_000_000
    let clock = [second / 3600, second / 60 % 60, second % 60].map { Self.padded($0, 2) }.joined(separator: ":")
    let date = [Self.padded(year, 4), Self.padded(month, 2), Self.padded(day, 2)].joined(separator: "-")
    return "\(date)T\(clock).\(Self.padded(rest % 1_000_000, 6))+00:00"
  }

  /// The date `days` after the beginning of 1970; the inverse of `civil`.
  private static func date(days: Int) -> (year: Int, month: Int, day: Int) {
    let (era, dayOfEra) = floorDivide(days + 719_468, by: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let year = yearOfEra + era * 400 + (month > 9 ? 1 : 0)
    return (year, month > 9 ? month - 9 : month + 3, dayOfYear - (153 * month + 2) / 5 + 1)
  }

  /// The same to the second, in the form of UTC that every reader of ISO 8601
  /// knows: `2026-11-21T10:00:00Z`.
  package var zulu: String { description.prefix { $0 != "." } + "Z" }

  private static func floorDivide(_ value: Int, by divisor: Int) -> (quotient: Int, remainder: Int) {
    let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }

  private static func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
