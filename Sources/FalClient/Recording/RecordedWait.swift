import JSON

/// A wait that was given up, as a line of a recording.
struct RecordedWait: Sendable, Hashable {
  /// By what it is found again.
  struct Key: Sendable, Hashable {
    /// A digest of what was waited for.
    var subject: String
    /// In seconds.
    var limit: Double
  }

  var key: Key
  /// When it was given up, in seconds from the start of the recording.
  var at: Double
  /// What was seen then of what was waited for.
  var sight: JSON

  var json: JSON {
    ["gaveUp": .string(key.subject), "limit": JSON(key.limit), "at": JSON(at), "sight": sight]
  }

  init(subject: JSON, limit: Double, at: Double, sight: JSON) {
    key = Key(subject: Digest.of(subject), limit: limit)
    self.at = at
    self.sight = sight
  }

  /// - Returns: nil if the line is no wait.
  init?(_ json: JSON) {
    guard let subject = json["gaveUp"]?.string, let limit = json["limit"]?.double, let at = json["at"]?.double else {
      return nil
    }
    key = Key(subject: subject, limit: limit)
    self.at = at
    sight = json["sight"] ?? .null
  }
}
