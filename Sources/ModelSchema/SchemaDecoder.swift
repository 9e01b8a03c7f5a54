import JSON

/// Turns component schemas into types. Pydantic's dialect: `anyOf` with
/// `null`, numeric `exclusiveMinimum`, `const`, references with siblings.
struct SchemaDecoder {
  let components: JSONObject
  let category: String?
  private let budget = Budget()

  /// Types that one document may still have: one that refers to itself in
  /// many places would else grow without end. No real one has 200.
  private final class Budget {
    private var left = 20_000

    func spend() -> Bool {
      left -= 1
      return left >= 0
    }
  }

  init(components: JSONObject, category: String?) {
    self.components = components
    self.category = category
  }

  /// Deeper than any document goes (5), and an end to references that circle.
  private static let maximumDepth = 16

  /// What a schema says, and whether `null` fits as well.
  struct Decoded {
    var type: ValueType
    var isNullable = false

    /// The type with `null` as one of its values.
    var whole: ValueType { isNullable ? .union(type.branches + [.constant(.null)]) : type }
  }

  /// The record that a body's schema describes; nil if it describes none.
  func record(_ schema: JSON) -> RecordType? {
    guard let schema = resolved(schema), schema["properties"] != nil else { return nil }
    return record(schema, context: "", depth: 0)
  }

  /// The schema with its reference and `allOf` replaced by what they stand
  /// for; nil if the reference leads nowhere. A title beside a reference is
  /// a label of the platform's form, and no name of the type.
  func resolved(_ schema: JSON, depth: Int = 0) -> JSON? {
    guard var members = schema.object, depth < Self.maximumDepth else { return nil }
    if members["$ref"] != nil || members["allOf"] != nil { members["title"] = nil }
    if case .string(let reference)? = members.removeValue(forKey: "$ref") {
      guard let name = reference.split(separator: "/").last, let target = components[String(name)] else { return nil }
      return resolved(target, depth: depth + 1).map { $0.overlaid(with: members) }
    }
    if case .array(let parts)? = members.removeValue(forKey: "allOf") {
      let base = parts.reduce(JSON.object([:])) { $0.overlaid(with: resolved($1, depth: depth + 1)?.object ?? [:]) }
      return base.overlaid(with: members)
    }
    return schema
  }

  /// - Parameter context: the name of the parameter around a record, which
  ///   tells what a bare `url` in it holds.
  func record(_ schema: JSON, context: String, depth: Int) -> RecordType {
    let required = Set(schema["required"]?.array?.compactMap(\.string) ?? [])
    let properties = schema["properties"]?.object ?? [:]
    let fields = order(of: properties, in: schema).compactMap { name in
      properties[name].map {
        parameter(name, $0, isRequired: required.contains(name), context: context, depth: depth)
      }
    }
    return RecordType(title: schema["title"]?.string, fields: fields, otherMembers: otherMembers(of: schema))
  }

  private func order(of properties: JSONObject, in schema: JSON) -> [String] {
    guard let listed = schema["x-fal-order-properties"]?.array?.compactMap(\.string) else {
      return Array(properties.keys)
    }
    let names = listed.filter { properties[$0] != nil }
    return names.count == properties.count ? names : names + properties.keys.filter { !names.contains($0) }
  }

  private func otherMembers(of schema: JSON) -> RecordType.OtherMembers {
    switch schema["additionalProperties"] {
    case nil: .ignored
    case .bool(false)?: .forbidden
    default: .allowed
    }
  }

  private func parameter(
    _ name: String, _ schema: JSON, isRequired: Bool, context: String, depth: Int
  ) -> Parameter {
    let resolved = resolved(schema) ?? .object([:])
    let decoded = decode(resolved, name: name, depth: depth + 1)
    return Parameter(
      name: name, type: decoded.type, isRequired: isRequired, isNullable: decoded.isNullable,
      isDeprecated: resolved["deprecated"]?.bool ?? false, defaultValue: resolved["default"],
      examples: resolved["examples"]?.array ?? resolved["example"].map { [$0] } ?? [],
      media: mediaInput(name, decoded.type, resolved, context: context), description: resolved["description"]?.string)
  }

  /// The type of a resolved schema.
  func decode(_ schema: JSON, name: String, depth: Int) -> Decoded {
    guard depth < Self.maximumDepth, budget.spend() else { return Decoded(type: .anything) }
    var decoded = Decoded(type: .anything)
    if let value = schema["const"] {
      decoded = value.isNull ? Decoded(type: .constant(value), isNullable: true) : Decoded(type: .constant(value))
    } else if let values = schema["enum"]?.array, !values.isEmpty {
      decoded = Decoded(type: .choice(values.filter { !$0.isNull }, isOpen: false), isNullable: values.contains(.null))
    } else if let branches = (schema["anyOf"] ?? schema["oneOf"])?.array {
      decoded = union(branches, of: schema, name: name, depth: depth)
    } else if let types = schema["type"]?.array {
      decoded = union(types.map { schema.overlaid(with: ["type": $0]) }, of: schema, name: name, depth: depth)
    } else {
      decoded.type = plainType(schema, name: name, depth: depth)
    }
    if schema["nullable"]?.bool == true { decoded.isNullable = true }
    return decoded
  }

  private func plainType(_ schema: JSON, name: String, depth: Int) -> ValueType {
    switch schema["type"] {
    case "string"?: .text(textLimits(schema))
    case "integer"?: .integer(bounds(schema))
    case "number"?: .number(bounds(schema))
    case "boolean"?: .boolean
    case "array"?: .list(elementType(schema, name: name, depth: depth), count: count(schema))
    case "object"?, nil: objectType(schema, name: name, depth: depth)
    default: .anything
    }
  }

  private func objectType(_ schema: JSON, name: String, depth: Int) -> ValueType {
    if schema["properties"] != nil { return .record(record(schema, context: name, depth: depth)) }
    guard schema["type"] != nil else { return .anything }
    guard let values = schema["additionalProperties"], values.object != nil, let values = resolved(values) else {
      return .map(.anything)
    }
    return .map(decode(values, name: name, depth: depth + 1).whole)
  }

  private func elementType(_ schema: JSON, name: String, depth: Int) -> ValueType {
    if let items = schema["items"] {
      return resolved(items).map { decode($0, name: name, depth: depth + 1).whole } ?? .anything
    }
    let types = (schema["prefixItems"]?.array ?? []).map { item in
      resolved(item).map { decode($0, name: name, depth: depth + 1).whole } ?? .anything
    }
    return types.isEmpty ? .anything : .joining(types)
  }
}
