/// The name of a model on the platform: `fal-ai/flux/dev`,
/// `workflows/someone/portrait`.
///
///     endpoint-id = [ namespace "/" ] owner "/" alias [ "/" path ]
///
/// A legacy name of one segment, `110602490-sd`, is read as `110602490/sd`.
package struct EndpointID: Sendable, Hashable {
  /// What may stand before the owner.
  package enum Namespace: String, Sendable, CaseIterable {
    case workflows
    case comfy
  }

  /// Why a text names no endpoint.
  package enum Fault: Error, Hashable, Sendable {
    case empty
    /// One segment that is no legacy name: the owner or the alias is missing.
    case missingAlias
    /// Two slashes in a row, or one at either end.
    case emptySegment
    /// A character that no id holds.
    case character(Character)
  }

  package let namespace: Namespace?
  package let owner: String
  package let alias: String
  /// The segments behind the alias; empty for most ids of two segments.
  package let path: [String]

  /// - Throws: `Fault` if `text` does not follow the grammar.
  package init(_ text: some StringProtocol) throws(Fault) {
    guard !text.isEmpty else { throw .empty }
    var segments = text.split(separator: "/", omittingEmptySubsequences: false).map { String($0) }
    if segments.count == 1, let legacy = Self.legacySegments(segments[0]) { segments = legacy }
    for segment in segments { try Self.check(segment) }
    var rest = segments[...]
    namespace = rest.count > 2 ? rest.first.flatMap(Namespace.init(rawValue:)) : nil
    if namespace != nil { rest.removeFirst() }
    guard let owner = rest.popFirst(), let alias = rest.popFirst() else { throw .missingAlias }
    self.owner = owner
    self.alias = alias
    path = Array(rest)
  }

  private init(namespace: Namespace?, owner: String, alias: String, path: [String]) {
    self.namespace = namespace
    self.owner = owner
    self.alias = alias
    self.path = path
  }

  /// The same id without its path: what status, result and cancel are asked of.
  package var app: EndpointID { EndpointID(namespace: namespace, owner: owner, alias: alias, path: []) }

  /// The short form, `owner/alias` with its namespace.
  package var appPath: String { app.description }

  /// Whether this is one of the router's endpoints that speak OpenAI's
  /// protocol, and have no queue.
  package var isOpenAICompatible: Bool { owner == "openrouter" && path.starts(with: ["openai", "v1"]) }

  /// The same id with `segment` at its end.
  func appending(_ segment: String) -> EndpointID {
    EndpointID(namespace: namespace, owner: owner, alias: alias, path: path + [segment])
  }

  /// The same id without the last segment of its path.
  var droppingLast: EndpointID {
    EndpointID(namespace: namespace, owner: owner, alias: alias, path: path.dropLast())
  }

  private static func check(_ segment: String) throws(Fault) {
    guard !segment.isEmpty else { throw .emptySegment }
    // A URL would swallow a segment of dots.
    guard segment != ".", segment != ".." else { throw .character(".") }
    for character in segment where !isAllowed(character) { throw .character(character) }
  }

  private static func isAllowed(_ character: Character) -> Bool {
    guard character.isASCII else { return false }
    return character.isLetter || character.isNumber || "-_.".contains(character)
  }

  private static func legacySegments(_ text: String) -> [String]? {
    guard let dash = text.firstIndex(of: "-") else { return nil }
    let (digits, name) = (text[..<dash], text[text.index(after: dash)...])
    guard !digits.isEmpty, digits.allSatisfy({ ("0"..."9").contains($0) }) else { return nil }
    guard !name.isEmpty, name.allSatisfy({ isAllowed($0) && $0 != "_" && $0 != "." }) else { return nil }
    return [String(digits), String(name)]
  }
}

extension EndpointID: CustomStringConvertible {
  /// The whole id.
  package var description: String {
    ([namespace?.rawValue, owner, alias].compactMap { $0 } + path).joined(separator: "/")
  }
}
