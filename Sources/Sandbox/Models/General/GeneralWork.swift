import FalProtocol
import JSON
import MediaFiles
import ModelSchema

/// One run of a stand-in: what it was given, and the values it makes of that.
struct GeneralWork {
  let call: ModelCall
  /// The main text of the input; the model's name if there is none.
  let prompt: String
  let category: String
  /// The first picture of the input.
  let picture: Picture?
  /// How many files have been made.
  private(set) var fileCount = 0

  /// Reads the files of the input.
  /// - Throws: the platform's error for one that cannot be had or read.
  init(_ call: ModelCall, title: String, category: String) throws(PlatformError) {
    self.call = call
    self.category = category
    let text = call.schema.mainText.map { call.text($0.name) } ?? ""
    prompt = text.isEmpty ? title : text
    picture = try Self.files(of: call)
  }

  /// - Returns: the first picture.
  private static func files(of call: ModelCall) throws(PlatformError) -> Picture? {
    var first: Picture?
    for parameter in call.schema.parameters {
      // Defaults are samples on the platform's hosts, which are out of reach.
      guard let media = parameter.media, let given = call.input[parameter.name] else { continue }
      switch (media.kind, given) {
      case (.image, .string):
        let picture = try call.picture(parameter.name)
        first = first ?? picture
      case (.image, .array(let elements)) where elements.allSatisfy({ $0.string != nil }):
        let pictures = try call.pictures(parameter.name)
        first = first ?? pictures.first
      case (.video, .string), (.audio, .string), (.mesh, .string): _ = try call.file(parameter.name)
      default: continue
      }
    }
    return first
  }

  /// What the model says, where it is to say something.
  var words: String { Reply(to: prompt, generator: call.provenance(prompt).generator(for: "words")).text }

  // MARK: Values

  /// The value of an output's field; nil for one that can be left out.
  mutating func value(of field: OutputShape.Field) throws(PlatformError) -> JSON? {
    if field.isText { return .string(words) }
    let value = try value(of: field.type, name: field.name, kind: field.media)
    return value.isNull && !field.isRequired ? nil : value
  }

  private mutating func value(
    of type: ValueType, name: String, kind: MediaKind?
  ) throws(PlatformError) -> JSON {
    if name == "seed" { return JSON(call.seed) }
    switch type {
    case .record(let record): return try value(of: record, name: name, kind: kind)
    case .list(let element, let count): return try list(of: element, count, name: name, kind: kind)
    case .map(let element):
      guard kind != nil else { return [:] }
      return .object([kind == .mesh ? "glb" : "file": try value(of: element, name: name, kind: kind)])
    case .union(let types): return try value(of: types.first(where: \.isContent) ?? .anything, name: name, kind: kind)
    case .choice(let values, _): return values.first ?? .null
    case .constant(let value): return value
    case .boolean: return false
    case .integer(let bounds), .number(let bounds): return bounds.smallest
    case .text: return try text(name: name, kind: kind)
    case .anything: return [:]
    }
  }

  private mutating func value(
    of record: RecordType, name: String, kind: MediaKind?
  ) throws(PlatformError) -> JSON {
    if record.addressField != nil {
      return try file(kind ?? .other, name: name, as: record)
    }
    var members: JSONObject = [:]
    for field in record.fields {
      let value = try value(of: field.type, name: field.name, kind: kind)
      if field.isRequired || !value.isNull { members[field.name] = value }
    }
    return .object(members)
  }

  private mutating func list(
    of element: ValueType, _ count: ClosedRange<Int>, name: String, kind: MediaKind?
  ) throws(PlatformError) -> JSON {
    let wanted = kind == .image ? call.count("num_images") : 1
    var elements: [JSON] = []
    for _ in 0..<min(max(wanted, count.lowerBound), count.upperBound, 16) {
      elements.append(try value(of: element, name: name, kind: kind))
    }
    return .array(elements)
  }

  private mutating func text(name: String, kind: MediaKind?) throws(PlatformError) -> JSON {
    if let kind { return try file(kind, name: name)["url"] ?? .null }
    if name.contains("prompt") { return .string(prompt) }
    return .string(name == "svg_content" ? "<svg xmlns=\"http://www.w3.org/2000/svg\"/>" : "")
  }

  /// - Parameter record: how the model describes its files.
  private mutating func file(
    _ kind: MediaKind, name: String, as record: RecordType? = nil
  ) throws(PlatformError) -> JSON {
    fileCount += 1
    guard var made = try made(kind, name: name, part: fileCount - 1) else { return .null }
    // A model that always tells the size in bytes has to make the file now.
    if record?.field(named: "file_size")?.mustBeThere == true { made.file = try made.file.madeNow() }
    var published: JSON
    if let address = record?.addressField?.name, address != "url" {
      published = try made.file.inlined(size: made.size)
      published.set(published["url"] ?? .null, at: JSONPath(key: address))
    } else {
      published = call.publish(made.file, part: fileCount, size: made.size)
    }
    return try record.map { record throws(PlatformError) in try described(published, by: record) } ?? published
  }

  /// A file's record with the members that the model's records have.
  private mutating func described(_ file: JSON, by record: RecordType) throws(PlatformError) -> JSON {
    var members: JSONObject = [:]
    for field in record.fields {
      if let value = file[field.name], !value.isNull || field.isNullable {
        members[field.name] = value
      } else if field.isRequired {
        members[field.name] = try value(of: field.type, name: field.name, kind: nil)
      }
    }
    return .object(members)
  }
}

extension Parameter {
  fileprivate var mustBeThere: Bool { isRequired && !isNullable }
}

extension ValueType {
  /// Whether it is more than the absence of a value.
  fileprivate var isContent: Bool {
    if case .constant(.null) = self { false } else { true }
  }
}

extension Bounds {
  /// A whole number near the lower end of the range.
  fileprivate var smallest: JSON {
    guard let lower, let least = lower.value.double, least > 0 else { return 0 }
    return JSONNumber(least.rounded(.up) + (lower.isExclusive ? 1 : 0)).map(JSON.number) ?? 0
  }
}
