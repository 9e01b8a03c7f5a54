package import JSON

extension Violation {
  /// The violation as the platform reports it: one entry of `detail` in the
  /// body of a 422.
  package var platformDetail: JSON {
    let (type, message, context) = platformWords
    var detail: JSONObject = ["loc": location, "msg": .string(message), "type": .string(type)]
    if !context.isEmpty { detail["ctx"] = .object(context) }
    if let actual { detail["input"] = actual }
    return .object(detail)
  }

  private var location: JSON {
    let steps = path.steps.map { step -> JSON in
      switch step {
      case .key(let key): .string(key)
      case .index(let index): JSON(index)
      }
    }
    return .array(["body"] + steps)
  }

  private var platformWords: (type: String, message: String, context: JSONObject) {
    switch fault {
    case .missing: ("missing", "Field required", [:])
    case .wrongType(let expected): expected.platformMismatch(actual)
    case .notOneOf(let values): literalError(values)
    case .tooSmall(let limit): outOfBounds(limit, "greater_than", inclusive: "ge", exclusive: "gt")
    case .tooLarge(let limit): outOfBounds(limit, "less_than", inclusive: "le", exclusive: "lt")
    case .notMultiple(let step):
      ("multiple_of", "Input should be a multiple of \(step.text)", ["multiple_of": .number(step)])
    case .tooShort(let minimum):
      ("string_too_short", "String should have at least \(minimum) characters", ["min_length": JSON(minimum)])
    case .tooLong(let maximum):
      ("string_too_long", "String should have at most \(maximum) characters", ["max_length": JSON(maximum)])
    case .tooFew(let minimum):
      ("sequence_too_short", "Sequence should have at least \(minimum) items", ["min_length": JSON(minimum)])
    case .tooMany(let maximum):
      ("sequence_too_long", "Sequence should have at most \(maximum) items", ["max_length": JSON(maximum)])
    case .pattern(let pattern):
      ("string_pattern_mismatch", "String should match pattern '\(pattern)'", ["pattern": .string(pattern)])
    case .unknownParameter: ("extra_forbidden", "Extra inputs are not permitted", [:])
    case .noSuchElement: ("list_type", "Input should be a valid list", [:])
    }
  }

  private func literalError(_ values: [JSON]) -> (String, String, JSONObject) {
    let quoted = values.map { value in value.string.map { "'\($0)'" } ?? value.text }
    let expected =
      quoted.count < 2
      ? quoted.joined() : quoted.dropLast().joined(separator: ", ") + " or " + (quoted.last ?? "")
    return ("literal_error", "Input should be \(expected)", ["expected": .string(expected)])
  }

  private func outOfBounds(
    _ limit: Bounds.Limit, _ type: String, inclusive: String, exclusive: String
  ) -> (String, String, JSONObject) {
    let words = type.split(separator: "_").joined(separator: " ")
    return limit.isExclusive
      ? (type, "Input should be \(words) \(limit.value.text)", [exclusive: .number(limit.value)])
      : (type + "_equal", "Input should be \(words) or equal to \(limit.value.text)", [inclusive: .number(limit.value)])
  }
}

extension ValueType {
  fileprivate func platformMismatch(_ actual: JSON?) -> (String, String, JSONObject) {
    switch (self, actual) {
    case (.text, _): ("string_type", "Input should be a valid string", [:])
    case (.integer, .string?): ("int_parsing", Self.integerMessage + ", unable to parse string as an integer", [:])
    case (.integer, .number?): ("int_from_float", Self.integerMessage + ", got a number with a fractional part", [:])
    case (.integer, _): ("int_type", Self.integerMessage, [:])
    case (.number, .string?): ("float_parsing", Self.numberMessage + ", unable to parse string as a number", [:])
    case (.number, _): ("float_type", Self.numberMessage, [:])
    case (.boolean, .string?), (.boolean, .number?):
      ("bool_parsing", "Input should be a valid boolean, unable to interpret input", [:])
    case (.boolean, _): ("bool_type", "Input should be a valid boolean", [:])
    case (.list, _): ("list_type", "Input should be a valid list", [:])
    case (.record, _), (.map, _): ("dict_type", "Input should be a valid dictionary", [:])
    case (.union(let types), _): (types.first ?? .anything).platformMismatch(actual)
    case (.choice, _), (.constant, _), (.anything, _): ("value_error", "Input should be valid", [:])
    }
  }

  private static let integerMessage = "Input should be a valid integer"
  private static let numberMessage = "Input should be a valid number"
}
