#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The lines of a text that stays where it is: of the megabyte that the
/// program carries, only what is asked for is ever copied.
///
/// Sendable although it holds a pointer: the memory is never written to, nor
/// given back.
struct FactsText: @unchecked Sendable {
  typealias Bytes = UnsafeRawBufferPointer

  private let bytes: Bytes
  /// Where each line begins, and the end.
  private let starts: [Int]

  /// - Parameter bytes: lives as long as the process.
  init(_ bytes: Bytes) {
    self.bytes = bytes
    var starts = [0]
    while let last = starts.last, let end = bytes.end(of: UInt8(ascii: "\n"), from: last) { starts.append(end + 1) }
    self.starts = starts
  }

  var lineCount: Int { starts.count - 1 }

  /// A line without its end, counted from 0; empty beyond the last.
  subscript(line: Int) -> Bytes {
    guard starts.indices.contains(line), line < lineCount else { return Bytes(start: nil, count: 0) }
    return Bytes(rebasing: bytes[starts[line]..<(starts[line + 1] - 1)])
  }
}

/// The fields of a line, one after the other: tabs stand between them.
struct FieldReader {
  private let line: UnsafeRawBufferPointer
  private var offset = 0

  init(_ line: UnsafeRawBufferPointer) { self.line = line }

  /// The next field; empty at the end.
  mutating func next() -> UnsafeRawBufferPointer {
    let start = min(offset, line.count)
    let end = line.end(of: UInt8(ascii: "\t"), from: start) ?? line.count
    offset = end + 1
    return UnsafeRawBufferPointer(rebasing: line[start..<end])
  }

  mutating func nextText() -> String { String(decoding: next(), as: UTF8.self) }
}

extension UnsafeRawBufferPointer {
  /// Where the next such byte stands.
  fileprivate func end(of byte: UInt8, from start: Int) -> Int? {
    guard let base = baseAddress, start < count else { return nil }
    guard let found = memchr(base + start, Int32(byte), count - start) else { return nil }
    return UnsafeRawPointer(found) - base
  }
}
