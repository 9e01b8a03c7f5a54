import Diagnostics

/// Where the parser is, for as long as it takes to know what stands at the
/// end of the text.
struct CursorTrace {
  struct Call {
    var written: CompletionContext.Call
    var parameters: [Located<String>] = []
    /// The parameter whose value is being read.
    var parameter: [String]?
    /// The fields and indices around, inside of the value being read.
    var elements: [String] = []
    var isInFile = false

    /// Where the value that is being read goes; nil if it has no name.
    var path: [String]? { parameter.map { $0 + elements } }
  }

  struct Steps {
    var variable: String
    var path: [String] = []
  }

  /// The calls around, from outside in.
  var calls: [Call] = []
  var steps: [Steps] = []
  /// What `$in` is, from outside in.
  var inputs: [CompletionContext.Input?] = []
  var names: [CompletionContext.Name] = []
  var definitions: [String: [String]] = [:]
  /// The stages before the `|` that was read last.
  var piped: SourceRange?
  /// Once it is known.
  var context: CompletionContext?
  /// The parameters of all calls, by the offsets of their names.
  var parameters: [Int: [Located<String>]] = [:]

  init(context: CompletionContext? = nil) { self.context = context }
}

/// Keeps the trace; costs nothing unless somebody asks.
extension Parser {
  mutating func enterCall(_ name: Located<String>, isPiped: Bool) {
    guard cursor != nil else { return }
    let input = isPiped ? cursor?.piped : nil
    cursor?.calls.append(CursorTrace.Call(written: CompletionContext.Call(name: name, input: input)))
    if let input { cursor?.inputs.append(CompletionContext.Input(range: input, isItem: false)) }
  }

  mutating func leaveCall() {
    guard let call = cursor?.calls.popLast() else { return }
    if call.written.input != nil { _ = cursor?.inputs.popLast() }
    cursor?.parameters[call.written.name.range.start] = call.parameters
  }

  mutating func notePiped(_ stages: SourceRange) {
    if cursor != nil { cursor?.piped = stages }
  }

  /// - Parameter option: its name, if what was read is an option, whose value
  ///   may follow.
  mutating func noteArgument(option: String?) {
    guard let last = cursor?.calls.indices.last else { return }
    cursor?.calls[last].written.option = option
    if let option { cursor?.calls[last].written.options.append(option) }
  }

  mutating func notePositional(_ range: SourceRange) {
    guard let last = cursor?.calls.indices.last else { return }
    let option = cursor?.calls[last].written.option
    let positional = CompletionContext.Call.Positional(text: text(range), option: option)
    cursor?.calls[last].written.positionals.append(positional)
    cursor?.calls[last].written.option = nil
  }

  mutating func enterParameter(_ name: SourceRange) {
    guard let last = cursor?.calls.indices.last else { return }
    noteArgument(option: nil)
    let content = text(name)
    cursor?.calls[last].parameters.append(Located(content, name))
    cursor?.calls[last].parameter = content.split { $0 == "." || $0 == "[" || $0 == "]" }.map(String.init)
  }

  mutating func leaveParameter() {
    guard let last = cursor?.calls.indices.last else { return }
    cursor?.calls[last].parameter = nil
  }

  /// A field of a record or an element of a list begins.
  mutating func enterElement(_ step: String) {
    guard let last = cursor?.calls.indices.last else { return }
    cursor?.calls[last].elements.append(step)
  }

  mutating func leaveElement() {
    guard let last = cursor?.calls.indices.last else { return }
    _ = cursor?.calls[last].elements.popLast()
  }

  mutating func setInFile(_ isInFile: Bool) {
    guard let last = cursor?.calls.indices.last else { return }
    cursor?.calls[last].isInFile = isInFile
  }

  mutating func enterSteps(of variable: String) {
    if cursor != nil { cursor?.steps.append(CursorTrace.Steps(variable: variable)) }
  }

  mutating func leaveSteps() {
    if cursor != nil { _ = cursor?.steps.popLast() }
  }

  mutating func noteStep(_ step: Step) {
    guard let last = cursor?.steps.indices.last else { return }
    cursor?.steps[last].path.append(step.label)
  }
}

/// Names, which end with the block that keeps them.
extension Parser {
  mutating func noteName(_ name: String, of value: SourceRange?, isItem: Bool = false) {
    guard cursor != nil, !name.isEmpty else { return }
    let input = value.map { CompletionContext.Input(range: $0, isItem: isItem) }
    cursor?.names.append(CompletionContext.Name(name: name, value: input))
  }

  mutating func noteDefinition(_ name: String, _ formals: [Definition.Formal]) {
    if cursor != nil { cursor?.definitions[name] = formals.map(\.name.value) }
  }

  /// Reads a block that keeps its names to itself.
  ///
  /// - Parameters:
  ///   - names: of its own, which stand for items of what is piped in.
  ///   - isGiven: to a command, which runs it for each item; else nobody
  ///     knows what is piped in.
  mutating func parseOwnBlock(of owner: String, names: [String], isGiven: Bool) -> Block {
    guard let trace = cursor else { return parseBlock(of: owner) }
    let piped = isGiven ? trace.calls.last?.written.input : nil
    for name in names { noteName(name, of: piped, isItem: true) }
    cursor?.inputs.append(piped.map { CompletionContext.Input(range: $0, isItem: true) })
    let block = parseBlock(of: owner)
    cursor?.inputs = trace.inputs
    cursor?.names = trace.names
    return block
  }
}

extension Step {
  fileprivate var label: String {
    switch self {
    case .field(let name): name
    case .index(let index): String(index)
    case .variable(let name, _): "$" + name
    case .range, .all: "*"
    }
  }
}
