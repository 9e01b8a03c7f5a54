/// What can be told of a media file without decoding it.
package struct MediaFacts: Hashable, Sendable {
  /// The formats that are recognised.
  package enum Kind: String, Sendable, CaseIterable {
    case png, jpeg, webp, gif, bmp, mp4, wav, mp3, flac, glb
  }

  package let kind: Kind
  /// Of pictures and videos; nil of sound, or if the file does not say.
  package let size: PixelSize?
  /// Length of sound and video; nil of pictures, or if the file does not say.
  package let seconds: Double?

  package var width: Int? { size?.width }
  package var height: Int? { size?.height }

  package init(_ kind: Kind, size: PixelSize? = nil, seconds: Double? = nil) {
    self.kind = kind
    self.size = size
    self.seconds = seconds
  }

  /// Recognises a file by its first bytes and reads what it says of itself;
  /// nil if it is of no kind that is known. A damaged file gives what can
  /// still be read.
  package static func read(_ bytes: [UInt8]) -> MediaFacts? {
    let reader = ByteReader(bytes)
    return picture(reader) ?? container(reader) ?? sound(reader)
  }

  private static func container(_ reader: ByteReader) -> MediaFacts? {
    if reader.has("ftyp", at: 4) {
      let movie = MP4Reader(reader)
      return MediaFacts(.mp4, size: movie.size, seconds: movie.seconds)
    }
    return reader.has("glTF") ? MediaFacts(.glb) : nil
  }
}
