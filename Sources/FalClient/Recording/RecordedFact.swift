package import JSON

/// Something of a run that no exchange tells, as a line of a recording: that a
/// wait was given up, or how long something took.
package struct RecordedFact: Sendable, Hashable {
  /// By what it is found again.
  package struct Key: Sendable, Hashable {
    /// Of what runs side by side, what it belongs to.
    let strand: String
    /// A digest of what it is of.
    let subject: String
    /// The how manieth that is alike, whether or not there was a fact of the
    /// others; counted from 1.
    let number: Int
  }

  let key: Key
  /// Since when it is so, in seconds from the start of the recording.
  package let at: Double
  package let value: JSON

  package init(_ key: Key, at: Double, value: JSON) {
    self.key = key
    self.at = at
    self.value = Secrets.clean(value)
  }

  /// The line, with its newline.
  package var line: String { json.text + "\n" }

  private var json: JSON {
    var json: JSON = [
      "fact": .string(key.subject), "number": JSON(key.number), "at": JSON(at), "value": value,
    ]
    if !key.strand.isEmpty { json.set(.string(key.strand), at: JSONPath(key: "strand")) }
    return json
  }

  /// - Returns: nil if the line is no fact.
  init?(_ json: JSON) {
    guard let subject = json["fact"]?.string, let number = json["number"]?.int, let at = json["at"]?.recordedMoment
    else { return nil }
    key = Key(strand: json["strand"]?.string ?? "", subject: subject, number: number)
    self.at = at
    value = json["value"] ?? .null
  }
}
