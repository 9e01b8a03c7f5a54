import Foundation

/// Text files as lines. Only a line feed divides: a carriage return is a
/// byte like any other, where Swift would see one character in both.
enum SourceLines {
  /// - Throws: `TranscriptError`.
  static func read(_ path: String) throws -> [String] {
    guard let data = FileManager.default.contents(atPath: path), let text = String(data: data, encoding: .utf8) else {
      throw TranscriptError(path: path, line: 0, fault: .unreadable)
    }
    return split(text)
  }

  /// The lines of an output or file; a newline at the very end begins none.
  static func split(_ text: String) -> [String] {
    var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    if lines.last == "" { lines.removeLast() }
    return lines
  }

  static func write(_ lines: [String], to path: String) throws {
    try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: URL(filePath: path), options: .atomic)
  }
}
