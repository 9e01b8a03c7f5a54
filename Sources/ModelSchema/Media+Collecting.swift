package import JSON

extension Media {
  /// All files in a value, in its own order, those of `order` first: every
  /// record with an address as its `url`, or with itself as its `content`, and
  /// every bare address under a name ending in `_url` or `_urls`.
  package static func all(in value: JSON, order: [String] = []) -> [Media] {
    var collector = MediaCollector()
    collector.collect(value, at: JSONPath(), order: order)
    return collector.files.markingPrimary()
  }
}

/// Walks a value. Values are at most `JSON.maximumDepth` deep.
private struct MediaCollector {
  var files: [Media] = []

  mutating func collect(_ value: JSON, at path: JSONPath, order: [String] = []) {
    switch value {
    case .object(let members): collect(members, at: path, order: order)
    case .array(let elements):
      for (index, element) in elements.enumerated() { collect(element, at: path.appending(.index(index))) }
    case .string(let text) where path.holdsAddress && text.isAddress:
      files.append(Media(url: text, path: path, record: nil))
    default: return
    }
  }

  private mutating func collect(_ members: JSONObject, at path: JSONPath, order: [String]) {
    if let url = members["url"]?.string ?? members["content"]?.string?.dataAddress, url.isAddress {
      files.append(Media(url: url, path: path, record: .object(members)))
    }
    let first = order.filter { members[$0] != nil }
    for name in first + members.keys.filter({ !first.contains($0) }) {
      if let member = members[name] { collect(member, at: path.appending(.key(name))) }
    }
  }
}

extension Media {
  fileprivate init(url: String, path: JSONPath, record: JSON?) {
    contentType = record?["content_type"]?.string ?? url.dataContentType
    fileName = record?["file_name"]?.string
    fileSize = record?["file_size"]?.int
    width = record?["width"]?.int
    height = record?["height"]?.int
    duration = record?["duration"]?.double
    kind =
      contentType.flatMap { MediaKind(contentType: $0) } ?? path.promisedKind
      ?? fileName.flatMap { MediaKind(fileName: $0) } ?? (contentType == nil ? MediaKind(fileName: url) : nil)
      ?? (width == nil ? .other : .image)
    self.url = url
    self.path = path
    isPrimary = true
  }
}

extension JSONPath {
  /// The keys, from the outermost in.
  var keys: [String] {
    steps.compactMap { if case .key(let key) = $0 { key } else { nil } }
  }

  /// What the innermost name that says anything promises.
  fileprivate var promisedKind: MediaKind? {
    keys.reversed().lazy.compactMap { MediaKind(words: $0.nameWords) }.first
  }

  fileprivate var holdsAddress: Bool { keys.last.map { $0.hasSuffix("_url") || $0.hasSuffix("_urls") } ?? false }
}

extension String {
  /// Only the beginning is looked at: a data URI can be megabytes long.
  var isAddress: Bool { ["https://", "http://", "data:"].contains { prefix($0.count).lowercased() == $0 } }

  /// The text, if it is a file written out.
  fileprivate var dataAddress: String? { prefix(5).lowercased() == "data:" ? self : nil }

  /// The media type of a data URI.
  fileprivate var dataContentType: String? {
    guard prefix(5).lowercased() == "data:" else { return nil }
    let type = dropFirst(5).prefix(100).prefix { $0 != ";" && $0 != "," }
    return type.isEmpty ? nil : String(type)
  }
}
