import GRDB
import JSON

/// Columns of a row, typed. GRDB's own typed subscripts trap on a value of
/// another type, and a damaged file may hold any: here it is `.corrupt`.
extension Row {
  func integer(_ column: String) throws(JournalError) -> Int64 { try value(column) }

  func optionalInteger(_ column: String) throws(JournalError) -> Int64? { try optionalValue(column) }

  func int(_ column: String) throws(JournalError) -> Int { try value(column) }

  func real(_ column: String) throws(JournalError) -> Double { try value(column) }

  func optionalReal(_ column: String) throws(JournalError) -> Double? { try optionalValue(column) }

  func text(_ column: String) throws(JournalError) -> String { try value(column) }

  func optionalText(_ column: String) throws(JournalError) -> String? { try optionalValue(column) }

  func json(_ column: String) throws(JournalError) -> JSON { try Row.parse(text(column)) }

  func optionalJSON(_ column: String) throws(JournalError) -> JSON? {
    guard let text = try optionalText(column) else { return nil }
    return try Row.parse(text)
  }

  private func value<Value: DatabaseValueConvertible>(_ column: String) throws(JournalError) -> Value {
    guard let value: Value = try optionalValue(column) else { throw .corrupt }
    return value
  }

  private func optionalValue<Value: DatabaseValueConvertible>(_ column: String) throws(JournalError) -> Value? {
    guard let stored = self[column] as DatabaseValue?, !stored.isNull else { return nil }
    guard let value = Value.fromDatabaseValue(stored) else { throw .corrupt }
    return value
  }

  private static func parse(_ text: String) throws(JournalError) -> JSON {
    do {
      return try JSON(parsing: text)
    } catch {
      throw .corrupt
    }
  }
}
