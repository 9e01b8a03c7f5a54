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
}
