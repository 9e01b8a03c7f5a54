import Diagnostics
import FalProtocol
import Language

/// The name that `save` was given, with its `{…}`.
struct SaveTemplate: Sendable {
  private static let names = ["index", "model", "seed", "name", "id", "ext"]
  /// What may differ from file to file of one result.
  private static let ofFiles: Set = ["index", "name"]
  /// What may differ from result to result.
  private static let ofResults: Set = ["id", "seed"]

  private let text: String
  /// Whether the user named the file, so that it must be that name.
  private let isGiven: Bool
  private let count: Int
  private let round: Int?

  /// - Parameters:
  ///   - count: how many files there are; more than one need a name that
  ///     tells them apart.
  ///   - round: of the `each` or `for` around, counted from 0.
  ///   - isOneResult: whether all of them are of one result.
  /// - Throws: `Failure` for an unknown `{word}`, or a name for one file
  ///   where there are several.
  init(_ given: String?, count: Int, round: Int?, isOneResult: Bool = false) throws {
    isGiven = given != nil && given?.hasSuffix("/") == false
    self.count = count
    self.round = round
    let given = given ?? ""
    text = isGiven ? given : given + "{model}{-seed}{-count}.{ext}"
    let words = SaveTemplate.words(in: given)
    for word in words where !SaveTemplate.names.contains(word) {
      throw Failure(.badInput, .unknownWord(word, near: word.nearest(among: SaveTemplate.names)))
    }
    let distinguishing = isOneResult ? SaveTemplate.ofFiles : SaveTemplate.ofFiles.union(SaveTemplate.ofResults)
    guard count == 1 || !isGiven || !distinguishing.isDisjoint(with: words) else {
      throw Failure(.badInput, .oneName(for: count, given))
    }
  }

  /// A path for each of some files, no two of them the same.
  /// - Parameters:
  ///   - written: what the same statement has written already, absolute; what
  ///     is to be written now is added.
  /// - Throws: `Failure` if a name that was given is one of those: whoever
  ///   replaces files does not mean the ones that were just made.
  func paths(for items: [Savable], besides written: inout Set<String>, in files: Files) throws -> [String] {
    var taken = written
    var paths: [String] = []
    for (index, item) in items.enumerated() {
      let path = path(for: item, index: index) { taken.contains(files.absolute($0)) || files.exists($0) }
      guard taken.insert(files.absolute(path)).inserted else {
        let isEarlier = written.contains(files.absolute(path))
        throw Failure(.badInput, .sameName(path, isEarlier: isEarlier, help: help(for: item)))
      }
      paths.append(path)
    }
    written = taken
    return paths
  }

  /// The path for the file at `index`, counted from 0.
  func path(for item: Savable, index: Int, isTaken: (String) -> Bool) -> String {
    if isGiven { return filled(for: item, index: index, count: nil) }
    var count = index
    var path = filled(for: item, index: index, count: count == 0 ? nil : count + 1)
    while isTaken(path), count < 100_000 {
      count += 1
      path = filled(for: item, index: index, count: count + 1)
    }
    return path
  }

  /// A name that would have told the files apart.
  private func help(for item: Savable) -> String {
    let words = SaveTemplate.words(in: text)
    guard let word = ["index", "id"].first(where: { !words.contains($0) }), word != "id" || !item.requestID.isEmpty
    else { return "a name that is a folder/: each file has one of its own in it" }
    return "save \"\(text.numbered(by: word))\""
  }

  private func filled(for item: Savable, index: Int, count: Int?) -> String {
    var values = [
      "index": number(of: index), "model": item.model, "seed": item.seed,
      "name": item.name, "id": item.requestID, "ext": item.ending.isEmpty ? "bin" : item.ending,
    ]
    values["-seed"] = item.seed.isEmpty ? "" : "-" + item.seed
    values["-count"] = count.map { "-\($0)" } ?? ""
    var result = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let word = String(rest[rest.index(after: open)..<close])
      result += rest[..<open]
      rest = rest[rest.index(after: close)...]
      let value = values[word].map(SaveTemplate.safe) ?? "{\(word)}"
      if value.isEmpty, !word.hasPrefix("-") { SaveTemplate.close(&result, &rest) } else { result += value }
    }
    return result + rest
  }

  /// The files of a round are told apart, and the rounds.
  private func number(of index: Int) -> String {
    guard let round else { return String(index) }
    return count == 1 ? String(round) : "\(round)-\(index)"
  }

  /// Where there is nothing to stand for a word, nothing divides it from what
  /// is around it; a 0 would be read as a seed.
  private static func close(_ before: inout String, _ after: inout Substring) {
    let signs: Set<Character> = ["-", "_", " "]
    if let sign = before.last, signs.contains(sign) {
      before.removeLast()
    } else if let sign = after.first, signs.contains(sign) {
      after.removeFirst()
    } else {
      before += "none"
    }
  }

  /// What comes from outside must not lead into another folder.
  private static func safe(_ text: String) -> String {
    let cleaned = String(text.map { $0 == "/" || $0 == "\\" || $0.isNewline || $0 == "\0" ? "_" : $0 })
    return cleaned.hasPrefix(".") ? "_" + cleaned.dropFirst() : cleaned
  }

  /// The part of a name that is the same for every file, up to its last
  /// folder; the whole of a name without a word in it.
  static func fixedPart(of given: String) -> String {
    guard let word = words(in: given).first, let range = given.firstRange(of: "{\(word)}") else { return given }
    let fixed = given[..<range.lowerBound]
    return fixed.lastIndex(of: "/").map { String(fixed[...$0]) } ?? ""
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
    let one = name.contains("{") ? "\"\(name)\"" : name
    return Diagnostic(
      code: "one-name", "\(count) files, and one name for them",
      help: "save \"\(name.numbered(by: "index"))\", or | pick N | save \(one)")
  }

  fileprivate static func sameName(_ path: String, isEarlier: Bool, help: String) -> Diagnostic {
    let message =
      isEarlier
      ? "this statement has saved '\(path)' already, and it would be lost" : "two of the files would be '\(path)'"
    return Diagnostic(code: "one-name", message, help: help)
  }
}

extension String {
  /// A file name with one more word before its ending.
  fileprivate func numbered(by word: String) -> String {
    let last = lastIndex(of: "/").map(index(after:)) ?? startIndex
    let dot = self[last...].lastIndex(of: ".") ?? endIndex
    return "\(self[..<dot])-{\(word)}\(self[dot...])"
  }
}
