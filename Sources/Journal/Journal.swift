import GRDB
import Synchronization

/// What lasts: jobs and their results, uploads, sessions, and the platform's
/// documents once they were read.
///
/// A journal is one SQLite file that any number of processes share. Each
/// method is one transaction, which the steps of jobs' lives that come at one
/// time share: when it returns, its change is in the file and stays there,
/// however the process ends. Only ``moved(_:to:at:_:)`` does not wait for that.
/// (A power cut may take the last moments, but leaves the file whole.)
///
/// ```swift
/// let journal = try Journal(path: "/home/fox/.local/state/falsh/journal.db")
/// let session = try journal.beginSession(at: 1_800_000_000)
/// let job = try await journal.begin(NewJob(session: session, number: 1, …))
/// // The request leaves only now.
/// try await journal.sent(job, at: 1_800_000_001)
/// ```
///
/// ## Topics
///
/// ### Opening
/// - ``init(path:)``
/// - ``inMemory()``
///
/// ### A job's life
/// - ``begin(_:)``
/// - ``sent(_:at:)``
/// - ``accepted(_:requestID:statusURL:responseURL:cancelURL:at:)``
/// - ``moved(_:to:at:_:)``
/// - ``finished(_:output:requestID:seconds:queuedSeconds:billableUnits:cost:files:at:)``
/// - ``failed(_:error:state:at:)``
package final class Journal: Sendable {
  /// How long to wait for another process to finish writing, in seconds.
  package static let busyTimeout = 5.0

  /// A queue, not a pool: all transactions are short, and opening one
  /// connection takes half the time of opening two.
  let database: DatabaseQueue
  let steps: GroupCommit
  let leases: ShellLeases
  let ownShell = Mutex<Int64?>(nil)

  /// Opens the journal at a path, and makes it if there is none: its
  /// directories with mode 0700, the file with 0600.
  ///
  /// - Parameter path: of the file; `~` is not expanded.
  /// - Throws: `JournalError.cannotOpen`, `.corrupt` if the file is
  ///   something else, `.newerSchema`, `.readOnly`, `.diskFull`, `.busy`.
  package convenience init(path: String) throws(JournalError) {
    try JournalFile.make(at: path)
    do {
      try self.init(leases: ShellLeases(path: path + "-shells")) {
        try DatabaseQueue(path: path, configuration: Journal.configuration)
      }
    } catch .cannotOpen where !JournalFile.hasRoom(at: path) {
      throw .diskFull
    }
  }

  /// A journal that is gone with its last reference.
  /// - Throws: `JournalError`, in theory.
  package static func inMemory() throws(JournalError) -> Journal {
    try Journal(leases: ShellLeases(path: nil)) { try DatabaseQueue(named: nil, configuration: configuration) }
  }

  private init(leases: ShellLeases, open: () throws -> DatabaseQueue) throws(JournalError) {
    self.leases = leases
    do {
      database = try open()
      steps = GroupCommit(database)
      try Journal.migrate(database)
    } catch {
      throw JournalError(error)
    }
  }

  private static var configuration: Configuration {
    var configuration = Configuration()
    configuration.label = "journal"
    configuration.busyMode = .timeout(busyTimeout)
    configuration.prepareDatabase { database in
      // A checkpoint waits for the disk: a few more pages a time, and a
      // thousand jobs at once wait seldom.
      try writeAhead(database)
      try database.execute(sql: "PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4000")
    }
    return configuration
  }

  /// A new file is turned to its mode with nobody else in it, and SQLite does
  /// not wait for that as it waits for a transaction: whoever comes between
  /// waits for a transaction, and tries again.
  private static func writeAhead(_ database: Database) throws {
    let mode = "PRAGMA journal_mode = WAL"
    for _ in 0..<1000 {
      do {
        return try database.execute(sql: mode)
      } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
        try database.execute(sql: "BEGIN IMMEDIATE; ROLLBACK")
      }
    }
    try database.execute(sql: mode)
  }

  func read<Result>(_ body: (Database) throws -> Result) throws(JournalError) -> Result {
    try transaction("DEFERRED", body)
  }

  func write<Result>(_ body: (Database) throws -> Result) throws(JournalError) -> Result {
    try transaction("IMMEDIATE", body)
  }

  private func transaction<Result>(
    _ kind: String, _ body: (Database) throws -> Result
  ) throws(JournalError) -> Result {
    do {
      return try database.writeWithoutTransaction { database in try database.transact(kind) { try body(database) } }
    } catch {
      throw JournalError(error)
    }
  }
}

extension Database {
  /// The database's own transactions compile their first and last statement
  /// each time, after which SQLite compiles all others anew: a third of what
  /// a short transaction costs.
  func transact<Result>(_ kind: String = "IMMEDIATE", _ body: () throws -> Result) throws -> Result {
    try run("BEGIN \(kind) TRANSACTION")
    do {
      let result = try body()
      try run("COMMIT TRANSACTION")
      return result
    } catch {
      // Some errors have ended it already.
      if isInsideTransaction { try? rollback() }
      throw error
    }
  }

  /// Runs a statement that is compiled once a connection.
  func run(_ sql: String, _ arguments: StatementArguments = []) throws {
    try cachedStatement(sql: sql).execute(arguments: arguments)
  }

  /// The rows of a query that is compiled once a connection.
  func rows(_ sql: String, _ arguments: StatementArguments = []) throws -> [Row] {
    try Row.fetchAll(cachedStatement(sql: sql), arguments: arguments)
  }
}
