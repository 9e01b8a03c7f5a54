import Crypto

/// By what a content is known again, wherever it lies: SHA-256, of pieces
/// that come one after the other.
struct ContentHash: Sendable {
  private var hash = SHA256()

  init() {}

  /// Of a text that is all there.
  init(_ text: String) { add(Array(text.utf8)) }

  mutating func add(_ bytes: [UInt8]) { bytes.withUnsafeBytes { add($0) } }

  mutating func add(_ bytes: UnsafeRawBufferPointer) { hash.update(bufferPointer: bytes) }

  /// In hexadecimal.
  var text: String {
    hash.finalize().map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}
