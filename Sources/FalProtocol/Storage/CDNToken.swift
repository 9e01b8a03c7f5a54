package import JSON

/// The right to upload files for a while.
package struct CDNToken: Sendable, Hashable {
  package let token: String
  /// The scheme of the `Authorization` header, `Bearer`.
  package let type: String
  /// Where to upload.
  package let baseURL: WireURL
  package let expiresAt: Timestamp?

  package init(token: String, type: String = "Bearer", baseURL: WireURL, expiresAt: Timestamp?) {
    self.token = token
    self.type = type
    self.baseURL = baseURL
    self.expiresAt = expiresAt
  }

  /// - Throws: `WireFault.missing` for `token` or `base_url`.
  package init(json: JSON) throws(WireFault) {
    guard let token = json["token"]?.string, !token.isEmpty else { throw .missing("token") }
    guard let baseURL = json["base_url"]?.string.flatMap({ WireURL($0) }) else { throw .missing("base_url") }
    self.token = token
    self.baseURL = baseURL
    type = json["token_type"]?.string ?? "Bearer"
    expiresAt = json["expires_at"]?.string.flatMap { Timestamp($0) }
  }

  /// The answer as it is sent.
  package var json: JSON {
    var members: JSONObject = [
      "token": .string(token), "token_type": .string(type), "base_url": .string(baseURL.description),
    ]
    if let expiresAt { members["expires_at"] = .string(expiresAt.description) }
    return .object(members)
  }

  /// The value of the `Authorization` header.
  package var authorization: String { "\(type) \(token)" }
}

extension CDNToken: CustomStringConvertible, CustomReflectable {
  package var description: String { "CDNToken(\(baseURL))" }
  package var customMirror: Mirror { Mirror(self, children: ["baseURL": baseURL]) }
}
