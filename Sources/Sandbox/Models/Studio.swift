import FalProtocol
import MediaFiles

/// The seam to the media makers: what a model asks for, as a file.
enum Studio {
  /// A picture of the prompt, drawn when it is looked at.
  static func picture(_ provenance: Provenance, _ size: PixelSize, _ format: PictureFormat) -> MadeFile {
    let content = FileStore.Content.promised { () throws(PlatformError) in
      let picture = SceneMaker.picture(
        prompt: provenance.prompt, seed: provenance.seed, model: provenance.model, size: size)
      return try encoded(picture, format, provenance)
    }
    return MadeFile(content: content, contentType: format.mediaType, name: "image.\(format.ending)")
  }

  /// Pictures, changed as the prompt says.
  static func edit(
    _ sources: [Picture], _ provenance: Provenance, _ size: PixelSize, _ format: PictureFormat
  ) throws(PlatformError) -> MadeFile {
    let picture = SceneMaker.edit(
      of: sources, prompt: provenance.prompt, seed: provenance.seed, model: provenance.model, size: size)
    return try file(of: picture, format, provenance)
  }

  /// The same, changed when they are looked at.
  static func promisedEdit(
    _ sources: [Picture], _ provenance: Provenance, _ size: PixelSize, _ format: PictureFormat
  ) -> MadeFile {
    let content = FileStore.Content.promised { () throws(PlatformError) in
      let picture = SceneMaker.edit(
        of: sources, prompt: provenance.prompt, seed: provenance.seed, model: provenance.model, size: size)
      return try encoded(picture, format, provenance)
    }
    return MadeFile(content: content, contentType: format.mediaType, name: "image.\(format.ending)")
  }

  static func file(
    of picture: Picture, _ format: PictureFormat, _ provenance: Provenance
  ) throws(PlatformError) -> MadeFile {
    MadeFile(
      bytes: try encoded(picture, format, provenance), contentType: format.mediaType, name: "image.\(format.ending)")
  }

  private static func encoded(
    _ picture: Picture, _ format: PictureFormat, _ provenance: Provenance
  ) throws(PlatformError) -> [UInt8] {
    do { return try picture.encoded(as: format, provenance: provenance) } catch {
      throw PlatformError(status: 500, type: "internal_server_error", message: "the picture could not be written")
    }
  }
}

extension PictureFormat {
  /// Of file names, without a dot.
  fileprivate var ending: String { mediaType == "image/jpeg" ? "jpg" : String(mediaType.dropFirst(6)) }
}
