package import JSON

/// A file in a result.
package struct Media: Sendable, Hashable {
  package let kind: MediaKind
  /// `http:`, `https:` or `data:`.
  package let url: String
  /// Where the file's record (or its bare URL) stands in the result.
  package let path: JSONPath
  package var contentType: String?
  package var fileName: String?
  /// In bytes.
  package var fileSize: Int?
  /// In pixels.
  package var width: Int?
  package var height: Int?
  /// In seconds.
  package var duration: Double?
  /// Whether the result is about this file: not a thumbnail, a mask, a
  /// texture or the same mesh in another format.
  package var isPrimary: Bool
}
