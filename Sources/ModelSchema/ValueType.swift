package import JSON

/// What values a parameter takes. `null` is the parameter's own matter; where
/// it stands inside a list it is `constant(.null)` in a union.
package indirect enum ValueType: Sendable, Equatable {
  case text(TextLimits)
  /// A whole number; `3.0` is one.
  case integer(Bounds)
  case number(Bounds)
  case boolean
  /// One of the values; if open, any other text as well.
  case choice([JSON], isOpen: Bool)
  case constant(JSON)
  case list(ValueType, count: ClosedRange<Int>)
  case record(RecordType)
  /// A record with names of one's own.
  case map(ValueType)
  /// A value that fits any one of these; never empty, never nested.
  case union([ValueType])
  case anything
}

/// How long a text may be and what it must look like.
package struct TextLimits: Sendable, Equatable {
  /// In Unicode scalars, as Python counts.
  package var minimumLength: Int?
  package var maximumLength: Int?
  /// A regular expression that is found somewhere in the text.
  package var pattern: String?
  /// JSON Schema's word: `uri`, `uuid4`. Not checked.
  package var format: String?

  package init(minimumLength: Int? = nil, maximumLength: Int? = nil, pattern: String? = nil, format: String? = nil) {
    self.minimumLength = minimumLength
    self.maximumLength = maximumLength
    self.pattern = pattern
    self.format = format
  }
}

extension ValueType {
  /// The types it is made of: a union's branches, or itself.
  package var branches: [ValueType] { if case .union(let types) = self { types } else { [self] } }

  /// Whether any text at all (within limits of length) fits.
  package var isFreeText: Bool {
    branches.contains { if case .text = $0 { true } else { false } }
  }

  /// All fixed values, of all branches.
  package var choices: [JSON] {
    branches.flatMap { branch -> [JSON] in
      switch branch {
      case .choice(let values, _): values
      case .constant(let value): [value]
      default: []
      }
    }
  }
}
