/// The API key. Its text leaves this type in one header only: no description,
/// dump or mirror shows it.
package struct Credentials: Sendable, Hashable {
  private let key: String

  /// - Parameter key: the whole key, `id:secret`; blanks around it are cut.
  /// - Returns: nil if nothing is left, or if it holds what no header may.
  package init?(key: String) {
    let trimmed = key.drop(while: \.isWhitespace)
    let text = String(trimmed.reversed().drop(while: \.isWhitespace).reversed())
    guard !text.isEmpty, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
    self.key = text
  }

  /// `FAL_KEY`, or `FAL_KEY_ID` and `FAL_KEY_SECRET` together.
  package init?(environment: [String: String]) {
    if let key = environment["FAL_KEY"], let credentials = Credentials(key: key) {
      self = credentials
    } else if let id = environment["FAL_KEY_ID"], let secret = environment["FAL_KEY_SECRET"], !id.isEmpty {
      self.init(key: "\(id):\(secret)")
    } else {
      return nil
    }
  }

  /// The value of the `Authorization` header.
  package var authorization: String { "Key " + key }

  /// Whether an `Authorization` header holds this key: how a server checks it.
  package func matches(authorization: String?) -> Bool { authorization == self.authorization }

  /// The id part, which is no secret: it tells keys apart in `whoami`.
  package var keyID: String? { key.firstIndex(of: ":").map { String(key[..<$0]) } }
}

extension Credentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "Credentials(…)" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
