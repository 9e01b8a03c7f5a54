import MediaFiles

/// The parameters of a small H.264 stream (ITU-T H.264, constrained baseline):
/// one intra picture, then pictures that only move parts of it.
struct H264Stream {
  /// Size of the coded picture in macroblocks of 16 by 16 pixels.
  let columns: Int
  let rows: Int
  /// What is shown of it, from the upper left corner; both sides even.
  let visible: PixelSize
  /// Pictures a second.
  let rate: Int

  /// The sequence parameter set, without start code (7.3.2.1.1).
  var sequenceParameters: [UInt8] {
    var bits = BitWriter()
    for byte in [0x67, 66, 0xC0, level] { bits.write(byte, bits: 8) }
    // id, frame number of 4 bits, order count type 0 of 16 bits, one reference
    for value in [0, 0, 0, 12, 1] { bits.writeUnsigned(value) }
    bits.writeFlag(false)
    bits.writeUnsigned(columns - 1)
    bits.writeUnsigned(rows - 1)
    bits.write(0b11, bits: 2)
    writeCropping(&bits)
    bits.writeFlag(true)
    writeUsability(&bits)
    return Self.finish(&bits)
  }

  private func writeCropping(_ bits: inout BitWriter) {
    bits.writeFlag(true)
    for offset in [0, columns * 16 - visible.width, 0, rows * 16 - visible.height] { bits.writeUnsigned(offset / 2) }
  }

  /// Square pixels, BT.709 in the limited range, a constant rate, no reordering (E.1.1).
  private func writeUsability(_ bits: inout BitWriter) {
    bits.write(0b1_0000_0001, bits: 9)
    bits.write(0b0_1_101_0_1, bits: 7)
    for _ in 0..<3 { bits.write(1, bits: 8) }
    bits.write(0b0_1, bits: 2)
    bits.write(1, bits: 32)
    bits.write(rate * 2, bits: 32)
    bits.write(0b1_0_0_0_1_1, bits: 6)
    for value in [0, 0, 15, 15, 0, 1] { bits.writeUnsigned(value) }
  }

  /// The picture parameter set, without start code (7.3.2.2).
  var pictureParameters: [UInt8] {
    var bits = BitWriter()
    bits.write(0x68, bits: 8)
    for value in [0, 0] { bits.writeUnsigned(value) }
    bits.write(0, bits: 2)
    for value in [0, 0, 0] { bits.writeUnsigned(value) }
    bits.write(0, bits: 3)
    for _ in 0..<3 { bits.writeSigned(0) }
    // deblocking is controlled (and turned off) in each slice
    bits.write(0b100, bits: 3)
    return Self.finish(&bits)
  }

  /// Decoder configuration of an MP4 (`avcC`).
  var configuration: [UInt8] {
    let (sequence, picture) = (sequenceParameters, pictureParameters)
    var bytes: [UInt8] = [1, 66, 0xC0, UInt8(truncatingIfNeeded: level), 0xFF, 0xE1]
    bytes.appendBigEndian(sequence.count, bytes: 2)
    bytes += sequence + [1]
    bytes.appendBigEndian(picture.count, bytes: 2)
    return bytes + picture
  }

  /// Ends a NAL unit: stop bit, and a 3 wherever the payload looks like a start code.
  static func finish(_ bits: inout BitWriter) -> [UInt8] {
    bits.writeFlag(true)
    bits.align()
    return escaped(bits.bytes)
  }

  private static func escaped(_ payload: [UInt8]) -> [UInt8] {
    var places = [Int]()
    payload.withUnsafeBufferPointer { buffer in
      guard let bytes = buffer.baseAddress else { return }
      var (index, zeros) = (0, 0)
      while index < buffer.count {
        let byte = bytes[index]
        if zeros >= 2, byte <= 3 {
          places.append(index)
          zeros = 0
        }
        zeros = byte == 0 ? zeros &+ 1 : 0
        index &+= 1
      }
    }
    return inserted(places, into: payload)
  }

  private static func inserted(_ places: [Int], into payload: [UInt8]) -> [UInt8] {
    guard !places.isEmpty else { return payload }
    var (escaped, start) = ([UInt8](), 0)
    escaped.reserveCapacity(payload.count + places.count)
    for place in places {
      escaped += payload[start..<place]
      escaped.append(3)
      start = place
    }
    return escaped + payload[start...]
  }
}

extension H264Stream {
  /// The lowest level that allows the size and the rate (table A-1); from 3 on,
  /// so that motion vectors may reach far enough.
  private var level: Int {
    let (area, pace) = (columns * rows, columns * rows * rate)
    return Self.levels.first(where: { area <= $0.area && pace <= $0.pace })?.level ?? 62
  }

  private static let levels: [(level: Int, area: Int, pace: Int)] = [
    (30, 1620, 40500), (31, 3600, 108_000), (32, 5120, 216_000), (40, 8192, 245_760),
    (42, 8704, 522_240), (50, 22080, 589_824), (51, 36864, 983_040), (52, 36864, 2_073_600), (60, 139_264, 4_177_920),
    (61, 139_264, 8_355_840),
  ]
}
