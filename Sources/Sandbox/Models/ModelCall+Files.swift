import FalProtocol
import JSON
import MediaFiles
import ModelSchema
import NIOCore

extension ModelCall {
  /// Reads the picture that a parameter names, and holds it against the
  /// limits of the schema.
  /// - Throws: the platform's error for a file that cannot be had, cannot be
  ///   read, or is too large or too small.
  func picture(_ name: String) throws(PlatformError) -> Picture {
    try picture(at: [.key(name)], url: text(name), limits: schema.parameter(named: name)?.media?.limits)
  }

  /// Reads the pictures of a list.
  /// - Throws: as `picture(_:)`, for the first that fails.
  func pictures(_ name: String) throws(PlatformError) -> [Picture] {
    var pictures: [Picture] = []
    for (index, url) in (self[name].array ?? []).enumerated() {
      let limits = schema.parameter(named: name)?.media?.limits
      pictures.append(try picture(at: [.key(name), .index(index)], url: url.string ?? "", limits: limits))
    }
    return pictures
  }

  /// The bytes of a file that was given.
  /// - Throws: `file_download_error` if it cannot be had.
  func file(_ name: String) throws(PlatformError) -> [UInt8] { try bytes(of: text(name), at: [.key(name)]) }

  private func picture(
    at path: [JSONPath.Step], url: String, limits: MediaLimits?
  ) throws(PlatformError) -> Picture {
    let bytes = try bytes(of: url, at: path)
    let input = Self.shortened(url)
    if let most = limits?.maximumFileSize, bytes.count > most {
      throw .refusal(
        "file_too_large", at: path, "the file has more than \(most) bytes", context: ["max_size": JSON(most)],
        input: .string(input))
    }
    let picture: Picture
    do { picture = try Picture(decoding: bytes) } catch { throw .notAPicture(input, at: path) }
    if let error = limits?.refusal(of: picture.size, at: path, input: .string(input)) { throw error }
    return picture
  }

  private func bytes(of url: String, at path: [JSONPath.Step]) throws(PlatformError) -> [UInt8] {
    if DataURL.isDataURL(url) {
      guard let data = DataURL(url) else { throw .noSuchFile(Self.shortened(url), at: path) }
      return data.bytes
    }
    guard files.owns(url) else { throw .noNetwork(url, at: path) }
    guard let file = files[url: url] else { throw .noSuchFile(url, at: path) }
    return Array(try file.content.made().readableBytesView)
  }

  /// Errors quote what was given, but not megabytes of it.
  private static func shortened(_ url: String) -> String { url.utf8.count > 120 ? url.prefix(117) + "..." : url }
}

extension MediaLimits {
  /// The platform's error for a picture outside these limits.
  fileprivate func refusal(of size: PixelSize, at path: [JSONPath.Step], input: JSON) -> PlatformError? {
    if size.width < minimumWidth ?? 0 || size.height < minimumHeight ?? 0 {
      return .refusal(
        "image_too_small", at: path, "the picture is too small: \(size)",
        context: ["min_width": JSON(minimumWidth ?? 0), "min_height": JSON(minimumHeight ?? 0)], input: input)
    }
    if size.width > maximumWidth ?? .max || size.height > maximumHeight ?? .max {
      return .refusal(
        "image_too_large", at: path, "the picture is too large: \(size)",
        context: ["max_width": JSON(maximumWidth ?? 0), "max_height": JSON(maximumHeight ?? 0)], input: input)
    }
    let ratio = Double(size.width) / Double(max(1, size.height))
    if ratio < minimumAspectRatio ?? 0 || ratio > maximumAspectRatio ?? .infinity {
      return .refusal(
        "image_aspect_ratio_error", at: path, "the picture is too narrow or too wide: \(size)", input: input)
    }
    return nil
  }
}
