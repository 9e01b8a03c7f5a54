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
    guard var reader = DataURLReader(text) else { return nil }
    var bytes: [UInt8] = []
    do { while let piece = try reader.next() { bytes += piece } } catch { return nil }
    self.init(contentType: reader.contentType, bytes: bytes)
  }

  /// The URL, in base64.
  package var text: String { "data:\(contentType);base64," + Data(bytes).base64EncodedString() }
}
