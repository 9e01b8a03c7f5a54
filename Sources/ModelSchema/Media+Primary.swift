import JSON

extension [Media] {
  /// Marks the files that a result is about.
  func markingPrimary() -> [Media] {
    let meshes = primaryMeshes()
    var seen: Set<String> = []
    let candidates = indices.filter { index in
      (self[index].kind != .mesh || meshes.contains(index)) && seen.insert(self[index].url).inserted
    }
    let best = candidates.map { self[$0].path.remoteness }.min()
    var files = self
    for index in indices {
      files[index].isPrimary = candidates.contains(index) && self[index].path.remoteness == best
    }
    return files
  }

  /// One mesh of each: `model_glb` (or its like) if there is one, which the
  /// others repeat or take apart; else the best format of each name.
  private func primaryMeshes() -> Set<Int> {
    let meshes = indices.filter { self[$0].kind == .mesh }
    let models = meshes.filter { self[$0].path.isWholeModel }
    if let model = models.min(by: { self[$0].formatRank < self[$1].formatRank }) { return [model] }
    let groups = Dictionary(grouping: meshes) { self[$0].path.meshName }
    return Set(groups.values.compactMap { $0.min { self[$0].formatRank < self[$1].formatRank } })
  }
}

extension Media {
  private static let formats = ["glb", "mesh", "obj", "gltf", "fbx", "stl", "usdz", "ply"]

  /// How willingly other models take the mesh's format; 0 is best.
  fileprivate var formatRank: Int {
    let words = path.keys.last?.nameWords ?? []
    return Self.formats.firstIndex { words.contains(Substring($0)) } ?? Self.formats.count
  }

  fileprivate static let formatWords = Set(formats.map { Substring($0) })
}

extension JSONPath {
  /// `model`, `model_glb`, `model_mesh` at the top.
  fileprivate var isWholeModel: Bool {
    guard steps.count == 1, let words = keys.first?.nameWords, words.first == "model", words.count <= 2 else {
      return false
    }
    return words.dropFirst().allSatisfy(Media.formatWords.contains)
  }

  /// The path without its formats: the same for the same mesh.
  fileprivate var meshName: String {
    steps.map { step in
      switch step {
      case .index(let index): "\(index)"
      case .key(let key): key.nameWords.filter { !Media.formatWords.contains($0) }.joined(separator: "_")
      }
    }.joined(separator: "/")
  }

  /// How far a file is from what the result is about: 0 the thing itself, 1
  /// made from it, 2 its attachments.
  fileprivate var remoteness: Int { keys.map(\.nameRemoteness).max() ?? 0 }
}

extension String {
  /// How far what this names is from what the result is about.
  var nameRemoteness: Int {
    let words = Set(nameWords)
    if !words.isDisjoint(with: Self.attachmentWords) { return 2 }
    return words.isDisjoint(with: Self.derivedWords) ? 0 : 1
  }

  private static let derivedWords: Set<Substring> = ["rigged", "residual"]
  private static let attachmentWords: Set<Substring> = [
    "thumbnail", "spritesheet", "rendered", "visualization", "viz", "mask", "masks", "texture", "textures", "preview",
    "config", "boundingbox", "caption", "captions", "debug", "material", "mtl", "zip", "json", "exr", "input",
    "preprocessed", "animation", "animations", "style", "cover",
  ]
}
