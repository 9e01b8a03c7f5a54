import Foundation
import Synchronization

/// Rewrites transcripts with what was really shown, when asked to.
///
/// Cases of one file run at the same time and each knows only its own lines,
/// as they were numbered when the file was read. So a file is kept as it was
/// at first, together with all that was recorded since, and written anew
/// from both each time.
package final class TranscriptRecorder: Sendable {
  /// Records if `RECORD_TRANSCRIPTS` is `1`.
  package static let fromEnvironment = TranscriptRecorder(
    isRecording: ProcessInfo.processInfo.environment["RECORD_TRANSCRIPTS"] == "1")

  fileprivate struct Recording {
    let original: [String]
    var replacements: [(lines: Range<Int>, text: [String])] = []
  }

  private let isRecording: Bool
  private let recordings = Mutex<[String: Recording]>([:])

  package init(isRecording: Bool) { self.isRecording = isRecording }

  /// - Returns: the first words of the failure.
  func record(_ differences: [LineDifference], of conversation: Transcript.Case) -> String {
    guard isRecording else { return "shows something else" }
    do {
      try recordings.withLock { recordings in
        let path = conversation.path
        var recording = try recordings[path] ?? Recording(original: SourceLines.read(path))
        recording.add(differences, of: conversation)
        recordings[path] = recording
        try SourceLines.write(recording.lines, to: path)
      }
      return "recorded"
    } catch {
      return "cannot be recorded (\(error))"
    }
  }
}

extension TranscriptRecorder.Recording {
  fileprivate mutating func add(_ differences: [LineDifference], of conversation: Transcript.Case) {
    for (step, difference) in zip(conversation.steps, differences) {
      replacements.removeAll { $0.lines == step.expectedLines }
      replacements.append((step.expectedLines, difference.recorded(in: conversation.notation)))
    }
  }

  /// The file as it is now.
  fileprivate var lines: [String] {
    var lines: [String] = []
    var position = 0
    for replacement in replacements.sorted(by: { $0.lines.lowerBound < $1.lines.lowerBound }) {
      lines += original[position..<replacement.lines.lowerBound] + replacement.text
      position = replacement.lines.upperBound
    }
    return lines + original[position...]
  }
}

extension LineDifference {
  /// The actual lines, but for expected ones that still match.
  fileprivate func recorded(in notation: Transcript.Notation) -> [String] {
    edits.compactMap { edit in
      switch edit {
      case .same(let text), .unexpected(let text): notation.escaped(text)
      case .missing: nil
      }
    }
  }
}
