package import JSON

/// A wait that was given up, as a line of a recording.
package struct RecordedWait: Sendable, Hashable {
  /// By what it is found again.
  package struct Key: Sendable, Hashable {
    /// Of what runs side by side, what has waited.
    let strand: String
    /// A digest of what was waited for.
    let subject: String
    /// In seconds.
    let limit: Double
    /// The how manieth of all that are alike so far, whatever came of the
    /// others; counted from 1.
    let number: Int
  }

  let key: Key
  /// When it was given up, in seconds from the start of the recording.
  package let at: Double
  /// What was seen then of what was waited for.
  package let sight: JSON

  package init(_ key: Key, at: Double, sight: JSON) {
    self.key = key
    self.at = at
    self.sight = Secrets.clean(sight)
  }

  /// The line, with its newline.
  package var line: String { json.text + "\n" }

  private var json: JSON {
    var json: JSON = [
      "gaveUp": .string(key.subject), "limit": JSON(key.limit), "number": JSON(key.number), "at": JSON(at),
      "sight": sight,
    ]
    if !key.strand.isEmpty { json.set(.string(key.strand), at: JSONPath(key: "strand")) }
    return json
  }

  /// - Returns: nil if the line is no wait.
  init?(_ json: JSON) {
    guard let subject = json["gaveUp"]?.string, let limit = json["limit"]?.double,
      let number = json["number"]?.int, let at = json["at"]?.recordedMoment
    else { return nil }
    key = Key(strand: json["strand"]?.string ?? "", subject: subject, limit: limit, number: number)
    self.at = at
    sight = json["sight"] ?? .null
  }
}
