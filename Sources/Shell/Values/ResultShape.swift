import FalProtocol
import JSON
import Language
import ModelSchema

/// What a model is going to give, as its output schema says.
struct ResultShape: ShapeDescription {
  let endpoint: EndpointID
  let output: OutputShape
  /// How many pictures were asked for by name; nil if the call does not say.
  let count: Int?

  let kindName = "result"

  var fieldNames: [String] {
    let own = output.fields.map(\.name)
    return own + ModelResult.helperNames.filter { !own.contains($0) && field($0) != nil }
  }

  func field(_ name: String) -> Shape? {
    if let field = output.fields.first(where: { $0.name == name }) {
      return Shape(field.type, media: field.media, count: field.media == .image ? count : nil)
    }
    return helper(name)
  }

  private func helper(_ name: String) -> Shape? {
    let hasMedia = output.fields.contains { $0.media != nil }
    switch name {
    case "url": return hasMedia ? .text : nil
    case "urls": return .list(of: .text, count: nil)
    case "text": return hasText == false ? nil : .text
    case "files": return .list(of: .anything, count: nil)
    case "meta": return .anything
    default: return nil
    }
  }

  /// A model may name the only thing it says as it likes.
  var hasText: Bool? {
    if output.fields.contains(where: { $0.isText && $0.isRequired }) { return true }
    return output.fields.contains { $0.media != nil } && !output.fields.contains { $0.isText } ? false : nil
  }

  var textField: String? { output.fields.contains { $0.media != nil } ? "url" : nil }

  func isSame(as other: any ShapeDescription) -> Bool {
    guard let other = other as? ResultShape else { return false }
    return endpoint == other.endpoint && count == other.count
  }
}

/// A record of a result that stands for one file.
struct FileRecordShape: ShapeDescription {
  let kind: MediaKind
  let record: RecordType

  let kindName = "record"
  let hasText: Bool? = false
  var fieldNames: [String] { record.fieldNames }

  func field(_ name: String) -> Shape? { record.field(named: name).map { Shape($0.type) } }

  func isSame(as other: any ShapeDescription) -> Bool {
    guard let other = other as? FileRecordShape else { return false }
    return kind == other.kind && record.fieldNames == other.record.fieldNames
  }
}

/// A file that a command gives: on the platform, or here.
struct FileShape: ShapeDescription {
  let kind: MediaKind
  let isLocal: Bool

  let kindName = "file"
  let hasText: Bool? = false
  var fieldNames: [String] { isLocal ? LocalFile.helperNames : RemoteFile.helperNames }

  func field(_ name: String) -> Shape? { fieldNames.contains(name) ? (name == "size" ? .number : .text) : nil }

  func isSame(as other: any ShapeDescription) -> Bool {
    guard let other = other as? FileShape else { return false }
    return kind == other.kind && isLocal == other.isLocal
  }
}

extension Shape {
  /// What a value of a schema's type is. What may be `null` or missing is
  /// taken to be there.
  /// - Parameters:
  ///   - media: the kind of the files in it; nil if it holds none.
  ///   - count: how many items the list has; nil if that is not known.
  init(_ type: ValueType, media: MediaKind? = nil, count: Int? = nil) {
    switch type {
    case .text: self = .text
    case .integer, .number: self = .number
    case .boolean: self = .bool
    case .choice(let values, _): self = values.allSatisfy { $0.string != nil } ? .text : .anything
    case .constant(.string): self = .text
    case .list(let element, _): self = .list(of: Shape(element, media: media), count: count)
    case .record(let record): self = Shape(record, media: media)
    case .constant, .map, .union, .anything: self = .anything
    }
  }

  private init(_ record: RecordType, media: MediaKind?) {
    if let media, record.field(named: "url")?.type.isFreeText == true {
      self = .described(FileRecordShape(kind: media, record: record))
    } else if record.otherMembers == .allowed || record.fields.isEmpty {
      self = .anything
    } else {
      self = .record(record.fields.map { ($0.name, Shape($0.type, media: media)) })
    }
  }
}
