import FalProtocol
import MediaFiles

/// What a clip is to be like.
struct Clip: Sendable {
  let size: PixelSize
  let seconds: Int
  let hasSound: Bool
}

extension Studio {
  /// A clip that moves over a picture; without one, over a scene of the prompt.
  static func clip(_ clip: Clip, from picture: Picture? = nil, _ provenance: Provenance) -> MadeFile {
    let bytes = VideoMaker.make(
      from: picture, seconds: Double(clip.seconds), size: clip.size, audio: clip.hasSound, prompt: provenance.prompt,
      seed: provenance.seed, model: provenance.model)
    return MadeFile(bytes: bytes, contentType: "video/mp4", name: "output.mp4")
  }

  /// The same, made when it is looked at.
  static func promisedClip(_ clip: Clip, from picture: Picture?, _ provenance: Provenance) -> MadeFile {
    let content = FileStore.Content.promised { () throws(PlatformError) in
      VideoMaker.make(
        from: picture, seconds: Double(clip.seconds), size: clip.size, audio: clip.hasSound,
        prompt: provenance.prompt, seed: provenance.seed, model: provenance.model)
    }
    return MadeFile(content: content, contentType: "video/mp4", name: "output.mp4")
  }

  /// A piece of music, made when it is looked at.
  static func music(_ provenance: Provenance, seconds: Int) -> MadeFile {
    let content = FileStore.Content.promised { () throws(PlatformError) in
      let sound = MusicMaker.make(
        prompt: provenance.prompt, seed: provenance.seed, model: provenance.model, seconds: Double(seconds))
      do { return try sound.encoded(as: .mp3(kilobits: 128), provenance: provenance) } catch {
        throw PlatformError(status: 500, type: "internal_server_error", message: "the sound could not be written")
      }
    }
    return MadeFile(content: content, contentType: "audio/mpeg", name: "sound.mp3")
  }
}
