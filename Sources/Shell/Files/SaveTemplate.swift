import Diagnostics
import FalProtocol
import Language

/// The name that `save` was given, with its `{…}`.
struct SaveTemplate: Sendable {
  private static let names = ["index", "model", "seed", "name", "id", "ext"]

  private let text: String
  /// Whether the user named the file, so that it must be that name.
  private let isGiven: Bool
  private let round: Int?

  /// - Parameters:
  ///   - count: how many files there are; more than one need a name that
  ///     tells them apart.
  ///   - round: of the `each` or `for` around, counted from 0.
  /// - Throws: `Failure` for an unknown `{word}`, or a name for one file
  ///   where there are several.
  init(_ given: String?, count: Int, round: Int?) throws {
    isGiven = given != nil && given?.hasSuffix("/") == false
    self.round = round
    let given = given ?? ""
    text = isGiven ? given : given + "{model}{-seed}{-count}.{ext}"
    for word in SaveTemplate.words(in: given) where !SaveTemplate.names.contains(word) {
      throw Failure(.badInput, .unknownWord(word, near: word.nearest(among: SaveTemplate.names)))
    }
    let tellsApart = ["index", "name"].contains { text.contains("{\($0)}") }
    guard count == 1 || !isGiven || tellsApart else { throw Failure(.badInput, .oneName(for: count, given)) }
  }

  /// A path for each of some files, no two of them the same.
  /// - Parameter isTaken: whether something else has a path already.
  /// - Throws: `Failure` if the name that was given is the same for two.
  func paths(for items: [Savable], isTaken: (String) -> Bool) throws -> [String] {
    var paths: [String] = []
    var own: Set<String> = []
    for (index, item) in items.enumerated() {
      let path = path(for: item, index: index) { own.contains($0) || isTaken($0) }
      guard own.insert(path).inserted else { throw Failure(.badInput, .sameName(path, for: text)) }
      paths.append(path)
    }
    return paths
  }

  /// The path for the file at `index`, counted from 0.
  private func path(for item: Savable, index: Int, isTaken: (String) -> Bool) -> String {
    if isGiven { return filled(for: item, index: index, count: nil) }
    var count = index
    var path = filled(for: item, index: index, count: count == 0 ? nil : count + 1)
    while isTaken(path), count < 100_000 {
      count += 1
      path = filled(for: item, index: index, count: count + 1)
    }
    return path
  }

  private func filled(for item: Savable, index: Int, count: Int?) -> String {
    var values = [
      "index": String(round ?? index), "model": item.model, "seed": item.seed.isEmpty ? "0" : item.seed,
      "name": item.name, "id": item.requestID, "ext": item.ending.isEmpty ? "bin" : item.ending,
    ]
    values["-seed"] = item.seed.isEmpty ? "" : "-" + item.seed
    values["-count"] = count.map { "-\($0)" } ?? ""
    var result = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let word = String(rest[rest.index(after: open)..<close])
      result += rest[..<open] + (values[word].map(SaveTemplate.safe) ?? "{\(word)}")
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  /// What comes from outside must not lead into another folder.
  private static func safe(_ text: String) -> String {
    let cleaned = String(text.map { $0 == "/" || $0 == "\\" || $0.isNewline || $0 == "\0" ? "_" : $0 })
    return cleaned.hasPrefix(".") ? "_" + cleaned.dropFirst() : cleaned
  }

  private static func words(in text: String) -> [String] {
    var words: [String] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      words.append(String(rest[rest.index(after: open)..<close]))
      rest = rest[rest.index(after: close)...]
    }
    return words
  }
}

extension EndpointID {
  /// The id for a file name: what is behind the owner, with dashes.
  var shortName: String { ([alias] + path).joined(separator: "-") }
}

extension Diagnostic {
  fileprivate static func unknownWord(_ word: String, near: String?) -> Diagnostic {
    Diagnostic(
      code: "unknown-placeholder", "a file name knows no '{\(word)}'",
      help: near.map { "did you mean '{\($0)}'?" } ?? "it knows {index} {model} {seed} {name} {id} {ext}")
  }

  fileprivate static func oneName(for count: Int, _ name: String) -> Diagnostic {
    Diagnostic(
      code: "one-name", "\(count) files, and one name for them",
      help: "save \"\(numbered(name))\", or | pick N | save \(name)")
  }

  fileprivate static func sameName(_ path: String, for name: String) -> Diagnostic {
    let help = name.contains("{index}") ? "a name that is a folder/: each has one of its own" : nil
    return Diagnostic(
      code: "one-name", "two of the files would be '\(path)'", help: help ?? "save \"\(numbered(name))\"")
  }

  /// The name with a number before its ending.
  private static func numbered(_ name: String) -> String {
    let last = name.lastIndex(of: "/").map(name.index(after:)) ?? name.startIndex
    let dot = name[last...].lastIndex(of: ".") ?? name.endIndex
    return "\(name[..<dot])-{index}\(name[dot...])"
  }
}
