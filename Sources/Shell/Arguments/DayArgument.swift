import Language

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A day where the user is: `today`, `yesterday`, `2026-11-21`.
struct DayArgument: ArgumentType {
  static let label = "DAY"

  private enum Day: Hashable {
    /// So many days before today.
    case ago(Int)
    case date(year: Int, month: Int, day: Int)
  }

  private let day: Day

  init(reading content: Argument.Content) throws {
    switch try String(reading: content) {
    case "today": day = .ago(0)
    case "yesterday": day = .ago(1)
    case let text:
      let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
      guard parts.count == 3, let year = parts[0], let month = parts[1], let date = parts[2],
        (1970...9999).contains(year), (1...12).contains(month), (1...31).contains(date)
      else { throw Failure.wants("a day: today, yesterday or 2026-11-21") }
      day = .date(year: year, month: month, day: date)
    }
  }

  /// From its beginning to that of the next, in seconds since 1970.
  func range(now: Double) -> Range<Double> {
    var moment = tm()
    var seconds = time_t(now)
    localtime_r(&seconds, &moment)
    switch day {
    case .ago(let days): moment.tm_mday -= Int32(days)
    case .date(let year, let month, let day):
      (moment.tm_year, moment.tm_mon, moment.tm_mday) = (Int32(year - 1900), Int32(month - 1), Int32(day))
    }
    let start = Self.midnight(moment)
    moment.tm_mday += 1
    return start..<max(start, Self.midnight(moment))
  }

  /// A day has not always 24 hours: the system counts.
  private static func midnight(_ day: tm) -> Double {
    var moment = day
    (moment.tm_hour, moment.tm_min, moment.tm_sec, moment.tm_isdst) = (0, 0, 0, -1)
    return Double(mktime(&moment))
  }

  static func candidates(_ prefix: String, in session: Session) -> [Suggestion] {
    ["today", "yesterday"].filter { $0.hasPrefix(prefix) }.map { Suggestion($0) }
  }
}

extension Double {
  /// Seconds since 1970 as a person's clock shows them: `11-21 14:03`.
  var dayAndTime: String {
    var moment = tm()
    var seconds = time_t(max(-1e11, min(1e11, self)))
    localtime_r(&seconds, &moment)
    let parts = [moment.tm_mon + 1, moment.tm_mday, moment.tm_hour, moment.tm_min].map { $0 < 10 ? "0\($0)" : "\($0)" }
    return "\(parts[0])-\(parts[1]) \(parts[2]):\(parts[3])"
  }
}
