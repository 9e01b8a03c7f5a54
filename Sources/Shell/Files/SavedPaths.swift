import Synchronization

/// The files that each statement has written with `save`. What one statement
/// makes it does not overwrite, whoever allows that files are replaced: a
/// loop would lose all but the last of what was paid for.
final class SavedPaths: Sendable {
  /// Absolute paths by the statement's number in the log.
  private let paths = Mutex<[Int?: Set<String>]>([:])

  /// Takes paths for files that are to be written.
  /// - Parameter choose: adds them to those that the statement has already.
  func take(for statement: Int?, _ choose: (inout Set<String>) throws -> [String]) rethrows -> [String] {
    try paths.withLock { try choose(&$0[statement, default: []]) }
  }

  /// Nothing was written there.
  func giveBack(_ path: String, of statement: Int?) {
    paths.withLock { _ = $0[statement]?.remove(path) }
  }
}
