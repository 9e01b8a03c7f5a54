import Diagnostics
import JSON

extension ProgramCheck {
  /// - Returns: what the expression gives.
  @discardableResult
  mutating func visit(_ expression: Expression) async -> Shape {
    switch expression.kind {
    case .word(let word): return visit(word: word, at: expression.range)
    case .string(let literal): return await visit(literal)
    case .range(let first, let last): return visitRange(first, last, at: expression.range)
    case .variable(let name, let steps): return visit(steps[...], of: use(name, at: expression.range))
    case .job(let number, let steps): return visit(steps[...], of: await job(number, at: expression.range))
    case .file(let literal): return await visitFile(literal, at: expression.range)
    case .parenthesized(let pipeline, let steps): return visit(steps[...], of: await visit(pipeline))
    case .list(let elements): return await visitList(elements)
    case .record(let members): return await visitRecord(members)
    case .not(let operand):
      await visitCondition(operand)
      return .bool
    case .chain(let first, let links): return await visit(first, links)
    }
  }

  private mutating func visit(word: String, at range: SourceRange) -> Shape {
    guard let value = JSON(word: word) else {
      report(.unquotedWord(word), at: range)
      return .anything
    }
    return .constant(.data(value))
  }

  /// What stands where a word is a text: in lists, records and arguments.
  @discardableResult
  mutating func visitItem(_ expression: Expression) async -> Shape {
    if case .word(let word) = expression.kind { return .constant(.data(JSON(wordOrText: word))) }
    return await visit(expression)
  }

  private mutating func visitList(_ elements: [Expression]) async -> Shape {
    var items: [Shape] = []
    for element in elements { items.append(await visitItem(element)) }
    return Shape(list: items)
  }

  private mutating func visitRecord(_ members: [(key: Located<String>, value: Expression)]) async -> Shape {
    var fields: [(name: String, shape: Shape)] = []
    for member in members { fields.append((member.key.value, await visitItem(member.value))) }
    return Shape(record: fields)
  }

  private mutating func visit(_ literal: StringLiteral) async -> Shape {
    if let text = literal.literal { return .constant(.data(.string(text))) }
    for piece in literal.pieces {
      switch piece {
      case .text: break
      case .variable(let name, let steps, let range):
        let shape = visit(steps[...], of: use(name, at: range, isInText: true))
        if shape.hasText == false { reportNoText(shape, named: name, hasSteps: !steps.isEmpty, at: range) }
      case .pipeline(let pipeline, let range):
        let shape = await visit(pipeline)
        if shape.hasText == false { report(.notText(shape, named: nil), at: range) }
      }
    }
    return .text
  }

  /// What follows a bare `$name` in a text was often meant as its field.
  private mutating func reportNoText(_ shape: Shape, named name: String, hasSteps: Bool, at range: SourceRange) {
    var diagnostic = Diagnostic.notText(shape, named: name)
    let (line, start) = source.line(at: range.start)
    let rest = source[SourceRange(range.end, start + line.utf8.count)]
    let field = rest.dropFirst().prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    if !hasSteps, rest.first == ".", shape.fieldNames.contains(String(field)) {
      let whole = SourceRange(range.start, range.end + 1 + field.utf8.count)
      diagnostic.help = "for its field: ${\(name).\(field)}"
      diagnostic.correction = source.line(replacing: whole, with: "${\(name).\(field)}")
    }
    report(diagnostic, at: range)
  }

  private mutating func visitFile(_ literal: StringLiteral, at range: SourceRange) async -> Shape {
    _ = await visit(literal)
    guard let path = literal.literal else { return .anything }
    let problem = host.checkFile(path)
    if !mayHaveWritten { report(problem, at: range) }
    guard problem == nil, let file = try? await host.file(path) else { return .anything }
    return Shape(of: file, in: host)
  }

  private mutating func job(_ number: Int?, at range: SourceRange) async -> Shape {
    report(host.checkJob(number), at: range)
    guard !hasCalled, let value = try? await host.job(number) else { return .anything }
    return Shape(of: value, in: host)
  }

  private mutating func visitRange(_ first: RangeBound, _ last: RangeBound, at range: SourceRange) -> Shape {
    let first = visit(first, at: range)
    let last = visit(last, at: range)
    guard let first, let last else { return .list(of: .number, count: nil) }
    if last < first { report(.emptyRange(first, last), at: range) }
    guard let numbers = JSON.integers(from: first, through: last) else {
      report(.rangeTooLong, at: range)
      return .list(of: .number, count: nil)
    }
    return .constant(.data(numbers))
  }

  /// - Returns: the number, where it is known.
  mutating func visit(_ bound: RangeBound, at range: SourceRange) -> Int? {
    switch bound {
    case .number(let number): number
    case .variable(let name, let steps): visit(steps[...], of: use(name, at: range)).value?.json.int
    }
  }

  mutating func use(_ name: String, at range: SourceRange, isInText: Bool = false) -> Shape {
    if name == "in" {
      if surroundings.input == nil { report(.missingInput, at: range) }
      return surroundings.input ?? .anything
    }
    guard let binding = names[name] else {
      if !isOpen { report(undefined(name, at: range, isInText: isInText), at: range) }
      return .anything
    }
    if !binding.isCertain { report(.uncertainName(name, boundAt: binding.range), at: range) }
    return binding.isCertain ? binding.shape : .anything
  }
}

extension ProgramCheck {
  private func undefined(_ name: String, at range: SourceRange, isInText: Bool) -> Diagnostic {
    var diagnostic = Diagnostic.undefinedName(name, among: names.names, isInText: isInText)
    if isInText, diagnostic.help?.hasPrefix("did") == false, source[range] == "$" + name {
      diagnostic.correction = source.line(replacing: range, with: "\\$" + name)
    }
    return diagnostic
  }
}

extension Diagnostic {
  fileprivate static func uncertainName(_ name: String, boundAt place: SourceRange?) -> Diagnostic {
    Diagnostic(
      code: "undefined-name", "'\(name)' may have no value here", help: "not every branch of the `if` above binds it",
      notes: place.map { [Note("it is bound here", at: $0)] } ?? [])
  }

  fileprivate static func emptyRange(_ first: Int, _ last: Int) -> Diagnostic {
    Diagnostic(.warning, code: "empty-range", "\(first)..\(last) is an empty list", help: "a range goes upward")
  }

  fileprivate static func notText(_ shape: Shape, named name: String?) -> Diagnostic {
    let field = shape.fieldWithText.map { "a field of it: ${\(name ?? "…")\($0)}" }
    return Diagnostic(
      code: "no-text", "\(shape.kindName?.withArticle ?? "this") cannot go into a text", help: field)
  }
}

extension Shape {
  /// The step that leads to something of it that has a text.
  fileprivate var fieldWithText: String? {
    if case .constant(let value) = self { return value.textField }
    if case .described(let description) = self, let field = description.textField { return "." + field }
    if let items { return items.shape.hasText == true ? "[0]" : nil }
    let name = fieldNames.first { name in
      if case .success(let field) = field(name) { field.hasText == true } else { false }
    }
    return name.map { "." + $0 }
  }
}
