import FalProtocol
import JSON
import Language
import ModelSchema

/// One thing that `save` can write, with what a file name may say about it.
struct Savable: Sendable {
  enum Content: Sendable {
    case url(String)
    case text(String)
    case file(LocalFile)
  }

  var content: Content
  /// The usual ending of its type, without a dot.
  var ending: String
  /// The name it has elsewhere, without its ending.
  var name: String
  var model = "result"
  var seed = ""
  var requestID = ""

  /// Whether it is no text, by its ending.
  var isMedium: Bool { FileType(name: "file.\(ending)").kind != .other }

  /// What there is to save in a value: media first, else its text.
  /// - Parameter name: of what went into a result; nil: it has none.
  static func items(of value: Value, name: (ModelResult) -> String? = { _ in nil }) -> [Savable] {
    if let items = value.items { return items.flatMap { Savable.items(of: $0, name: name) } }
    switch value {
    case .handle(let result as ModelResult): return items(of: result, name: name(result))
    case .handle(let file as LocalFile):
      return [Savable(content: .file(file), ending: FileType.ending(of: file.name), name: stem(file.name))]
    case .handle(let file as RemoteFile): return [Savable(url: file.url)]
    case .data(.string(let text)):
      let isURL = text.hasPrefix("http://") || text.hasPrefix("https://") || DataURL.isDataURL(text)
      return [isURL && !text.utf8.contains { $0 <= 0x20 } ? Savable(url: text) : Savable(text: text)]
    case .data(.object): return items(ofRecord: value.json)
    case .data(.null): return []
    case .data, .list: return [Savable(text: value.json.text)]
    case .handle(let handle): return [Savable(text: handle.text ?? handle.json.prettyText)]
    }
  }

  private static func items(of result: ModelResult, name: String?) -> [Savable] {
    let media = result.primaryMedia
    var items = media.map { Savable(media: $0) }
    if items.isEmpty, let text = result.text { items = [Savable(text: text)] }
    let seed = result.seed.flatMap { $0.isNull ? nil : $0.text } ?? ""
    for index in items.indices {
      items[index].model = result.origin.endpoint.shortName
      items[index].seed = seed
      items[index].requestID = result.origin.requestID
      items[index].name = name.map(stem) ?? items[index].name
    }
    return items
  }

  private static func items(ofRecord json: JSON) -> [Savable] {
    let media = Media.all(in: json).filter(\.isPrimary)
    return media.isEmpty ? [Savable(text: json.prettyText, ending: "json")] : media.map { Savable(media: $0) }
  }

  private init(content: Content, ending: String, name: String) {
    self.content = content
    self.ending = ending
    self.name = name
  }

  private init(text: String, ending: String = "txt") {
    self.init(content: .text(text), ending: ending, name: "text")
  }

  private init(url: String) {
    let mediaType = DataURL.isDataURL(url) ? String(url.dropFirst(5).prefix { $0 != ";" && $0 != "," }) : nil
    let ending = mediaType.flatMap { FileType.ending(ofMediaType: $0) } ?? FileType.ending(of: url)
    let last = DataURL.isDataURL(url) ? "file" : url.prefix { $0 != "?" }.split(separator: "/").last.map(String.init)
    self.init(content: .url(url), ending: ending, name: Savable.stem(last ?? "file"))
  }

  init(media: Media) {
    self.init(url: media.url)
    if let known = media.contentType.flatMap({ FileType.ending(ofMediaType: $0) }) { ending = known }
    if ending.isEmpty { ending = "bin" }
    if let fileName = media.fileName, !fileName.isEmpty { name = Savable.stem(fileName) }
  }

  /// A file name without its ending and without what leads out of a folder.
  private static func stem(_ name: String) -> String {
    let last = name.split(separator: "/").last.map(String.init) ?? "file"
    guard let dot = last.lastIndex(of: "."), dot > last.startIndex else { return last }
    return String(last[..<dot])
  }
}
