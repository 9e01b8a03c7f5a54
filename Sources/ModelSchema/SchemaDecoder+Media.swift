import JSON

extension SchemaDecoder {
  /// The file that a parameter takes: its name says whether, its name and
  /// marks say which. Only one leaf in six has a mark, and all of those have
  /// the name too.
  func mediaInput(_ name: String, _ type: ValueType, _ schema: JSON, context: String) -> MediaInput? {
    guard let isList = type.holdsFiles(named: name) else { return nil }
    let layers = layers(of: schema)
    let mark = layers.lazy.compactMap(\.fieldMark).first { !$0.isEmpty }
    guard type.isFileRecord || name.isFileName || mark != nil else { return nil }
    let kind = mark.flatMap(MediaKind.init(mark:)) ?? MediaKind(inputName: name, context: context, category: category)
    return MediaInput(kind: kind, isList: isList, limits: MediaLimits(layers.lazy.compactMap { $0["x-fal"] }.first))
  }

  /// The schema, its branches, and the elements of each.
  private func layers(of schema: JSON) -> [JSON] {
    let branches = [schema] + (schema["anyOf"]?.array ?? [])
    return branches + branches.compactMap { $0["items"] }
  }
}

extension JSON {
  /// What the platform's form shows for a schema, if it takes a file.
  fileprivate var fieldMark: String? {
    guard let mark = self["_fal_ui_field"]?.string ?? self["ui"]?["field"]?.string else { return nil }
    return MediaKind(mark: mark) == nil ? nil : mark
  }
}

extension ValueType {
  /// Whether it takes one URL (false) or a list of them (true); nil if none.
  fileprivate func holdsFiles(named name: String) -> Bool? {
    var holdsOne = false
    for branch in branches {
      if case .list(let element, _) = branch, element.isFreeText || element.isFileRecord { return true }
      if branch.isFreeText || branch.isFileRecord { holdsOne = true }
    }
    return holdsOne ? false : nil
  }

  fileprivate var isFileRecord: Bool {
    branches.contains { branch in
      switch branch {
      case .record(let record): record.isFile
      case .list(.record(let record), _): record.isFile
      default: false
      }
    }
  }
}

extension MediaLimits {
  init(_ schema: JSON?) {
    guard let schema else { return }
    maximumFileSize = schema["max_file_size"]?.int
    minimumWidth = schema["min_width"]?.int
    maximumWidth = schema["max_width"]?.int
    minimumHeight = schema["min_height"]?.int
    maximumHeight = schema["max_height"]?.int
    minimumAspectRatio = schema["min_aspect_ratio"]?.double
    maximumAspectRatio = schema["max_aspect_ratio"]?.double
    minimumDuration = schema["min_duration"]?.double
    maximumDuration = schema["max_duration"]?.double
    minimumFrameRate = schema["min_fps"]?.double
    maximumFrameRate = schema["max_fps"]?.double
  }
}
