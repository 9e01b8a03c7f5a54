import JSON

extension Parameter {
  /// What it takes, in a few lower-case words: `integer from 1 to 4`.
  package var typeSummary: String {
    guard let media else { return type.summary() }
    let noun = media.kind == .other ? "file" : media.kind.rawValue
    return media.isList ? "list of \(noun)s" : noun
  }
}

extension Parameter {
  /// The default as one would type it, a size as `720x480`; empty where there
  /// is none that is worth a word.
  package var defaultWord: String {
    guard let defaultValue, !defaultValue.isNull, defaultValue != [] else { return "" }
    let isSize = type.branches.contains { if case .record(let record) = $0 { record.isSize } else { false } }
    if isSize, let width = defaultValue["width"]?.number, let height = defaultValue["height"]?.number {
      return "\(width.text)x\(height.text)"
    }
    return defaultValue.string ?? defaultValue.text
  }
}

extension ValueType {
  /// What fits, in a few lower-case words.
  /// - Parameter maximumChoices: how many of a long list of values to name.
  package func summary(maximumChoices: Int = 12) -> String {
    switch self {
    case .text(let limits): limits.summary
    case .integer(let bounds): "integer" + bounds.summary
    case .number(let bounds): "number" + bounds.summary
    case .boolean: "true or false"
    case .choice(let values, let isOpen): Self.summary(values, maximumChoices) + (isOpen ? ", or any text" : "")
    case .constant(let value): "always " + value.plainText
    case .list(let element, let count): "list of " + element.summary(maximumChoices: maximumChoices) + count.summary
    case .record(let record) where record.isSize: "a size like 1024x768"
    case .record(let record): "record {" + record.fieldNames.joined(separator: ", ") + "}"
    case .map(let value): "record of " + value.summary(maximumChoices: maximumChoices)
    case .union(let types): types.map { $0.summary(maximumChoices: maximumChoices) }.joined(separator: ", or ")
    case .anything: "anything"
    }
  }

  private static func summary(_ values: [JSON], _ maximum: Int) -> String {
    let shown = values.prefix(maximum).map(\.plainText).joined(separator: " ")
    return "one of " + shown + (values.count > maximum ? " … (\(values.count))" : "")
  }
}

extension JSON {
  /// The value as one would type it for a parameter: a text with quotes only
  /// where it needs them.
  fileprivate var plainText: String {
    guard case .string(let text) = self else { return self.text }
    let needsQuotes = text.isEmpty || text.contains { $0.isWhitespace || "|;()[]{}\"',".contains($0) }
    return needsQuotes ? self.text : text
  }
}

extension TextLimits {
  fileprivate var summary: String {
    switch (minimumLength ?? 0, maximumLength) {
    case (0...1, nil): "text"
    case (0...1, let maximum?): "text of at most \(maximum) characters"
    case (let minimum, nil): "text of at least \(minimum) characters"
    case (let minimum, let maximum?): "text of \(minimum) to \(maximum) characters"
    }
  }
}

extension Bounds {
  fileprivate var summary: String {
    let range =
      switch (lower, upper) {
      case (nil, nil): ""
      case (let lower?, nil): (lower.isExclusive ? " above " : " of at least ") + lower.value.text
      case (nil, let upper?): (upper.isExclusive ? " below " : " of at most ") + upper.value.text
      case (let lower?, let upper?):
        (lower.isExclusive ? " above \(lower.value.text)" : " from \(lower.value.text)")
          + (upper.isExclusive ? " to below \(upper.value.text)" : " to \(upper.value.text)")
      }
    return range + (multipleOf.map { ", a multiple of \($0.text)" } ?? "")
  }
}

extension ClosedRange<Int> {
  fileprivate var summary: String {
    switch (lowerBound, upperBound) {
    case (0, .max): ""
    case (0, let upper): ", at most \(upper)"
    case (let lower, .max): ", at least \(lower)"
    case (let lower, let upper) where lower == upper: ", \(lower) of them"
    case (let lower, let upper): ", \(lower) to \(upper)"
    }
  }
}
