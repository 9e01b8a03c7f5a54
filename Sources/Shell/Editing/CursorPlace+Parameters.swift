import JSON
import Language
import ModelSchema

extension CursorPlace {
  /// The names of a model's parameters that are free, required ones first;
  /// behind a dot the fields of one (`image_size.wi`).
  func parameterNames(of schema: ModelSchema, given: Set<String>) -> [Suggestion] {
    if let dot = prefix.lastIndex(of: ".") {
      let start = String(prefix[...dot])
      let fields = schema.fields(at: JSONPath(written: start))
      return fields.map { Suggestion(start + $0.name + "=", $0.detail, .parameter, isOpen: true) }.matching(prefix)
    }
    let free = schema.parameters.filter { !given.contains($0.name) && !isTaken($0, in: schema) }
    let current = free.filter { !$0.isDeprecated || $0.isRequired }
    let given = current.filter { usualWord(of: $0) != nil }.map(\.name)
    let required = current.filter { $0.isRequired && !given.contains($0.name) }
    let others = current.filter { !$0.isRequired || given.contains($0.name) }
    return (required + others).map { parameter in
      Suggestion(parameter.name + "=", detail(of: parameter), .parameter, isOpen: true)
    }.matching(prefix)
  }

  /// What the session gives for a parameter that a call leaves out.
  private func usualWord(of parameter: Parameter) -> String? {
    parameter.name == Session.languageModelParameter ? session.languageModel(for: schema) : nil
  }

  private func detail(of parameter: Parameter) -> String {
    usualWord(of: parameter).map { "\(parameter.typeSummary), \($0) unless given: set llm" } ?? parameter.detail
  }

  /// Whether a text without a name is there already, which is the main text.
  private func isTaken(_ parameter: Parameter, in schema: ModelSchema) -> Bool {
    guard let call = context.call, parameter.name == schema.mainText?.name else { return false }
    return positionals(of: call, subject.manual).contains { $0.hasPrefix("\"") || $0.hasPrefix("'") }
  }

  /// The keys of a record.
  func keys(at path: [String], given: [String]) -> [Suggestion] {
    let fields = schema?.fields(at: JSONPath(words: path)) ?? []
    let free = fields.filter { !given.contains($0.name) }
    return (free.filter(\.isRequired) + free.filter { !$0.isRequired })
      .map { Suggestion($0.name, $0.detail, .parameter) }.matching(prefix)
  }

  /// What fits a parameter, or a place inside of its value.
  func parameterValue(at path: [String]) -> Offering {
    guard let parameter = schema?.parameter(at: JSONPath(words: path)) else { return declaredValues(of: path) }
    let type = (try? schema?.type(at: JSONPath(words: path))) ?? parameter.type
    if let media = parameter.media, path.count == 1 || type.isFreeText {
      let files = session.files.suggestions(for: prefix).ofKinds([media.kind])
      let values = (prefix.isEmpty ? variables.map(\.asVariable) : []) + files
      return Offering(context, values, note: note(parameter))
    }
    let usual = usualWord(of: parameter).map(JSON.string) ?? parameter.defaultValue
    let values = type.values(usual: path.count == 1 ? usual : nil).matching(prefix)
    // Where all that fits is listed, there is no more to say.
    if type.isListed, !values.isEmpty { return Offering(context, values) }
    return Offering(context, values, note: path.count == 1 ? note(parameter) : type.summary())
  }

  private func note(_ parameter: Parameter) -> String { "\(parameter.name): \(detail(of: parameter))" }

  /// The values of a command's own parameter, or of an alias's model.
  private func declaredValues(of path: [String]) -> Offering {
    guard let name = path.first, path.count == 1, let manual = subject.manual else { return Offering(context) }
    if let declared = manual.parameters.first(where: { $0.name == name }) { return values(of: declared) }
    return Offering(context, manual.name == AliasCommand.name ? ModelArgument.candidates(prefix, in: session) : [])
  }

  /// The values of a command's parameter or option; what it is, where nobody
  /// can list them.
  func values(of declared: any DeclaredParameter) -> Offering {
    let values = declared.candidates(prefix, in: session)
    return Offering(
      context, values.matching(prefix), note: values.isEmpty ? "\(declared.name): \(declared.summary)" : "")
  }

  /// The kinds of file that are wanted at a path, or of any parameter if the
  /// path is empty; nil if any may be.
  func wantedKinds(at path: [String]) -> Set<MediaKind>? {
    guard let schema else { return nil }
    guard !path.isEmpty else {
      let kinds = Set(schema.parameters.compactMap(\.media?.kind))
      return kinds.isEmpty ? nil : kinds
    }
    return schema.parameter(at: JSONPath(words: path))?.media.map { [$0.kind] }
  }
}

extension Parameter {
  /// What it is, in the order of what one wants to know: its type, whether
  /// it must be given, what it is otherwise, what for.
  var detail: String {
    let usual = defaultWord.isEmpty ? nil : "default \(defaultWord.shortened(to: 24))"
    let kind = media == nil ? type.summary(maximumChoices: 4) : typeSummary
    let facts = [kind, isRequired ? "required" : nil, isRequired ? nil : usual, isDeprecated ? "deprecated" : nil]
    return facts.compactMap(\.self).joined(separator: ", ") + (summary.map { " – \($0)" } ?? "")
  }
}

extension ModelSchema {
  /// The fields of the record at a path, or of the elements of the list there.
  fileprivate func fields(at path: JSONPath) -> [Parameter] {
    guard let type = try? type(at: path) else { return [] }
    return type.records.first?.fields ?? []
  }
}

extension ValueType {
  fileprivate var records: [RecordType] {
    branches.flatMap { branch -> [RecordType] in
      switch branch {
      case .record(let record): [record]
      case .list(let element, _): element.records
      default: []
      }
    }
  }

  /// What can be listed of it: fixed values, `true` and `false`, the default,
  /// how a record begins.
  fileprivate func values(usual: JSON?) -> [Suggestion] {
    var values = choices + elementChoices
    if branches.contains(.boolean) { values += [true, false] }
    if let usual, usual != .string(""), usual.isPlain, !values.contains(usual) { values.append(usual) }
    let listed = values.map { Suggestion($0.string ?? $0.text, $0 == usual ? "default" : "") }
    return listed
      + branches.compactMap { branch -> Suggestion? in
        guard case .record(let record) = branch else { return nil }
        return Suggestion("{", "record {" + record.fieldNames.joined(separator: ", ") + "}", isOpen: true)
      }
  }

  /// Whether its values are all that fits.
  fileprivate var isListed: Bool {
    branches.allSatisfy { branch in
      switch branch {
      case .boolean, .constant, .choice(_, isOpen: false): true
      default: false
      }
    }
  }

  /// A list may be given by one of its elements.
  private var elementChoices: [JSON] {
    branches.flatMap { branch -> [JSON] in if case .list(let element, _) = branch { element.choices } else { [] } }
  }
}

extension JSON {
  fileprivate var isPlain: Bool { array == nil && object == nil && !isNull }
}

extension String {
  fileprivate func shortened(to count: Int) -> String { self.count > count ? prefix(count - 1) + "…" : self }
}

extension JSONPath {
  /// The steps of a cursor's place: digits are an index.
  init(words: [String]) { self.init(words.map { word in Int(word).map(Step.index) ?? .key(word) }) }

  /// `loras[0].`
  fileprivate init(written: String) {
    self.init(words: written.split { $0 == "." || $0 == "[" || $0 == "]" }.map(String.init))
  }
}
