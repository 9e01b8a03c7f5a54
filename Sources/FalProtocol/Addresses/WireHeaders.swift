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
    get { fields.first { Self.isSame($0.name, name) }?.value }
    set {
      fields.removeAll { Self.isSame($0.name, name) }
      if let newValue { add(name, newValue) }
    }
  }

  /// Adds a field beside those of the same name. Line ends and other control
  /// characters in the value become blanks, so that no value starts a field.
  package mutating func add(_ name: String, _ value: String) {
    fields.append(Field(name: name, value: value.utf8.contains(where: Self.isControl) ? Self.blanked(value) : value))
  }

  private static func blanked(_ value: String) -> String {
    String(decoding: value.utf8.map { isControl($0) ? UInt8(ascii: " ") : $0 }, as: UTF8.self)
  }

  private static func isControl(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 0x7F }

  /// Names are of ASCII, in whatever case.
  private static func isSame(_ name: String, _ other: String) -> Bool {
    name.utf8.elementsEqual(other.utf8) { lowercased($0) == lowercased($1) }
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

  /// Sets every field of `other` here.
  package mutating func merge(_ other: WireHeaders) {
    for field in other.fields { self[field.name] = field.value }
  }
}

extension WireHeaders: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, String)...) { self.init(elements) }
}
