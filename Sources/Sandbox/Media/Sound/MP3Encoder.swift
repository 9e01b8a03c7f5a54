import CLame
import MediaFiles

/// Writes MP3 through lame.
enum MP3Encoder {
  /// A file with an ID3 tag, if there is a comment, and exact length.
  static func file(of sound: Sound, kilobits: Int, comment: String?) throws(SoundError) -> [UInt8] {
    (comment.map(ID3Tag.bytes) ?? []) + (try encode(sound, kilobits, infoFrame: true))
  }

  /// The bare frames, each for itself.
  static func frames(of sound: Sound, kilobits: Int) throws(SoundError) -> [[UInt8]] {
    let stream = try encode(sound, kilobits, infoFrame: false)
    let reader = ByteReader(stream)
    var (frames, offset) = ([[UInt8]](), 0)
    while let header = MP3Header(reader, at: offset), let frame = reader.slice(at: offset, count: header.byteCount) {
      frames.append(Array(frame))
      offset += header.byteCount
    }
    return frames
  }

  private static func encode(_ sound: Sound, _ kilobits: Int, infoFrame: Bool) throws(SoundError) -> [UInt8] {
    let rate = MP3Header.sampleRates.first { $0 >= sound.sampleRate } ?? 48000
    let sound = sound.resampled(to: rate)
    let rates = MP3Header.bitrates(rate)
    let nearest = rates.min { abs($0 - kilobits) < abs($1 - kilobits) } ?? 128
    var count = 0
    let buffer = sound.samples.withUnsafeBufferPointer {
      mp3_encode(
        $0.baseAddress, sound.frameCount, Int32(sound.channels), Int32(rate), Int32(nearest), infoFrame ? 1 : 0, &count)
    }
    guard let buffer else { throw .notEncoded }
    defer { mp3_free(buffer) }
    return Array(UnsafeBufferPointer(start: buffer, count: count))
  }
}

extension Sound {
  /// The same sound at another rate, the nearest moment taken for each.
  func resampled(to rate: Int) -> Sound {
    guard rate != sampleRate else { return self }
    let count = frameCount * rate / sampleRate
    let resampled = (0..<count * channels).map { index in
      samples[index / channels * sampleRate / rate * channels + index % channels]
    }
    return Sound(samples: resampled, sampleRate: rate, channels: channels)
  }
}
