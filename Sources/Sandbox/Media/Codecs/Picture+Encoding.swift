import CImageCodecs

extension Picture {
  /// The picture as a file. `provenance` is written into a PNG as text under
  /// the keys Prompt, Model and Seed; the other formats leave it off.
  ///
  /// Throws `PictureError.notEncoded` if the format cannot hold the size (WebP: 16383 a side).
  package func encoded(as format: PictureFormat, provenance: Provenance? = nil) throws(PictureError) -> [UInt8] {
    switch format {
    case .png: PNGText.insert(provenance, into: try png())
    case .jpeg(let quality): try encoded { image_codecs_jpeg($0, $1, $2, Int32(min(max(quality, 1), 100)), &$3) }
    case .webp(let quality): try encoded { image_codecs_webp($0, $1, $2, Int32(min(max(quality, 0), 100)), 0, &$3) }
    case .webpLossless: try encoded { image_codecs_webp($0, $1, $2, 100, 1, &$3) }
    }
  }

  private func png() throws(PictureError) -> [UInt8] {
    let channels = isOpaque ? 3 : 4
    let packed = channels == 3 ? withoutAlpha() : pixels
    return try Self.collect { count in
      image_codecs_png(packed, Int32(width), Int32(height), Int32(channels), &count)
    }
  }

  private func encoded(
    _ encode: (UnsafePointer<UInt8>?, Int32, Int32, inout Int) -> UnsafeMutablePointer<UInt8>?
  ) throws(PictureError) -> [UInt8] {
    try Self.collect { count in
      pixels.withUnsafeBufferPointer { encode($0.baseAddress, Int32(width), Int32(height), &count) }
    }
  }

  /// Takes over a buffer that the codecs allocated.
  private static func collect(
    _ encode: (inout Int) -> UnsafeMutablePointer<UInt8>?
  ) throws(PictureError) -> [UInt8] {
    var count = 0
    guard let buffer = encode(&count) else { throw .notEncoded }
    defer { image_codecs_free(buffer) }
    return Array(UnsafeBufferPointer(start: buffer, count: count))
  }

  /// The pixels with three bytes each: red, green, blue.
  private func withoutAlpha() -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: width * height * 3) { buffer, count in
      count = width * height * 3
      pixels.withUnsafeBufferPointer { source in
        guard var from = source.baseAddress, var to = buffer.baseAddress else { return }
        let end = to + width * height * 3
        while to < end {
          to[0] = from[0]
          to[1] = from[1]
          to[2] = from[2]
          (to, from) = (to + 3, from + 4)
        }
      }
    }
  }
}
