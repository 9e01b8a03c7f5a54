import FoundationEssentials

/// A file written out in its URL: `data:image/png;base64,…`.
package struct DataURL: Sendable, Hashable {
  /// `text/plain` if none was named.
  package let contentType: String
  package let bytes: [UInt8]

  package init(contentType: String, bytes: [UInt8]) {
    self.contentType = contentType
    self.bytes = bytes
  }

  /// Whether `text` begins as a data URL does.
  package static func isDataURL(_ text: String) -> Bool { text.prefix(5).lowercased() == "data:" }

  /// - Returns: nil if there is no comma or the data does not decode.
  package init?(_ text: String) {
    guard Self.isDataURL(text), let comma = text.firstIndex(of: ",") else { return nil }
    var parameters = text[..<comma].dropFirst(5).split(separator: ";", omittingEmptySubsequences: false)
    let isBase64 = parameters.last?.lowercased() == "base64"
    if isBase64 { parameters.removeLast() }
    guard let bytes = PercentEncoding.decodeBytes(text[text.index(after: comma)...]) else { return nil }
    guard isBase64 else {
      self.init(contentType: Self.type(parameters), bytes: bytes)
      return
    }
    guard let data = Data(base64Encoded: Self.padded(bytes), options: .ignoreUnknownCharacters) else { return nil }
    self.init(contentType: Self.type(parameters), bytes: Array(data))
  }

  /// The URL, in base64.
  package var text: String { "data:\(contentType);base64," + Data(bytes).base64EncodedString() }

  private static func type(_ parameters: [Substring]) -> String {
    guard let type = parameters.first, !type.isEmpty else { return "text/plain" }
    return String(type)
  }

  private static func padded(_ base64: [UInt8]) -> Data {
    let missing = (4 - base64.count % 4) % 4
    return Data(base64 + Array(repeating: UInt8(ascii: "="), count: missing == 3 ? 0 : missing))
  }
}
