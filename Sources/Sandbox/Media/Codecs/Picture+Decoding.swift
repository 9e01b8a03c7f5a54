import CImageCodecs
import MediaFiles

extension Picture {
  /// Reads the first picture of a PNG, JPEG, GIF, BMP or WebP.
  ///
  /// The size is looked at before anything is decoded, so that a small file
  /// cannot claim much memory. Throws `PictureError`.
  package init(decoding bytes: [UInt8]) throws(PictureError) {
    let isWebP = ByteReader(bytes).has("RIFF") && ByteReader(bytes).has("WEBP", at: 8)
    let size = try Self.size(of: bytes, isWebP)
    guard size.isAllowed else { throw .tooLarge(size) }
    let (pixels, decoded) = Self.read(bytes, isWebP ? image_codecs_webp_decode : image_codecs_decode)
    guard let pixels else { throw .damaged }
    defer { image_codecs_free(pixels) }
    guard decoded == size else { throw .damaged }
    let copy = Array(UnsafeBufferPointer(start: pixels, count: size.width * size.height * 4))
    guard let picture = Picture(size: size, pixels: copy) else { throw .damaged }
    self = picture
  }

  private static func size(of bytes: [UInt8], _ isWebP: Bool) throws(PictureError) -> PixelSize {
    // The codecs do not tell too large from unknown, so what the file claims is read first.
    if let claim = MediaFacts.picture(ByteReader(bytes))?.size, claim.width > 0, claim.height > 0, !claim.isAllowed {
      throw .tooLarge(claim)
    }
    let (known, size) = read(bytes, isWebP ? image_codecs_webp_size : image_codecs_size)
    guard known != 0 else { throw .unknownFormat }
    return size
  }

  /// Calls a codec that returns something and reports a size beside it.
  private static func read<Result>(
    _ bytes: [UInt8],
    _ codec: (UnsafePointer<UInt8>?, Int, UnsafeMutablePointer<Int32>?, UnsafeMutablePointer<Int32>?) -> Result
  ) -> (Result, PixelSize) {
    var (width, height): (Int32, Int32) = (0, 0)
    let result = bytes.withUnsafeBufferPointer { codec($0.baseAddress, $0.count, &width, &height) }
    return (result, PixelSize(width: Int(width), height: Int(height)))
  }
}
