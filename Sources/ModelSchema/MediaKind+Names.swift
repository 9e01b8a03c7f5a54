extension MediaKind {
  /// The kind that a mark of the platform's form names.
  init?(mark: String) {
    switch mark {
    case "image", "image_mask": self = .image
    case "video": self = .video
    case "audio": self = .audio
    case "archive": self = .archive
    default: return nil
    }
  }

  /// The kind that an input's name promises: `start_image_url`, `url` inside
  /// `frames`. Names that say nothing follow the catalogue's category.
  init(inputName name: String, context: String = "", category: String? = nil) {
    let words = name.nameWords
    if let kind = Self(words: words) {
      self = kind
    } else if words.allSatisfy(Self.emptyWords.contains) {
      self = Self(words: context.nameWords) ?? Self(categoryPart: category?.split(separator: "-").first) ?? .other
    } else {
      self = .other
    }
  }

  /// Words that say that it is a file, but not which.
  private static let emptyWords: Set<Substring> = ["url", "urls", "file", "input", "source"]

  /// The first kind, in this order, of which a word stands in the name. An
  /// archive of pictures is called `images_data_url`.
  private static let vocabulary: [(kind: MediaKind, words: Set<Substring>)] = [
    (.other, ["embedding", "config", "caption", "captions", "lottie", "json", "mtl", "exr", "latents", "raw"]),
    (.archive, ["zip", "data", "archive"]),
    (.mesh, ["mesh", "meshes", "glb", "glbs", "obj", "fbx", "usdz", "ply", "stl", "gltf", "splat", "splats"]),
    (.video, ["video", "videos"]),
    (
      .image,
      [
        "image", "images", "img", "frame", "frames", "mask", "masks", "face", "thumbnail", "spritesheet", "texture",
        "textures", "map", "visualization", "photo", "keyframe", "keyframes",
      ]
    ),
    (.audio, ["audio", "audios", "voice", "speech", "music", "song", "vocals", "drums", "bass", "guitar", "piano"]),
    (.other, ["lora"]),
    (.mesh, ["model"]),
  ]

  /// The kind of which a word stands in a name; nil if none does.
  init?(words: [Substring]) {
    // A LoRA's base is a model too, but none that has a shape.
    if words.contains("model"), !Set(["base", "light"]).isDisjoint(with: words), !words.contains("image") {
      return nil
    }
    guard let entry = Self.vocabulary.first(where: { !$0.words.isDisjoint(with: words) }) else { return nil }
    self = entry.kind
  }

  /// The kind at one end of a category: `3d` of `text-to-3d`.
  init?(categoryPart: Substring?) {
    switch categoryPart {
    case "image": self = .image
    case "video": self = .video
    case "audio", "speech": self = .audio
    case "3d": self = .mesh
    default: return nil
    }
  }
}

extension String {
  /// The words of a name, lower case: `start_image_url` has three.
  var nameWords: [Substring] { Substring(lowercased()).split { $0 == "_" || $0 == "-" || $0 == " " } }

  /// Whether a text of this name is a file's address. `path` is that of a
  /// LoRA, which may be an id on another platform as well.
  var isFileName: Bool {
    if self == "path" || self == "image_source" { return true }
    let words = nameWords
    return words.contains("url") || words.contains("urls") || (words.count > 1 && words.last == "image")
  }
}
