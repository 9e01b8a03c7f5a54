package import MediaFiles

/// A format that a picture can be written in.
package enum PictureFormat: Hashable, Sendable {
  case png
  /// Quality from 1 to 100.
  case jpeg(quality: Int)
  /// Quality from 0 to 100, for photographs.
  case webp(quality: Int)
  case webpLossless

  /// The media type, like `image/png`.
  package var mediaType: String {
    switch self {
    case .png: "image/png"
    case .jpeg: "image/jpeg"
    case .webp, .webpLossless: "image/webp"
    }
  }
}

/// Why a picture could not be read or written.
package enum PictureError: Error, Equatable {
  /// The bytes are of no format that is known: PNG, JPEG, GIF, BMP, WebP.
  case unknownFormat
  /// The bytes begin as a picture, but what follows is damaged.
  case damaged
  /// The picture has more pixels than `PixelSize.mostPixels`.
  case tooLarge(PixelSize)
  /// The encoder refused: the format cannot hold a picture of this size.
  case notEncoded
}
