import Foundation

/// A file that shows what a user types and sees, read as a list of cases.
///
///     # set: a value outside the schema
///     //sandbox image: steps integer 1...50
///
///     > use sandbox/image
///     using sandbox/image: 12 fields, prompt is required
///     > fal-ai/z-image/turbo
///     . "a fox"
///     [..].png
///
/// - `# ` starts a case and gives its title.
/// - `//` lines before the first input name set-up, as `//name argument`.
/// - `> ` is input and `. `, right below it, one more line of the same
///   input.
/// - Everything else is expected output, byte for byte; `[..]` stands for
///   any text within its line. Whether the last line of an output ends in a
///   newline does not count.
/// - One blank line before the next `# ` is layout.
/// - Output that would itself read as one of these (a line `# so`) stands
///   with a backslash before it.
///
/// Examples in a Markdown file are read as cases too: see
/// ``examples(inMarkdown:)``.
package struct Transcript: Sendable {
  package let path: String
  package let cases: [Case]

  /// - Throws: `TranscriptError` if the file cannot be read as a transcript.
  package static func load(_ path: String) throws -> Transcript {
    var parser = TranscriptParser(path: path, notation: .transcript)
    return Transcript(path: path, cases: try parser.parse(SourceLines.read(path)))
  }

  /// The cases of a text in the notation of a file. They are not recorded.
  ///
  /// - Parameter path: what failures say they are from.
  /// - Throws: `TranscriptError`.
  package static func cases(of text: String, path: String) throws -> [Case] {
    var parser = TranscriptParser(path: path, notation: .transcript)
    return try parser.parse(SourceLines.split(text))
  }

  /// All cases of the `.transcript` files below a directory, for
  /// `@Test(arguments:)`.
  ///
  /// - Parameters:
  ///   - directory: absolute, or as seen from the folder of `filePath`.
  ///   - filePath: left out, it is the calling test file.
  /// - Throws: `TranscriptError`, also if there is no case at all: a suite
  ///   that found nothing should not pass.
  package static func cases(in directory: String, relativeTo filePath: String = #filePath) throws -> [Case] {
    let folder = URL(filePath: filePath).deletingLastPathComponent()
    let root = URL(filePath: directory, relativeTo: folder).standardizedFileURL.path(percentEncoded: false)
    let names = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    let cases = try names.filter { $0.hasSuffix(".transcript") }.sorted().flatMap { name in
      try load(root + (root.hasSuffix("/") ? "" : "/") + name).cases
    }
    guard !cases.isEmpty else { throw TranscriptError(path: root, line: 0, fault: .noCases) }
    return cases
  }
}
