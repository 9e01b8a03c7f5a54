/// Header fields in the order in which they are sent; names are compared
/// without regard to case.
package struct WireHeaders: Sendable, Hashable {
  /// One field.
  package struct Field: Sendable, Hashable {
    package let name: String
    package let value: String
  }

  package private(set) var fields: [Field] = []

  package init() {}

  package init(_ pairs: some Sequence<(String, String)>) {
    for (name, value) in pairs { add(name, value) }
  }

  /// The first value of `name`; setting replaces all of them, nil removes them.
  package subscript(name: String) -> String? {
    get {
      let wanted = name.lowercased()
      return fields.first { $0.name.lowercased() == wanted }?.value
    }
    set {
      let wanted = name.lowercased()
      fields.removeAll { $0.name.lowercased() == wanted }
      if let newValue { add(name, newValue) }
    }
  }

  /// Adds a field beside those of the same name. Line ends and other control
  /// characters in the value become blanks, so that no value starts a field.
  package mutating func add(_ name: String, _ value: String) {
    let scalars = value.unicodeScalars.map { Self.isControl($0) ? " " : $0 }
    fields.append(Field(name: name, value: String(String.UnicodeScalarView(scalars))))
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool { scalar.value < 0x20 || scalar.value == 0x7F }

  /// Sets every field of `other` here.
  package mutating func merge(_ other: WireHeaders) {
    for field in other.fields { self[field.name] = field.value }
  }
}

extension WireHeaders: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, String)...) { self.init(elements) }
}
