/// The tags of a request, `k=v,k=v` on the wire, with bounds on everything.
package struct RequestTags: Sendable, Hashable {
  package struct Tag: Sendable, Hashable {
    package let key: String
    package let value: String

    package init(key: String, value: String) {
      self.key = key
      self.value = value
    }

    /// Whether the platform keeps it: the key has 1 to 64 characters of
    /// `a-z 0-9 . _ -` and does not begin with `fal.`, the value at most 256
    /// of printable ASCII without comma.
    package var isValid: Bool {
      guard (1...64).contains(key.utf8.count), value.utf8.count <= 256, !key.hasPrefix("fal.") else { return false }
      return key.utf8.allSatisfy(Self.isKeyByte) && value.utf8.allSatisfy { (0x20...0x7E).contains($0) && $0 != 0x2C }
    }

    private static func isKeyByte(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "-"):
        true
      default: false
      }
    }
  }

  /// No more tags are sent than this.
  package static let maximumCount = 10
  /// In bytes, of the whole header.
  package static let maximumLength = 1024

  /// In the order in which they were set.
  package private(set) var all: [Tag] = []

  package init() {}

  /// The value of `key`; nil removes it.
  package subscript(key: String) -> String? {
    get { all.first { $0.key == key }?.value }
    set {
      let index = all.firstIndex { $0.key == key }
      switch (index, newValue) {
      case (let index?, let value?): all[index] = Tag(key: key, value: value)
      case (let index?, nil): all.remove(at: index)
      case (nil, let value?): all.append(Tag(key: key, value: value))
      case (nil, nil): break
      }
    }
  }

  /// Whether all of them are sent.
  package var fit: Bool {
    all.count <= Self.maximumCount
      && all.reduce(-1) { $0 + $1.key.utf8.count + $1.value.utf8.count + 2 } <= Self.maximumLength
  }

  /// The valid tags, as many as fit; nil if there is none.
  var header: String? {
    var text = ""
    for tag in all.filter(\.isValid).prefix(Self.maximumCount) {
      let pair = (text.isEmpty ? "" : ",") + "\(tag.key)=\(tag.value)"
      if text.utf8.count + pair.utf8.count <= Self.maximumLength { text += pair }
    }
    return text.isEmpty ? nil : text
  }

  /// Reads the header; what is not valid is dropped, as the platform does.
  init(header: String) {
    guard header.utf8.count <= Self.maximumLength else { return }
    for pair in header.split(separator: ",") where all.count < Self.maximumCount {
      guard let mark = pair.firstIndex(of: "=") else { continue }
      let tag = Tag(key: String(pair[..<mark]), value: String(pair[pair.index(after: mark)...]))
      if tag.isValid { self[tag.key] = tag.value }
    }
  }
}

extension RequestTags: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, String)...) {
    for (key, value) in elements { self[key] = value }
  }
}
