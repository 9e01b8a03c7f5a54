import JSON
import ModelSchema

extension Parameter {
  /// What a program gets of a parameter.
  var record: JSON {
    var record: JSONObject = [
      "name": .string(name), "type": .string(typeSummary), "required": .bool(isRequired),
    ]
    record["default"] = defaultValue
    if !type.choices.isEmpty { record["choices"] = .array(type.choices.filter { !$0.isNull }) }
    for bounds in type.branches.compactMap(\.bounds).prefix(1) {
      record["minimum"] = bounds.lower.map { .number($0.value) }
      record["maximum"] = bounds.upper.map { .number($0.value) }
      record["multiple_of"] = bounds.multipleOf.map(JSON.number)
    }
    record["media"] = media.map { .string($0.kind.rawValue) }
    if isNullable { record["nullable"] = true }
    if isDeprecated { record["deprecated"] = true }
    if media == nil, let fields = type.innerRecord?.fields { record["fields"] = .array(fields.map(\.record)) }
    record["description"] = summary.map(JSON.string)
    return .object(record)
  }
}

extension OutputShape.Field {
  /// What a program gets of a member of the result.
  var record: JSON {
    var record: JSONObject = ["name": .string(name), "type": .string(type.summary()), "list": .bool(isList)]
    record["media"] = media.map { .string($0.rawValue) }
    return .object(record)
  }

  /// What a person wants to know of it; nil if it is nothing special.
  var words: String? {
    if let media { return isList ? String(media.counted(2).dropFirst(2)) : media.rawValue }
    return isText ? "text" : nil
  }
}

extension ValueType {
  fileprivate var bounds: Bounds? {
    switch self {
    case .integer(let bounds), .number(let bounds): bounds
    default: nil
    }
  }
}

extension MediaLimits {
  /// What the platform wants of a file, in few words; nil if it says nothing.
  var words: String? {
    let words = [
      maximumFileSize.map { "at most \($0 >> 20) MiB" }, minimumWidth.map { "from \($0) px wide" },
      minimumHeight.map { "from \($0) px high" }, maximumDuration.map { "at most \(JSON($0).text) s" },
      minimumDuration.map { "at least \(JSON($0).text) s" },
    ].compactMap { $0 }
    return words.isEmpty ? nil : words.joined(separator: ", ")
  }
}
