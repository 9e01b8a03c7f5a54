/// Makes an input smaller that fails, as long as it fails in the same way.
struct Reduction {
  private var bytes: [UInt8]

  init(_ text: String) { bytes = Array(text.utf8) }

  /// - Parameter fails: whether a smaller input still does.
  /// - Returns: one of which no stretch can be left out.
  mutating func reduced(while fails: (String) async -> Bool) async -> String {
    var length = max(1, bytes.count / 2)
    while length > 0 {
      var start = 0
      var hasShrunk = false
      while start < bytes.count {
        let smaller = Array(bytes[..<start] + bytes[min(bytes.count, start + length)...])
        let text = String(decoding: smaller, as: UTF8.self)
        if text.utf8.count < bytes.count, await fails(text) {
          bytes = Array(text.utf8)
          hasShrunk = true
        } else {
          start += length
        }
      }
      if !hasShrunk { length /= 2 }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
