package import JSON

/// The right to open connections to one app for a while. It stands in the
/// URL of a connection, where the key may not.
package struct RealtimeToken: Sendable, Hashable {
  /// What is asked for.
  package struct Wish: Sendable, Hashable {
    /// Apps by their alias alone, or by `owner/alias` and what may follow.
    package var apps: [String]
    package var life: Duration

    /// As the official clients ask.
    package init(for endpoint: EndpointID) {
      apps = [endpoint.alias]
      life = RealtimeToken.usualLife
    }

    /// Reads either form of the wish.
    /// - Throws: `WireFault.missing` if it names no apps.
    package init(json: JSON) throws(WireFault) {
      guard let apps = json["allowed_apps"]?.array?.compactMap(\.string), !apps.isEmpty else {
        throw .missing("allowed_apps")
      }
      self.apps = apps
      let seconds = (json["token_expiration"] ?? json["duration"])?.double
      life = seconds.map { .seconds(min(max($0, 1), 86_400)) } ?? RealtimeToken.usualLife
    }

    package var json: JSON {
      ["allowed_apps": .array(apps.map(JSON.string)), "token_expiration": JSON(Int(life.inSeconds))]
    }

    /// Whether a token for this wish opens `endpoint`.
    package func allows(_ endpoint: EndpointID) -> Bool {
      apps.contains { $0 == endpoint.alias || ($0 + "/").hasPrefix(endpoint.appPath + "/") }
    }
  }

  /// How long a token lives if nothing else is asked for.
  package static let usualLife: Duration = .seconds(120)

  /// What stands in the URL.
  package let text: String

  package init(_ text: String) { self.text = text }

  /// Reads an answer: the bare text, or a record that holds it.
  /// - Throws: `WireFault.missing`.
  package init(json: JSON) throws(WireFault) {
    guard let text = json.string ?? json["token"]?.string ?? json["detail"]?.string, !text.isEmpty else {
      throw .missing("token")
    }
    self.text = text
  }

  /// The query of a connection's URL.
  package var query: WireQuery { [.init(Self.name, text)] }

  /// The token in the query of a connection's URL; nil if there is none.
  package init?(query: WireQuery) {
    guard let text = query[Self.name] else { return nil }
    self.text = text
  }

  private static let name = "fal_jwt_token"
}

extension RealtimeToken: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  // It is as good as a key while it lives.
  package var description: String { "RealtimeToken(…)" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
