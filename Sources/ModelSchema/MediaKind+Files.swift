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
    let ending = String(decoding: path[path.index(after: dot)...], as: UTF8.self).lowercased()
    guard let kind = Self.endings[ending] else { return nil }
    self = kind
  }

  /// A table, since Tab asks for every file of a folder.
  private static let endings: [String: MediaKind] = {
    let endings: [MediaKind: [String]] = [
      .image: ["png", "jpg", "jpeg", "webp", "gif", "avif", "bmp", "tif", "tiff", "svg", "heic"],
      .video: ["mp4", "mov", "webm", "mkv", "m4v", "avi"],
      .audio: ["wav", "mp3", "flac", "ogg", "m4a", "aac", "opus"],
      .mesh: ["glb", "gltf", "obj", "fbx", "stl", "usdz", "ply", "3mf", "splat", "blend"],
      .archive: ["zip", "tar", "tgz", "gz", "7z", "rar"],
      .other: ["json", "txt", "mtl", "srt", "vtt", "ass", "pdf", "exr", "safetensors", "ckpt", "pt", "npz", "npy"],
    ]
    return endings.reduce(into: [:]) { table, entry in for ending in entry.value { table[ending] = entry.key } }
  }()
}
