/// What becomes of a file that is there already where one is to be written.
package enum FileReplacement: Sendable, Hashable {
  /// It stays, and nothing is written.
  case never
  /// It stays, and if it has the same content, that counts as written: a run
  /// that was cut off is made once more.
  case ifSame
  case always
}
