import JSON

extension SchemaDecoder {
  func textLimits(_ schema: JSON) -> TextLimits {
    TextLimits(
      minimumLength: schema["minLength"]?.int, maximumLength: schema["maxLength"]?.int,
      pattern: schema["pattern"]?.string, format: schema["format"]?.string)
  }

  /// Some documents write Python's or a slider's keys instead of the
  /// standard's. A slider's `step` is not a rule.
  func bounds(_ schema: JSON) -> Bounds {
    Bounds(
      lower: limit(schema, inclusive: ["minimum", "ge", "min"], exclusive: ["exclusiveMinimum", "gt"]),
      upper: limit(schema, inclusive: ["maximum", "le", "max"], exclusive: ["exclusiveMaximum", "lt"]),
      multipleOf: schema["multipleOf"]?.number)
  }

  private func limit(_ schema: JSON, inclusive: [String], exclusive: [String]) -> Bounds.Limit? {
    for key in exclusive {
      if let value = schema[key]?.number { return Bounds.Limit(value, isExclusive: true) }
    }
    for key in inclusive {
      if let value = schema[key]?.number { return Bounds.Limit(value) }
    }
    return nil
  }

  /// `uniqueItems` is left out: it comes from Python's sets, which take the
  /// same value twice.
  func count(_ schema: JSON) -> ClosedRange<Int> {
    let lower = max(0, schema["minItems"]?.int ?? 0)
    return lower...max(lower, schema["maxItems"]?.int ?? .max)
  }
}
