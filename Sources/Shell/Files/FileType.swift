import ModelSchema

/// What a file name's ending says about a file.
struct FileType: Sendable, Hashable {
  let mediaType: String
  let kind: MediaKind

  /// The usual endings of what generative models take and give; facts of
  /// IANA's registry of media types.
  private static let table: [String: FileType] = [
    "png": FileType(mediaType: "image/png", kind: .image),
    "jpg": FileType(mediaType: "image/jpeg", kind: .image),
    "jpeg": FileType(mediaType: "image/jpeg", kind: .image),
    "webp": FileType(mediaType: "image/webp", kind: .image),
    "gif": FileType(mediaType: "image/gif", kind: .image),
    "avif": FileType(mediaType: "image/avif", kind: .image),
    "bmp": FileType(mediaType: "image/bmp", kind: .image),
    "svg": FileType(mediaType: "image/svg+xml", kind: .image),
    "mp4": FileType(mediaType: "video/mp4", kind: .video),
    "m4v": FileType(mediaType: "video/mp4", kind: .video),
    "mov": FileType(mediaType: "video/quicktime", kind: .video),
    "webm": FileType(mediaType: "video/webm", kind: .video),
    "mp3": FileType(mediaType: "audio/mpeg", kind: .audio),
    "wav": FileType(mediaType: "audio/wav", kind: .audio),
    "flac": FileType(mediaType: "audio/flac", kind: .audio),
    "ogg": FileType(mediaType: "audio/ogg", kind: .audio),
    "m4a": FileType(mediaType: "audio/mp4", kind: .audio),
    "pcm": FileType(mediaType: "audio/pcm", kind: .audio),
    "glb": FileType(mediaType: "model/gltf-binary", kind: .mesh),
    "gltf": FileType(mediaType: "model/gltf+json", kind: .mesh),
    "obj": FileType(mediaType: "model/obj", kind: .mesh),
    "fbx": FileType(mediaType: "application/octet-stream", kind: .mesh),
    "stl": FileType(mediaType: "model/stl", kind: .mesh),
    "usdz": FileType(mediaType: "model/vnd.usdz+zip", kind: .mesh),
    "zip": FileType(mediaType: "application/zip", kind: .archive),
    "tar": FileType(mediaType: "application/x-tar", kind: .archive),
    "txt": FileType(mediaType: "text/plain", kind: .other),
    "md": FileType(mediaType: "text/markdown", kind: .other),
    "json": FileType(mediaType: "application/json", kind: .other),
    "pdf": FileType(mediaType: "application/pdf", kind: .other),
    "srt": FileType(mediaType: "text/plain", kind: .other),
    "mtl": FileType(mediaType: "model/mtl", kind: .other),
  ]

  /// - Parameter name: a file name, path or URL; a query is left out.
  /// - Returns: `application/octet-stream` for an unknown ending.
  init(name: String) {
    self = FileType.table[FileType.ending(of: name)] ?? FileType(mediaType: "application/octet-stream", kind: .other)
  }

  private init(mediaType: String, kind: MediaKind) {
    self.mediaType = mediaType
    self.kind = kind
  }

  /// The ending without its dot, in lower case; empty if there is none.
  static func ending(of name: String) -> String {
    let path = name.prefix { $0 != "?" && $0 != "#" }
    guard let last = path.split(separator: "/").last, let dot = last.lastIndex(of: "."), dot > last.startIndex
    else { return "" }
    return last[last.index(after: dot)...].lowercased()
  }

  /// The usual ending of a media type (`image/jpeg; q=1` counts); nil if it
  /// has none of its own.
  static func ending(ofMediaType mediaType: String) -> String? {
    let essence = mediaType.prefix { $0 != ";" && $0 != " " }.lowercased()
    let usual = ["jpeg": "jpg", "m4v": "mp4"]
    let endings = table.filter { $0.value.mediaType == essence }.keys.sorted()
    guard essence != "application/octet-stream", essence != "text/plain" else { return nil }
    return endings.first.map { usual[$0] ?? $0 }
  }
}
