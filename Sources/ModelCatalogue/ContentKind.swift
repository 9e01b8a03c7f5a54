/// What goes into a model or comes out of it.
package enum ContentKind: String, Sendable, Hashable, CaseIterable {
  case text, image, video, audio, mesh, archive
  /// Weights, documents, motion: files that only their own models take.
  case other
}

extension ContentKind {
  /// The kind that a person's word names: `3d` is a mesh, `speech` is sound.
  package init?(word: some StringProtocol) {
    switch word.lowercased() {
    case "text", "prompt", "json", "words": self = .text
    case "image", "images", "picture", "photo": self = .image
    case "video", "videos", "clip": self = .video
    case "audio", "speech", "sound", "music", "voice": self = .audio
    case "mesh", "3d", "meshes": self = .mesh
    case "archive", "zip": self = .archive
    case "other", "file": self = .other
    default: return nil
    }
  }
}
