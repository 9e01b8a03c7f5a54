/// Why a file cannot be read as a transcript, and where.
package struct TranscriptError: Error, Equatable, Sendable, CustomStringConvertible {
  package enum Fault: String, Sendable {
    case unreadable = "cannot be read as UTF-8 text"
    case noCases = "holds no case"
    case outsideOfCase = "a case starts with '# title'"
    case outputBeforeInput = "output before the first '> ' of its case"
    case unclosedBlock = "the fenced block is not closed"
  }

  package let path: String
  /// Counted from 1; 0 for the whole file.
  package let line: Int
  package let fault: Fault

  package var description: String { line == 0 ? "\(path): \(fault.rawValue)" : "\(path):\(line): \(fault.rawValue)" }
}
