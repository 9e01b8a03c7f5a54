extension OutputShape {
  init(fields: [Parameter], category: String?) {
    let target = category?.split(separator: "-").last
    self.fields = fields.map { field in
      let files = field.type.files
      return Field(
        name: field.name, type: field.type, isRequired: field.isRequired,
        media: files.map { MediaKind(outputName: field.name, title: $0.title, target: target) }
          ?? (field.type.isFreeText && field.name.hasSuffix("_url") ? MediaKind(inputName: field.name) : nil),
        isList: files?.isList ?? false, isText: Self.textNames.contains(field.name) && field.type.isFreeText)
    }
  }
}

extension ValueType {
  /// The file records in it: how they are called, and whether they are any
  /// number; nil if there are none.
  fileprivate var files: (title: String?, isList: Bool)? {
    for branch in branches {
      switch branch {
      case .record(let record) where record.addressField != nil: return (record.title, false)
      case .record(let record):
        for field in record.fields { if let files = field.type.files { return (files.title, true) } }
      case .list(let element, _), .map(let element): if let files = element.files { return (files.title, true) }
      default: continue
      }
    }
    return nil
  }
}

extension MediaKind {
  /// What an output's name promises, then its type's name, then the model's
  /// category.
  init(outputName name: String, title: String?, target: Substring?) {
    self =
      Self(words: name.nameWords) ?? title.flatMap { Self(typeName: $0) } ?? Self(categoryPart: target) ?? .other
  }

  /// `ImageFile`, `Video`, `AudioFile`.
  private init?(typeName: String) {
    for kind in [MediaKind.image, .video, .audio] where typeName.lowercased().hasPrefix(kind.rawValue) {
      self = kind
      return
    }
    return nil
  }
}
