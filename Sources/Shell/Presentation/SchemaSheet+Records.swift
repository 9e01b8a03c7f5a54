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
    for branch in type.branches {
      for (name, limit) in branch.limits where record[name] == nil { record[name] = limit }
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
  /// The rules for a value, by JSON Schema's names for them.
  fileprivate var limits: JSONObject {
    switch self {
    case .integer(let bounds), .number(let bounds): bounds.record
    case .text(let limits): limits.record
    case .list(_, let count): count.record
    default: [:]
    }
  }
}

extension Bounds {
  fileprivate var record: JSONObject {
    var record: JSONObject = [:]
    if let lower { record[lower.isExclusive ? "exclusive_minimum" : "minimum"] = .number(lower.value) }
    if let upper { record[upper.isExclusive ? "exclusive_maximum" : "maximum"] = .number(upper.value) }
    record["multiple_of"] = multipleOf.map(JSON.number)
    return record
  }
}

extension TextLimits {
  fileprivate var record: JSONObject {
    var record: JSONObject = [:]
    record["min_length"] = minimumLength.map { JSON($0) }
    record["max_length"] = maximumLength.map { JSON($0) }
    record["pattern"] = pattern.map(JSON.string)
    record["format"] = format.map(JSON.string)
    return record
  }
}

extension ClosedRange<Int> {
  fileprivate var record: JSONObject {
    var record: JSONObject = [:]
    if lowerBound > 0 { record["min_items"] = JSON(lowerBound) }
    if upperBound < .max { record["max_items"] = JSON(upperBound) }
    return record
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
