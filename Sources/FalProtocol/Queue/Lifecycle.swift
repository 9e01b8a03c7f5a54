package import JSON

/// How long a file lives, and who may read it.
package struct Lifecycle: Sendable, Hashable {
  /// In seconds, greater than 0; nil is for ever.
  package var seconds: Int?
  /// Who may read the file, as the platform's JSON; nil leaves it public.
  package var initialACL: JSON?

  package init(seconds: Int?, initialACL: JSON? = nil) {
    self.seconds = seconds
    self.initialACL = initialACL
  }

  /// The names that official clients know. `immediate` is a minute, since the
  /// server takes 0 for no limit.
  package static let names: [(name: String, seconds: Int?)] = [
    ("never", nil), ("immediate", 60), ("1h", 3600), ("1d", 86_400), ("7d", 604_800), ("30d", 2_592_000),
    ("1y", 31_536_000),
  ]

  /// Reads one of `names`, or a number of seconds greater than 0, or a number
  /// followed by `s`, `m`, `h`, `d` or `y`.
  package init?(_ text: some StringProtocol) {
    if let named = Self.names.first(where: { $0.name == text }) {
      self.init(seconds: named.seconds)
    } else if let seconds = Self.seconds(text) {
      self.init(seconds: seconds)
    } else {
      return nil
    }
  }

  private static let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400, "y": 31_536_000]

  private static func seconds(_ text: some StringProtocol) -> Int? {
    let unit = text.last.flatMap { units[$0] }
    guard let count = Int(unit == nil ? text[...] : text.dropLast()), count > 0 else { return nil }
    let (seconds, overflow) = count.multipliedReportingOverflow(by: unit ?? 1)
    return overflow ? nil : seconds
  }

  /// The value of the header, as JSON.
  package var json: JSON {
    var members = JSONObject()
    if let seconds { members["expiration_duration_seconds"] = JSON(seconds) }
    if let initialACL { members["initial_acl"] = initialACL }
    return .object(members)
  }

  /// Reads the value of the header; nil if it is no JSON record.
  package init?(header: String) {
    guard let json = try? JSON(parsing: header), json.object != nil else { return nil }
    self.init(
      seconds: json["expiration_duration_seconds"]?.int.flatMap { $0 > 0 ? $0 : nil }, initialACL: json["initial_acl"])
  }
}
