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

  /// In bytes: small enough that the same memory is taken for one after the
  /// other. What is larger comes fresh from the system each time, to be
  /// cleared first.
  static let pieceSize = 64 << 10

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
      try nextPiece { size, fill in
        try [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
          count = try fill(UnsafeMutableRawBufferPointer(buffer))
        }
      }
    }

    /// The next piece, read to where it is wanted.
    /// - Parameter make: is given the most bytes that there will be, and what
    ///   fills a place of that size and tells how many came.
    /// - Throws: `FileFault` if the file cannot be read, or has become shorter.
    mutating func nextPiece<Piece>(
      _ make: (_ size: Int, _ fill: (UnsafeMutableRawBufferPointer) throws -> Int) throws -> Piece
    ) throws -> Piece? {
      guard position < body.range.upperBound else { return nil }
      let start = position
      let size = Swift.min(RequestBody.pieceSize, body.range.upperBound - start)
      return try make(size) { buffer in
        let count = try read(from: start, into: UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(size)))
        position = start + count
        body.report(count)
        return count
      }
    }

    private mutating func read(from start: Int, into buffer: UnsafeMutableRawBufferPointer) throws(FileFault) -> Int {
      switch body.source {
      case .bytes(let bytes):
        let piece = bytes.dropFirst(start).prefix(buffer.count)
        buffer.copyBytes(from: piece)
        return piece.count
      case .file(let path):
        let file = if let file { file } else { try ReadOnlyFile(path: path) }
        self.file = file
        return try file.read(from: start, into: buffer)
      }
    }
  }
}
