import JSON

/// A schema with nothing left but what decides which values fit: its prose,
/// its samples and the marks of the platform's own pages are left out.
enum StrippedSchema {
  /// A default with more words or characters is a piece of writing, and none
  /// of the facts.
  private static let longestDefault = (words: 4, characters: 40)

  private static let facts: Set<String> = [
    "$ref", "type", "required", "enum", "const", "nullable", "deprecated", "minimum", "maximum",
    "exclusiveMinimum", "exclusiveMaximum", "ge", "le", "gt", "lt", "min", "max", "multipleOf", "minLength",
    "maxLength", "pattern", "format", "minItems", "maxItems", "_fal_ui_field", "x-fal",
  ]

  static func of(_ schema: JSON) -> JSON {
    guard case .object(let members) = schema else { return schema }
    var kept: JSONObject = [:]
    for (key, value) in members {
      switch key {
      case "properties": kept[key] = properties(value, in: members)
      case "anyOf", "oneOf", "allOf", "prefixItems": kept[key] = .array((value.array ?? []).map(of))
      case "items", "additionalProperties": kept[key] = of(value)
      case "default": kept[key] = isFact(value) ? value : nil
      case "ui": kept[key] = value["field"].map { ["field": $0] }
      case "title": kept[key] = members["properties"] == nil ? nil : value
      default: kept[key] = facts.contains(key) ? value : nil
      }
    }
    return .object(kept)
  }

  /// In the order in which the platform shows them, so that the list of
  /// their order need not be kept beside them.
  private static func properties(_ properties: JSON, in schema: JSONObject) -> JSON {
    guard case .object(let members) = properties else { return properties }
    let listed = schema["x-fal-order-properties"]?.array?.compactMap(\.string).filter { members[$0] != nil } ?? []
    let names = listed + members.keys.filter { !listed.contains($0) }
    return .object(JSONObject(uniqueKeysWithValues: names.map { ($0, of(members[$0] ?? .null)) }))
  }

  static func isFact(_ value: JSON) -> Bool {
    switch value {
    case .string(let text):
      text.count <= longestDefault.characters && text.split(separator: " ").count <= longestDefault.words
    case .array(let elements): elements.allSatisfy(isFact)
    case .object(let members): members.allSatisfy { isFact($0.value) }
    case .null, .bool, .number: true
    }
  }
}
