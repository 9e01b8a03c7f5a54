/// What an unquoted word looks like, for saying what was probably meant.
extension String {
  private static let fileEndings: Set<String> = [
    "png", "jpg", "jpeg", "webp", "gif", "avif", "bmp", "svg", "mp4", "mov", "webm", "mkv", "mp3", "wav", "flac", "ogg",
    "m4a", "glb", "gltf", "obj", "ply", "stl", "json", "txt", "zip", "pdf",
  ]

  /// Ends like the name of a file.
  var looksLikeFile: Bool {
    guard let dot = utf8.lastIndex(of: UInt8(ascii: ".")) else { return false }
    return Self.fileEndings.contains(self[index(after: dot)...].lowercased()) && !isURL
  }

  var isURL: Bool { hasPrefix("https://") || hasPrefix("http://") }

  /// A path that no command can be called like.
  var looksLikePath: Bool { hasPrefix("./") || hasPrefix("../") || hasPrefix("/") || hasPrefix("~/") }

  /// The id in the address of a model's page.
  var modelOfPage: String? {
    guard isURL, let start = firstRange(of: "fal.ai/models/") else { return nil }
    let id = self[start...].prefix { $0 != "?" && $0 != "#" }.split(separator: "/")
    let known = id.last == "api" || id.last == "playground" ? id.dropLast() : id[...]
    return known.count < 2 ? nil : known.joined(separator: "/")
  }

  /// Where the text behind `part` begins.
  private func firstRange(of part: String) -> Index? {
    indices.first { self[$0...].hasPrefix(part) }.map { index($0, offsetBy: part.count) }
  }
}
