import FoundationEssentials
import Testing

@Suite struct FlagTableTests {
  /// `RECORD_TRANSCRIPTS=1` writes it anew, and fails.
  private static let file = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Transcripts/flags.table")

  @Test func `over the whole catalogue every flag goes where the table says, or is refused in its words`() throws {
    let made = FlagTable().lines.dropFirst().map { $0 + "\n" }.joined()
    if ProcessInfo.processInfo.environment["RECORD_TRANSCRIPTS"] == "1" {
      try Data(made.utf8).write(to: Self.file)
      Issue.record("the table was written anew")
    }
    let kept = String(decoding: try Data(contentsOf: Self.file), as: UTF8.self)
    let first = zip(made.split(separator: "\n"), kept.split(separator: "\n")).first { $0 != $1 }
    #expect(first?.0 == first?.1)
    #expect(made == kept)
  }
}
