/// A format that sound can be written in.
package enum SoundFormat: Hashable, Sendable {
  case wav
  /// Bit rate in kilobits a second; the nearest that MP3 has is taken.
  case mp3(kilobits: Int)
  case flac
  /// Bare samples, 16 bits, lowest byte first; no room for a comment.
  case pcm

  /// The media type, like `audio/mpeg`.
  package var mediaType: String {
    switch self {
    case .wav: "audio/wav"
    case .mp3: "audio/mpeg"
    case .flac: "audio/flac"
    case .pcm: "audio/pcm"
    }
  }
}

/// Why sound could not be written.
package enum SoundError: Error, Equatable {
  /// The encoder refused these settings.
  case notEncoded
}

extension Sound {
  /// The sound as a file, with `provenance` as its comment, from which
  /// `TranscriptReader` reads the words back.
  ///
  /// MP3 knows only certain rates; sound of another is resampled to the next
  /// higher. Throws `SoundError`.
  package func encoded(as format: SoundFormat, provenance: Provenance? = nil) throws(SoundError) -> [UInt8] {
    switch format {
    case .wav: WAVEncoder.file(of: self, comment: provenance?.comment)
    case .mp3(let kilobits): try MP3Encoder.file(of: self, kilobits: kilobits, comment: provenance?.comment)
    case .flac: FLACEncoder.file(of: self, comment: provenance?.comment)
    case .pcm: littleEndianBytes
    }
  }

  var littleEndianBytes: [UInt8] {
    samples.map(\.littleEndian).withUnsafeBytes { Array($0) }
  }
}
