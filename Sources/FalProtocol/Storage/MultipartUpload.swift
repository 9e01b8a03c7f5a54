package import JSON

/// The rules of an upload in parts.
package enum MultipartUpload {
  /// In bytes; a file larger than this goes in parts.
  package static let threshold = 100 << 20
  /// In bytes, of every part but the last.
  package static let partSize = 10 << 20

  /// One part that has arrived.
  package struct Part: Sendable, Hashable {
    /// Counted from 1.
    package let number: Int
    /// As the storage sent it, quotes and all.
    package let etag: String

    package init(number: Int, etag: String) {
      self.number = number
      self.etag = etag
    }
  }

  /// The byte ranges of the parts of a file of `size` bytes; an empty file
  /// has one empty part.
  package static func parts(ofSize size: Int) -> [Range<Int>] {
    guard size > 0 else { return [0..<0] }
    return stride(from: 0, to: size, by: partSize).map { $0..<min($0 + partSize, size) }
  }

  /// The body that completes an upload, in the order of the numbers.
  package static func completion(_ parts: [Part]) -> JSON {
    let ordered = parts.sorted { $0.number < $1.number }
    return ["parts": .array(ordered.map { ["partNumber": JSON($0.number), "etag": .string($0.etag)] })]
  }

  /// Reads the body that completes an upload, in the order of the numbers.
  /// - Throws: `WireFault.missing` for `parts`, `partNumber` or `etag`.
  package static func parts(json: JSON) throws(WireFault) -> [Part] {
    guard let list = json["parts"]?.array else { throw .missing("parts") }
    var parts: [Part] = []
    for entry in list {
      guard let number = entry["partNumber"]?.int else { throw .missing("partNumber") }
      guard let etag = entry["etag"]?.string ?? entry["ETag"]?.string else { throw .missing("etag") }
      parts.append(Part(number: number, etag: etag))
    }
    return parts.sorted { $0.number < $1.number }
  }
}

/// A file's name as a header may carry it: printable ASCII, no path.
package enum UploadName {
  /// Every other character becomes `_`.
  package static func headerSafe(_ name: String) -> String {
    let last = name.split(separator: "/").last.map(String.init) ?? "file"
    return String(last.unicodeScalars.map { (0x20...0x7E).contains($0.value) ? Character($0) : "_" })
  }
}
