import Diagnostics
import JSON
import Language
import ModelSchema

extension RequestBuilder {
  /// Rules 1 to 5 of "What a pipe connects".
  mutating func connect() {
    guard let schema, schema.input != nil else { return connectFreely() }
    if texts.count > 1 { return problem(secondText, at: texts[1].range) }
    do {
      let wiring = try schema.wire(offered.map(\.offer), hasText: !texts.isEmpty, given: given)
      for connection in wiring.connections { apply(connection) }
      if let parameter = wiring.text, let text = texts.first { setText(text, parameter) }
    } catch {
      let range = texts.isEmpty ? offered.first?.range : offered.first?.range ?? texts.first?.range
      let isPiped = range == nil || range == invocation.name.range
      problem(noting(error.diagnostic(for: schema, isPiped: isPiped)), at: range ?? invocation.name.range)
    }
  }

  /// Two texts, of which one is piped in, or none is.
  private var secondText: Diagnostic {
    let ranges = texts.prefix(2).map(\.range)
    if ranges.allSatisfy({ $0 == invocation.name.range }) {
      let call = invocation.source[invocation.range]
      return noting(.secondText(name, help: "one after the other: | each { $in | \(call) }"))
    }
    if ranges.contains(invocation.name.range) {
      return noting(.secondText(name, help: "to use both: \"in oils: $in\""))
    }
    var diagnostic = Diagnostic.secondText(name, help: "as one text, in one pair of quotes")
    diagnostic.notes.append(Diagnostic.Note("the first", at: ranges[0]))
    return diagnostic
  }

  /// The same with what is piped in as its second place.
  private func noting(_ diagnostic: Diagnostic) -> Diagnostic {
    guard let range = invocation.inputRange, let piped = pipedContent else { return diagnostic }
    var copy = diagnostic
    copy.notes.append(Diagnostic.Note("this gives \(piped)", at: range))
    return copy
  }

  /// What the left side of the pipe gives, for a sentence; nil if nothing of
  /// it is offered.
  private var pipedContent: String? {
    let kinds = offered.filter { $0.range == invocation.name.range }.map(\.offer.kind)
    var parts = MediaKind.allCases.compactMap { kind -> String? in
      let count = kinds.count { $0 == kind }
      return count == 0 ? nil : count == 1 ? kind.withArticle : kind.counted(count)
    }
    if texts.contains(where: { $0.range == invocation.name.range }) { parts.append("a text") }
    return parts.isEmpty ? nil : parts.joined(separator: " and ")
  }

  private mutating func apply(_ connection: Connection) {
    let path = JSONPath(key: connection.parameter)
    for (index, offer) in connection.offers.enumerated() {
      let medium = offered[offer]
      let place = connection.isList ? path.appending(.index(index)) : path
      draft.places[place] = medium.range
      draft.places[path] = draft.places[path] ?? medium.range
      switch medium.source {
      case .url(let url): draft.input.set(.string(url), at: place)
      case .file(let file): attach(file, at: place, range: medium.range)
      case .unknown: unknownPaths.append(path)
      }
    }
    guard case .value = invocation.input else { return }
    let labels = connection.offers.map { offered[$0].offer.label }.joined(separator: ", ")
    draft.connections.append("\(labels) → \(connection.parameter)")
  }

  private mutating func setText(_ text: (text: String?, range: SourceRange), _ parameter: String) {
    let path = JSONPath(key: parameter)
    draft.places[path] = text.range
    guard let content = text.text else { return unknownPaths.append(path) }
    draft.input.set(.string(content), at: path)
  }

  /// A model whose document leaves its input open takes what is named, and
  /// one text as its `prompt`.
  private mutating func connectFreely() {
    if let medium = offered.first { problem(.openInput(name), at: medium.range) }
    if texts.count > 1 { return problem(secondText, at: texts[1].range) }
    if let text = texts.first { setText(text, "prompt") }
  }
}

extension WiringFailure {
  /// The words for it.
  /// - Parameter isPiped: whether it is about what is piped in, and not about
  ///   a positional value.
  func diagnostic(for schema: ModelSchema, isPiped: Bool) -> Diagnostic {
    let name = schema.endpointID
    let arrives = isPiped ? "is piped" : "stands here"
    switch self {
    case .tooMany(let kind, let count, let parameters, let capacity):
      let take = parameters.count == 1 ? "\(parameters[0]) takes" : "\(parameters.joined(separator: " and ")) take"
      return Diagnostic(
        code: "too-many-media", "\(kind.counted(count)), and \(take) \(capacity == 1 ? "one" : String(capacity))",
        help: "| pick N, or | each { $in | … }")
    case .alreadyGiven(let kind, let parameters):
      return Diagnostic(
        code: "given-twice",
        "\(parameters.joined(separator: " and ")) is given by name, and \(kind.withArticle) \(arrives) too",
        help: isPiped ? "to say it in full: \(parameters.first ?? "name")=$in.url" : "one of the two is enough")
    case .noPlace(let kind, let takes, let named):
      let words = takes.isEmpty ? "text only" : takes.map(\.withArticle).joined(separator: " or ")
      return Diagnostic(
        code: "no-place", "\(name) takes no \(kind.rawValue)",
        help: named.isEmpty ? "it takes \(words)" : "by name it does: \(named[0])=\(isPiped ? "$in.url" : "@file")")
    case .textTwice(let parameter):
      return Diagnostic(
        code: "text-twice", "\(parameter) is given by name, and a text \(arrives) too",
        help: isPiped ? "to use both: \(parameter)=\"in oils: $in\"" : "one of the two is enough")
    case .noText:
      return Diagnostic(code: "no-text", "\(name) takes no text", help: "it takes \(schema.takes)")
    }
  }
}

extension ModelSchema {
  /// The kinds of media that go in, for a sentence.
  fileprivate var takes: String {
    var kinds: [MediaKind] = []
    for kind in parameters.compactMap({ $0.media?.kind }) where !kinds.contains(kind) { kinds.append(kind) }
    return kinds.isEmpty ? "parameters by name only" : kinds.map(\.withArticle).joined(separator: " or ")
  }
}

extension Diagnostic {
  fileprivate static func secondText(_ name: String, help: String) -> Diagnostic {
    Diagnostic(code: "text-twice", "\(name) takes one text, and this is the second", help: help)
  }

  fileprivate static func openInput(_ name: String) -> Diagnostic {
    Diagnostic(code: "open-input", "\(name) does not say what it takes, so files go by name", help: "image_url=@a.jpg")
  }
}
