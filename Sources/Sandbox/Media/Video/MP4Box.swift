import MediaFiles

/// Writes boxes of the ISO base media file format.
enum MP4Box {
  /// A box of a type of four characters (Latin-1, since Apple's begin with ©).
  static func box(_ type: String, _ content: [UInt8]...) -> [UInt8] {
    let body = content.joined()
    var bytes = [UInt8]()
    bytes.reserveCapacity(body.count + 8)
    bytes.appendBigEndian(body.count + 8, bytes: 4)
    bytes += type.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    bytes += body
    return bytes
  }

  /// A box with version 0 and `flags` before its content.
  static func fullBox(_ type: String, flags: Int = 0, _ content: [UInt8]...) -> [UInt8] {
    box(type, numbers(flags), Array(content.joined()))
  }

  /// Numbers of 4 bytes each.
  static func numbers(_ values: Int...) -> [UInt8] { numbers(values) }

  static func numbers(_ values: [Int]) -> [UInt8] {
    var bytes = [UInt8]()
    bytes.reserveCapacity(values.count * 4)
    for value in values { bytes.appendBigEndian(value, bytes: 4) }
    return bytes
  }

  /// Numbers of 2 bytes each.
  static func shorts(_ values: Int...) -> [UInt8] {
    var bytes = [UInt8]()
    for value in values { bytes.appendBigEndian(value, bytes: 2) }
    return bytes
  }

  static func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }

  /// The matrix that leaves a picture as it is.
  static let unityMatrix = numbers(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x4000_0000)
}
