import MediaFiles

/// Writes FLAC (RFC 9639): fixed predictors of the second order with Rice
/// codes, or plain samples where those would be shorter.
enum FLACEncoder {
  private static let blockSize = 4096

  static func file(of sound: Sound, comment: String?) -> [UInt8] {
    var bytes = Array("fLaC".utf8) + block(type: 0, isLast: false, information(sound))
    bytes += block(type: 4, isLast: true, comments(comment))
    for (number, start) in stride(from: 0, to: sound.frameCount, by: blockSize).enumerated() {
      bytes += frame(sound, number, start..<min(start + blockSize, sound.frameCount))
    }
    return bytes
  }

  private static func block(type: Int, isLast: Bool, _ content: [UInt8]) -> [UInt8] {
    var bytes = [UInt8(type | (isLast ? 0x80 : 0))]
    bytes.appendBigEndian(content.count, bytes: 3)
    return bytes + content
  }

  /// Stream information; the checksum of the samples is left unknown.
  private static func information(_ sound: Sound) -> [UInt8] {
    var bits = BitWriter()
    for size in [blockSize, blockSize] { bits.write(size, bits: 16) }
    bits.write(0, bits: 24)
    bits.write(0, bits: 24)
    bits.write(sound.sampleRate, bits: 20)
    bits.write(sound.channels - 1, bits: 3)
    bits.write(15, bits: 5)
    bits.write(0, bits: 4)
    bits.write(sound.frameCount, bits: 32)
    for _ in 0..<4 { bits.write(0, bits: 32) }
    return bits.bytes
  }

  private static func comments(_ comment: String?) -> [UInt8] {
    let vendor = "falsh sandbox"
    var bytes = [UInt8]()
    bytes.appendLittleEndian(vendor.utf8.count, bytes: 4)
    bytes.append(text: vendor)
    bytes.appendLittleEndian(comment == nil ? 0 : 1, bytes: 4)
    guard let comment else { return bytes }
    bytes.appendLittleEndian(comment.utf8.count + 8, bytes: 4)
    bytes.append(text: "COMMENT=" + comment)
    return bytes
  }

  private static func frame(_ sound: Sound, _ number: Int, _ range: Range<Int>) -> [UInt8] {
    var bits = BitWriter()
    // sync code; block size in 16 bits at the end; rate as in the stream; channels; 16 bits a sample
    bits.write(0xFFF8, bits: 16)
    bits.write(0b0111_0000, bits: 8)
    bits.write((sound.channels - 1) << 4 | 0b1000, bits: 8)
    for scalar in String(Character(Unicode.Scalar(UInt32(number)) ?? "\u{0}")).utf8 { bits.write(Int(scalar), bits: 8) }
    bits.write(range.count - 1, bits: 16)
    bits.write(Int(CRC.crc8(bits.bytes)), bits: 8)
    for channel in 0..<sound.channels {
      write(range.map { Int(sound.samples[$0 * sound.channels + channel]) }, &bits)
    }
    bits.align()
    var bytes = bits.bytes
    bytes.appendBigEndian(Int(CRC.crc16(bytes)), bytes: 2)
    return bytes
  }

  private static func write(_ samples: [Int], _ bits: inout BitWriter) {
    guard samples.count > 2 else { return writePlain(samples, &bits) }
    let folded = (2..<samples.count).map { index -> Int in
      let residual = samples[index] - 2 * samples[index - 1] + samples[index - 2]
      return residual < 0 ? -2 * residual - 1 : 2 * residual
    }
    let parameter = riceParameter(folded)
    let cost = folded.reduce(0) { (sum: Int, value: Int) in sum + (value >> parameter) + 1 + parameter }
    guard cost < samples.count * 16 else { return writePlain(samples, &bits) }
    bits.write(0b0_001010_0, bits: 8)
    for sample in samples.prefix(2) { bits.write(sample, bits: 16) }
    // Rice codes with parameters of 4 bits, one partition
    bits.write(0b00_0000, bits: 6)
    bits.write(parameter, bits: 4)
    for value in folded {
      bits.writeUnary(value >> parameter)
      bits.write(value, bits: parameter)
    }
  }

  private static func writePlain(_ samples: [Int], _ bits: inout BitWriter) {
    bits.write(0b0_000001_0, bits: 8)
    for sample in samples { bits.write(sample, bits: 16) }
  }

  /// The number of low bits near the mean's.
  private static func riceParameter(_ folded: [Int]) -> Int {
    let mean = folded.reduce(0, +) / max(folded.count, 1)
    return min(max(Int.bitWidth - mean.leadingZeroBitCount - 1, 0), 14)
  }
}
