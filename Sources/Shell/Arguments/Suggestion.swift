/// One thing that Tab offers.
struct Suggestion: Sendable, Hashable {
  /// What it is, for programs that show it their own way.
  enum Kind: String, Sendable, Hashable {
    case command, model, alias, definition, keyword, parameter, option, value, file, folder, job, variable, field, index
  }

  /// As a value, without the quotes that it may need on the line.
  var text: String
  /// What stands beside it in the list.
  var detail: String
  var kind: Kind
  /// Whether more of the same word may follow (`name=`, a folder).
  var isOpen: Bool

  init(_ text: String, _ detail: String = "", _ kind: Kind = .value, isOpen: Bool = false) {
    self.text = text
    self.detail = detail
    self.kind = kind
    self.isOpen = isOpen
  }
}

extension [Suggestion] {
  /// Those that a beginning may mean, in their order: what begins with it;
  /// if nothing does, in any case of its letters; if nothing does, what has
  /// a part that begins with it (`size` in `image_size`); or else what has
  /// it anywhere.
  func matching(_ prefix: String) -> [Suggestion] {
    guard !prefix.isEmpty else { return self }
    let exact = filter { $0.text.hasPrefix(prefix) }
    guard exact.isEmpty else { return exact }
    let wanted = [UInt8](prefix.lowercased().utf8)
    let places = map { [UInt8]($0.text.lowercased().utf8).place(of: wanted) }
    guard let best = places.compactMap({ $0 }).min() else { return [] }
    return zip(self, places).filter { $1 == best }.map(\.0)
  }
}

/// Where a text has what was typed, the likeliest to be meant first.
private enum Place: Int, Comparable {
  case start, part, anywhere

  static func < (left: Place, right: Place) -> Bool { left.rawValue < right.rawValue }
}

extension [UInt8] {
  fileprivate func place(of wanted: [UInt8]) -> Place? {
    guard count >= wanted.count else { return nil }
    var found: Place?
    for start in 0...(count - wanted.count) where self[start..<start + wanted.count].elementsEqual(wanted) {
      if start == 0 { return .start }
      if !self[start - 1].isPartOfWord { return .part }
      found = .anywhere
    }
    return found
  }
}

extension UInt8 {
  private static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
  private static let letters = UInt8(ascii: "a")...UInt8(ascii: "z")

  fileprivate var isPartOfWord: Bool { Self.digits.contains(self) || Self.letters.contains(self) || self >= 0x80 }
}
