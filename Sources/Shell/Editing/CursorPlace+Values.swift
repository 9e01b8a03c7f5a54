import Language

extension CursorPlace {
  /// The names that can be seen from the cursor, those of the line last
  /// bound first.
  var variables: [Suggestion] {
    let typed = context.names.reversed().map(\.name)
    let kept = session.scope.names
    var seen: Set<String> = []
    let names = (typed + kept).filter { seen.insert($0).inserted }
    let piped = context.input == nil ? [] : [Suggestion("in", "what is piped in", .variable)]
    let named = names.map { name in
      Suggestion(name, session.scope[name].map(\.detail) ?? "", .variable)
    }
    return (piped + named).matching(prefix)
  }

  /// What a condition or a list may begin with.
  var operands: [Suggestion] {
    let values = variables.map(\.asVariable)
    let words = ["true", "false", "not", "null"].map { Suggestion($0, "", .keyword) }
    return (prefix.isEmpty ? values : []) + words.matching(prefix)
  }

  /// The fields of a value that is there, and its helpers.
  func fields(of variable: String, _ path: [String]) -> [Suggestion] {
    glimpse(of: variable, path)?.fields.matching(prefix) ?? []
  }

  /// What may stand in brackets: the places of a list, `*`, the fields of a
  /// record.
  func indices(of variable: String, _ path: [String]) -> [Suggestion] {
    glimpse(of: variable, path)?.indices.matching(prefix) ?? []
  }

  /// What a value is that a name stands for: the value itself if it is there,
  /// else what can be told before anything has run.
  private func glimpse(of variable: String, _ path: [String]) -> Glimpse? {
    if let value = session.value(of: variable, in: context) { return Glimpse(.constant(value)).stepping(path) }
    let shape = variable == "in" ? pipedShape : view?.names[variable]
    return shape.flatMap { Glimpse($0).stepping(path) }
  }
}

extension CursorPlace {
  /// What `$in` is: what is piped in, or each item of it in turn.
  private var pipedShape: Shape? {
    guard let view, let input = context.input else { return nil }
    return input.isItem ? view.given.elements?.shape : view.given
  }
}

extension Session {
  /// Whether a value is there for what the cursor's steps begin with.
  func hasValue(for context: CompletionContext) -> Bool {
    switch context.kind {
    case .step(let variable, _), .index(let variable, _): value(of: variable, in: context) != nil
    default: false
    }
  }

  /// The value of a name or a job (`%3`), unless the line binds the name anew.
  fileprivate func value(of variable: String, in context: CompletionContext) -> Value? {
    if context.names.contains(where: { $0.name == variable }) || variable == "in" { return nil }
    guard variable.hasPrefix("%") else { return scope[variable] }
    guard let number = Int(variable.dropFirst()) else { return jobs.latestValue }
    return jobs[number].map { .handle($0) }
  }
}

extension Value {
  /// Its kind, and what it is where that says more.
  fileprivate var detail: String { glance.hasPrefix(kindName) ? glance : "\(kindName): \(glance)" }
}
