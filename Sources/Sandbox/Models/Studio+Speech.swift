import FalProtocol

/// Who speaks, and how.
struct VoiceSetting: Sendable {
  let name: String
  /// 1 is ordinary.
  let speed: Double
  /// 1 is ordinary.
  let volume: Double
  /// In semitones.
  let pitch: Int
}

/// What the file of a sound is to be like.
struct SoundSetting: Sendable {
  /// `mp3`, `pcm` or `flac`.
  let format: String
  /// In Hz.
  let sampleRate: Int
  /// Bits a second, of formats that are lossy.
  let bitRate: Int
  let channels: Int
}

extension Studio {
  /// The words of the prompt, spoken, and how long that takes.
  static func speech(
    _ provenance: Provenance, voice: VoiceSetting, sound setting: SoundSetting
  ) throws(PlatformError) -> (file: MadeFile, milliseconds: Int) {
    let sound = SpeechMaker.make(
      text: provenance.prompt, voice: voice.name, speed: voice.speed, pitch: Double(voice.pitch),
      volume: voice.volume, sampleRate: setting.sampleRate, channels: setting.channels)
    let format = setting.soundFormat
    let bytes: [UInt8]
    do { bytes = try sound.encoded(as: format, provenance: provenance) } catch {
      throw PlatformError(status: 500, type: "internal_server_error", message: "the sound could not be written")
    }
    let file = MadeFile(bytes: bytes, contentType: format.mediaType, name: "speech.\(setting.format)")
    return (file, Int((sound.seconds * 1000).rounded()))
  }

  /// The words of a recording that a voice of the sandbox speaks.
  static func spokenWords(in bytes: [UInt8]) -> String? { TranscriptReader.text(in: bytes) }
}

extension SoundSetting {
  fileprivate var soundFormat: SoundFormat {
    switch format {
    case "flac": .flac
    case "pcm": .pcm
    default: .mp3(kilobits: bitRate / 1000)
    }
  }
}
