import GRDB

/// Why the journal could not be opened, read or written.
package enum JournalError: Error, Equatable, Sendable {
  /// The file or its directory could not be made or opened. `errno` is the
  /// system's number, nil where SQLite does not tell it.
  case cannotOpen(errno: Int32?)
  case diskFull
  /// The disk did not take what was to be written: it fails, or its user
  /// has all the room there that he may have.
  case cannotWrite
  case readOnly
  /// The file is no database, or what it holds cannot be what was written.
  case corrupt
  /// A later release has written the file in a way that this one cannot
  /// know.
  case newerSchema
  /// Another process held the file for longer than `Journal.busyTimeout`.
  case busy
  /// There is no such job.
  case unknownJob(JobID)
  /// There is no such session.
  case unknownSession(SessionID)
  /// What was to be written contradicts what is there, such as two jobs of
  /// one number in a session. `message` is SQLite's.
  case refused(message: String)
  /// Anything else; `code` is SQLite's extended result code.
  case other(code: Int32, message: String)
}

extension JournalError {
  init(_ error: any Error) {
    switch error {
    case let error as JournalError: self = error
    case let error as DatabaseError: self.init(error)
    default: self = .other(code: 1, message: "\(error)")
    }
  }

  private init(_ error: DatabaseError) {
    switch error.resultCode {
    case .SQLITE_FULL: self = .diskFull
    // The file that is shared by all shells must grow by a page at the least.
    case .SQLITE_IOERR where error.extendedResultCode == .SQLITE_IOERR_SHMSIZE: self = .diskFull
    case .SQLITE_IOERR where error.extendedResultCode == .SQLITE_IOERR_WRITE: self = .cannotWrite
    case .SQLITE_READONLY, .SQLITE_PERM: self = .readOnly
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .corrupt
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy
    case .SQLITE_CANTOPEN: self = .cannotOpen(errno: nil)
    case .SQLITE_CONSTRAINT: self = .refused(message: error.message ?? "")
    default: self = .other(code: error.extendedResultCode.rawValue, message: error.message ?? "")
    }
  }
}
