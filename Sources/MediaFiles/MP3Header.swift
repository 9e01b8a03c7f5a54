/// The four bytes that begin each frame of an MP3 (MPEG audio layer III).
package struct MP3Header {
  package let sampleRate: Int
  package let channels: Int
  package let kilobits: Int
  /// Length of the frame in bytes, this header included.
  package let byteCount: Int

  /// The sampling rates that MPEG 1, 2 and 2.5 have, in Hz.
  package static let sampleRates = [8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000]

  /// Moments in a frame at a rate.
  package static func samplesPerFrame(_ sampleRate: Int) -> Int { sampleRate >= 32000 ? 1152 : 576 }

  package var samplesPerFrame: Int { Self.samplesPerFrame(sampleRate) }

  /// Reads the header at `offset`; nil if there is none.
  package init?(_ reader: ByteReader, at offset: Int) {
    guard let word = reader.bigEndian(at: offset, bytes: 4), word >> 21 == 0x7FF, word >> 17 & 3 == 1 else {
      return nil
    }
    let (version, rateIndex, bitrateIndex) = (word >> 19 & 3, word >> 10 & 3, word >> 12 & 15)
    guard version != 1, rateIndex < 3, (1...14).contains(bitrateIndex) else { return nil }
    let full = [44100, 48000, 32000][rateIndex]
    sampleRate = version == 3 ? full : (version == 2 ? full / 2 : full / 4)
    kilobits = Self.bitrates(sampleRate)[bitrateIndex - 1]
    channels = word >> 6 & 3 == 3 ? 1 : 2
    byteCount = Self.samplesPerFrame(sampleRate) / 8 * kilobits * 1000 / sampleRate + (word >> 9 & 1)
  }

  /// The bit rates that frames of a sampling rate can have, in kilobits a second.
  package static func bitrates(_ sampleRate: Int) -> [Int] {
    sampleRate >= 32000
      ? [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
      : [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
  }
}
