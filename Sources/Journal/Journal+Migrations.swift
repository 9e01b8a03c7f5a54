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

  /// Brings the schema up to date.
  ///
  /// Two processes may open a new journal at once. Each migration is a
  /// transaction, so the slower one fails on a table that the faster one has
  /// just made; as long as migrations were added meanwhile, it looks again.
  /// - Throws: `JournalError.newerSchema`, `DatabaseError`.
  static func migrate(_ queue: DatabaseQueue) throws {
    let applied = try queue.read(migrator.appliedIdentifiers)
    guard try !queue.read(migrator.hasBeenSuperseded) else { throw JournalError.newerSchema }
    guard try !queue.read(migrator.hasCompletedMigrations) else { return }
    do {
      try migrator.migrate(queue)
    } catch {
      guard try queue.read(migrator.appliedIdentifiers) != applied else { throw error }
      try migrate(queue)
    }
  }
}
