import FalProtocol
import JSON
import MediaFiles
import ModelSchema

extension ModelCall {
  /// What `output_format` asks for.
  var pictureFormat: PictureFormat {
    switch text("output_format") {
    case "jpeg": .jpeg(quality: 90)
    case "webp": .webp(quality: 85)
    default: .png
    }
  }

  /// What `image_size` asks for: a preset, or width and height.
  /// - Returns: nil if nothing was given and there is no default.
  /// - Throws: `image_too_large` beyond what the sandbox makes.
  func imageSize() throws(PlatformError) -> PixelSize? {
    if let preset = self["image_size"].string { return Self.presets[preset] }
    guard let given = self["image_size"].object else { return nil }
    let size = PixelSize(width: given["width"]?.int ?? 512, height: given["height"]?.int ?? 512)
    guard max(size.width, size.height) <= PixelSize.longestSide, size.isAllowed else {
      let most = JSON(PixelSize.longestSide)
      throw .refusal(
        "image_too_large", at: [.key("image_size")], "the sandbox makes no picture as large as \(size)",
        context: ["max_height": most, "max_width": most], input: self["image_size"])
    }
    return size
  }

  private static let presets: [String: PixelSize] = [
    "square_hd": PixelSize(width: 1024, height: 1024),
    "square": PixelSize(width: 512, height: 512),
    "portrait_4_3": PixelSize(width: 768, height: 1024),
    "portrait_16_9": PixelSize(width: 576, height: 1024),
    "landscape_4_3": PixelSize(width: 1024, height: 768),
    "landscape_16_9": PixelSize(width: 1024, height: 576),
  ]
}

extension PixelSize {
  /// In millions of pixels.
  var megapixels: Double { Double(width) * Double(height) / 1_000_000 }

  /// The size with the longest side given, both sides even, as video wants.
  func fitted(longestSide: Int) -> PixelSize {
    let scale = Double(longestSide) / Double(max(width, height, 1))
    func even(_ side: Int) -> Int { max(2, Int((Double(side) * scale / 2).rounded()) * 2) }
    return PixelSize(width: even(width), height: even(height))
  }
}
