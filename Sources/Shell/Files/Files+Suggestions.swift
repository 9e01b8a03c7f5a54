import ModelSchema

extension Files {
  /// What Tab offers for the beginning of a path; beside a file stands its
  /// kind.
  func suggestions(for prefix: String) -> [Suggestion] {
    let slash = prefix.lastIndex(of: "/")
    let folder = slash.map { String(prefix[...$0]) } ?? ""
    let start = slash.map { String(prefix[prefix.index(after: $0)...]) } ?? prefix
    let found = entries(of: absolute(folder.isEmpty ? "." : folder)) { name in
      name.hasPrefix(start) && (start.hasPrefix(".") || !name.hasPrefix("."))
    }
    return found.map { entry in
      let path = folder.isEmpty ? entry.name : folder + entry.name
      return entry.isFolder
        ? Suggestion(path + "/", "", .folder, isOpen: true)
        : Suggestion(path, MediaKind(fileName: entry.name).flatMap { $0 == .other ? nil : $0.rawValue } ?? "", .file)
    }
  }
}

extension [Suggestion] {
  /// The folders, and the files of some kinds; all if any file will do.
  func ofKinds(_ kinds: Set<MediaKind>) -> [Suggestion] {
    if kinds.contains(.other) || kinds.isEmpty { return self }
    return filter { $0.kind == .folder || MediaKind(rawValue: $0.detail).map(kinds.contains) ?? false }
  }
}
