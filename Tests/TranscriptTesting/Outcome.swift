import Testing

extension Transcript {
  /// What became of a case.
  package struct Outcome: Sendable, Equatable {
    /// What to tell the reader; nil if all is as expected.
    package let message: String?
    let path: String
    let lineNumber: Int

    package var isSuccess: Bool { message == nil }

    /// Records a failed case as an issue at its place in the transcript.
    package func expectSuccess() {
      guard let message else { return }
      let place = SourceLocation(
        fileID: "Transcripts/" + path.lastComponent, filePath: path, line: lineNumber, column: 1)
      Issue.record(Comment(rawValue: message), sourceLocation: place)
    }
  }
}
