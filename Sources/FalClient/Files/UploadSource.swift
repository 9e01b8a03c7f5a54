/// Where the bytes of an upload come from.
package enum UploadSource: Sendable, Hashable {
  /// A local file; it is read while it is sent.
  case file(path: String)
  case bytes([UInt8])

  /// In bytes.
  /// - Throws: `FileFault` if the file cannot be opened.
  package func size() throws(FileFault) -> Int {
    switch self {
    case .bytes(let bytes): bytes.count
    case .file(let path): try ReadOnlyFile(path: path).size()
    }
  }
}

/// A body that is sent piece by piece: a range of an upload's bytes. It may
/// be read several times, since a request may be sent again.
package struct RequestBody: Sendable, AsyncSequence {
  package typealias Element = [UInt8]

  /// In bytes.
  static let pieceSize = 128 << 10

  let source: UploadSource
  let range: Range<Int>
  private let report: @Sendable (Int) -> Void

  /// - Parameters:
  ///   - range: of bytes, counted from 0.
  ///   - report: is told the size of each piece when it is taken.
  init(source: UploadSource, range: Range<Int>, report: @escaping @Sendable (Int) -> Void = { _ in }) {
    self.source = source
    self.range = range
    self.report = report
  }

  /// In bytes.
  package var count: Int { range.count }

  /// The same body for somebody else, who does not send it.
  var unreported: RequestBody { RequestBody(source: source, range: range) }

  /// The same body, which also tells `other` of its pieces.
  func reporting(_ other: @escaping @Sendable (Int) -> Void) -> RequestBody {
    let report = report
    return RequestBody(source: source, range: range) { size in
      report(size)
      other(size)
    }
  }

  package func makeAsyncIterator() -> Iterator { Iterator(body: self, position: range.lowerBound) }

  package struct Iterator: AsyncIteratorProtocol {
    let body: RequestBody
    var position: Int
    var file: ReadOnlyFile?

    /// The next piece.
    /// - Throws: `FileFault` if the file cannot be read, or has become shorter.
    package mutating func next() async throws -> [UInt8]? {
      guard position < body.range.upperBound else { return nil }
      let piece = try read(position..<Swift.min(position + RequestBody.pieceSize, body.range.upperBound))
      position += piece.count
      body.report(piece.count)
      return piece
    }

    private mutating func read(_ range: Range<Int>) throws(FileFault) -> [UInt8] {
      switch body.source {
      case .bytes(let bytes): return Array(bytes[range.clamped(to: bytes.indices)])
      case .file(let path):
        let file = if let file { file } else { try ReadOnlyFile(path: path) }
        self.file = file
        return try file.read(range)
      }
    }
  }
}
