extension MediaKind {
  /// The kind that a media type names (in any case: `image/PNG` occurs); nil
  /// for those that say nothing (`application/octet-stream`, `text/plain`).
  package init?(contentType: String) {
    let type = contentType.lowercased()
    switch type.split(separator: "/").first {
    case "image": self = .image
    case "video": self = .video
    case "audio": self = .audio
    case "model": self = .mesh
    default:
      guard type.hasPrefix("application/zip") || type.hasPrefix("application/x-zip") else { return nil }
      self = .archive
    }
  }

  /// The kind that a file name's or an address's ending says; nil if unknown.
  package init?(fileName: String) {
    let path = fileName.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    guard let dot = path.lastIndex(of: UInt8(ascii: ".")), !path[dot...].contains(UInt8(ascii: "/")) else { return nil }
    switch String(decoding: path[path.index(after: dot)...], as: UTF8.self).lowercased() {
    case "png", "jpg", "jpeg", "webp", "gif", "avif", "bmp", "tif", "tiff", "svg", "heic": self = .image
    case "mp4", "mov", "webm", "mkv", "m4v", "avi": self = .video
    case "wav", "mp3", "flac", "ogg", "m4a", "aac", "opus": self = .audio
    case "glb", "gltf", "obj", "fbx", "stl", "usdz", "ply", "3mf", "splat", "blend": self = .mesh
    case "zip", "tar", "tgz", "gz", "7z", "rar": self = .archive
    case "json", "txt", "mtl", "srt", "vtt", "ass", "pdf", "exr", "safetensors", "ckpt", "pt", "npz", "npy":
      self = .other
    default: return nil
    }
  }
}
