/// What the reader hands to libedit for a key that is more than one
/// character, or for an event: characters that nobody types (C1), since
/// libedit can bind no others.
enum Key: Int32, CaseIterable {
  case up = 0x80, down, left, right, home, end, wordLeft, wordRight, delete
  /// A text waits to be inserted: a paste, or what the line begins with.
  case insertText
  /// Begins another row, complete or not.
  case newline
  case interrupt
  case submit
  case redisplay
}

/// Keys that are one character, by the name they go by.
enum Control {
  static let a: Int32 = 0x01, c: Int32 = 0x03, d: Int32 = 0x04, e: Int32 = 0x05, f: Int32 = 0x06, g: Int32 = 0x07
  static let backspace: Int32 = 0x08, tab: Int32 = 0x09, lineFeed: Int32 = 0x0A, carriageReturn: Int32 = 0x0D
  static let n: Int32 = 0x0E, p: Int32 = 0x10, r: Int32 = 0x12, s: Int32 = 0x13, z: Int32 = 0x1A
  static let escape: Int32 = 0x1B, delete: Int32 = 0x7F
}
