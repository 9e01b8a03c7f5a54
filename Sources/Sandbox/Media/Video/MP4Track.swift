import MediaFiles

/// One track of an MP4: its samples and what a player must know of them.
struct MP4Track {
  /// Units of a video track's time for each picture.
  static let ticks = 512

  /// `vide` or `soun`.
  let handler: String
  /// Units a second of the track's own time.
  let timescale: Int
  /// Units from one sample to the next.
  let sampleDuration: Int
  let samples: [[UInt8]]
  /// The box that describes the coding.
  let sampleEntry: [UInt8]
  /// What is shown of a picture; zero for sound.
  let size: PixelSize
  /// Units at the start that are not played: what an encoder puts before the sound.
  let lead: Int
  /// Whether only the first sample can be started from.
  let startsAtFirstOnly: Bool

  /// A track of one NAL unit a picture.
  static func video(_ stream: H264Stream, pictures: [[UInt8]]) -> MP4Track {
    let samples = pictures.map { MP4Box.numbers($0.count) + $0 }
    return MP4Track(
      handler: "vide", timescale: stream.rate * ticks, sampleDuration: ticks, samples: samples,
      sampleEntry: videoEntry(stream), size: stream.visible, lead: 0, startsAtFirstOnly: true)
  }

  private static func videoEntry(_ stream: H264Stream) -> [UInt8] {
    let head = MP4Box.zeros(6) + MP4Box.shorts(1) + MP4Box.zeros(16)
    let size = MP4Box.shorts(stream.visible.width, stream.visible.height)
    let rest = MP4Box.numbers(0x480000, 0x480000, 0) + MP4Box.shorts(1) + MP4Box.zeros(32) + MP4Box.shorts(0x18, 0xFFFF)
    return MP4Box.box("avc1", head, size, rest, MP4Box.box("avcC", stream.configuration))
  }

  /// A track of MP3 frames that covers `seconds`; nil if the encoder refuses.
  static func audio(_ sound: Sound, seconds: Double) -> MP4Track? {
    guard let stream = try? MP3Encoder.frames(of: sound, kilobits: 128) else { return nil }
    // lame's own delay and that of every decoder, in samples
    let lead = 576 + 529
    let needed = Int((seconds * Double(sound.sampleRate)).rounded(.up)) + lead
    let count = (needed + MP3Header.samplesPerFrame(sound.sampleRate) - 1) / MP3Header.samplesPerFrame(sound.sampleRate)
    return MP4Track(
      handler: "soun", timescale: sound.sampleRate, sampleDuration: MP3Header.samplesPerFrame(sound.sampleRate),
      samples: Array(stream.prefix(count)), sampleEntry: audioEntry(sound), size: PixelSize(width: 0, height: 0),
      lead: lead, startsAtFirstOnly: false)
  }

  private static func audioEntry(_ sound: Sound) -> [UInt8] {
    let head = MP4Box.zeros(6) + MP4Box.shorts(1) + MP4Box.zeros(8)
    let format = MP4Box.shorts(sound.channels, 16, 0, 0) + MP4Box.numbers(sound.sampleRate << 16)
    return MP4Box.box("mp4a", head, format, MP4Box.fullBox("esds", streamDescription))
  }

  /// An elementary stream descriptor of MPEG-1 audio (object type 0x6B).
  private static var streamDescription: [UInt8] {
    let decoder: [UInt8] = [4, 13, 0x6B, 0x15, 0, 0, 0] + MP4Box.numbers(128_000, 128_000)
    let layer: [UInt8] = [6, 1, 2]
    return [3, UInt8(3 + decoder.count + layer.count), 0, 1, 0] + decoder + layer
  }
}
