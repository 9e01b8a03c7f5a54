import GRDB

extension Journal {
  private static let migrator: DatabaseMigrator = {
    var migrator = DatabaseMigrator()
    for migration in Migration.all {
      migrator.registerMigration(migration.name, foreignKeyChecks: .immediate) { database in
        try database.execute(sql: migration.sql)
      }
    }
    return migrator
  }()

  /// What is read of the migrations. Where another process makes the journal
  /// at the same moment, their table may be missing when it is read, and be
  /// there when it is looked why: then it is read once more.
  private static func state<Result>(of queue: DatabaseQueue, _ look: (Database) throws -> Result) throws -> Result {
    for _ in 0..<10 {
      do { return try queue.read(look) } catch let error as DatabaseError where error.resultCode == .SQLITE_ERROR {}
    }
    return try queue.read(look)
  }

  /// Brings the schema up to date.
  ///
  /// Two processes may open a new journal at once. Each migration is a
  /// transaction, so the slower one fails on a table that the faster one has
  /// just made; as long as migrations were added meanwhile, it looks again.
  /// - Throws: `JournalError.newerSchema`, `DatabaseError`.
  static func migrate(_ queue: DatabaseQueue) throws {
    let applied = try state(of: queue, migrator.appliedIdentifiers)
    guard try !state(of: queue, migrator.hasBeenSuperseded) else { throw JournalError.newerSchema }
    guard try !state(of: queue, migrator.hasCompletedMigrations) else { return }
    do {
      try migrator.migrate(queue)
    } catch {
      guard try state(of: queue, migrator.appliedIdentifiers) != applied else { throw error }
      try migrate(queue)
    }
  }
}
