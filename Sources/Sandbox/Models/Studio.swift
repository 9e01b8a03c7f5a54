import FalProtocol
import MediaFiles

/// The seam to the media makers: what a model asks for, as a file.
enum Studio {
  /// A picture of the prompt.
  static func picture(
    _ provenance: Provenance, _ size: PixelSize, _ format: PictureFormat
  ) throws(PlatformError) -> MadeFile {
    let picture = SceneMaker.picture(
      prompt: provenance.prompt, seed: provenance.seed, model: provenance.model, size: size)
    return try file(of: picture, format, provenance)
  }

  /// Pictures, changed as the prompt says.
  static func edit(
    _ sources: [Picture], _ provenance: Provenance, _ size: PixelSize, _ format: PictureFormat
  ) throws(PlatformError) -> MadeFile {
    let picture = SceneMaker.edit(
      of: sources, prompt: provenance.prompt, seed: provenance.seed, model: provenance.model, size: size)
    return try file(of: picture, format, provenance)
  }

  static func file(
    of picture: Picture, _ format: PictureFormat, _ provenance: Provenance
  ) throws(PlatformError) -> MadeFile {
    let type = format.mediaType
    let ending = type == "image/jpeg" ? "jpg" : String(type.dropFirst(6))
    do {
      return MadeFile(
        bytes: try picture.encoded(as: format, provenance: provenance), contentType: type, name: "image.\(ending)")
    } catch {
      throw PlatformError(status: 500, type: "internal_server_error", message: "the picture could not be written")
    }
  }
}
