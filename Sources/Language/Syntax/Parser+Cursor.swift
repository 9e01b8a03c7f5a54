import Diagnostics

/// What the rules of the grammar say about the end of the text. The first
/// that reaches it knows best: it is the innermost.
extension Parser {
  private mutating func expect(_ kind: CompletionContext.Kind, from start: Int, isQuoted: Bool = false) {
    guard let trace = cursor, trace.context == nil else { return }
    let replacing = SourceRange(start, bytes.count)
    let prefix = text(replacing)
    cursor?.context = CompletionContext(
      kind: kind, replacing: replacing, prefix: prefix, isQuoted: isQuoted, option: trace.calls.last?.option)
    cursor?.call = trace.calls.last
  }

  mutating func expectNothing() {
    if cursor != nil { expect(.none, from: bytes.count) }
  }

  /// A call may begin at the end of the text.
  mutating func expectCall() {
    guard cursor != nil else { return }
    let last = byte(bytes.count - 1)
    expect(last.isClosing || last == "\"" || last == "'" ? .none : .callName, from: bytes.count)
  }

  mutating func expectCallName(_ name: SourceRange) {
    if cursor != nil, name.end == bytes.count { expect(.callName, from: name.start) }
  }

  /// An argument may begin at the end of the text.
  mutating func expectArgument() {
    guard cursor != nil else { return }
    let last = byte(bytes.count - 1)
    if last.isBlank || last == "\n" { expectValue(from: bytes.count) } else { expectNothing() }
  }

  mutating func expectParameterValue() {
    if cursor != nil { expectValue(from: bytes.count) }
  }

  /// An unquoted word that ends the text.
  mutating func expectWord(_ word: SourceRange) {
    if cursor != nil { expectValue(from: word.start) }
  }

  /// An open text that ends the text.
  mutating func expectText(_ content: SourceRange) {
    if cursor != nil { expectValue(from: content.start, isQuoted: true) }
  }

  private mutating func expectValue(from start: Int, isQuoted: Bool = false) {
    guard let trace = cursor else { return }
    let call = trace.calls.last
    if trace.isInFile {
      expect(.file, from: start, isQuoted: isQuoted)
    } else if let call, let parameter = trace.parameter {
      let path = parameter.split { $0 == "." || $0 == "[" || $0 == "]" }.map(String.init)
      expect(.parameterValue(call: call.name.value, path: path), from: start, isQuoted: isQuoted)
    } else if let call {
      let given = call.parameters.map(\.value)
      expect(
        .argument(call: call.name.value, given: given, piped: call.isPiped), from: start, isQuoted: isQuoted)
    } else {
      expect(.none, from: start, isQuoted: isQuoted)
    }
  }

  mutating func expectOption(from start: Int) {
    if let call = cursor?.calls.last { expect(.option(call: call.name.value), from: start) }
  }

  mutating func expectVariable(from start: Int) {
    if cursor != nil { expect(.variable, from: start) }
  }

  mutating func expectJob(from start: Int) {
    if cursor != nil { expect(.job, from: start) }
  }

  mutating func expectFile(_ path: SourceRange) {
    if cursor != nil { expect(.file, from: path.start) }
  }

  mutating func expectStep(from start: Int) {
    guard let steps = cursor?.steps.last else { return }
    expect(.step(variable: steps.variable, path: steps.path), from: start)
  }
}

/// Where the parser is; costs nothing unless somebody asks.
extension Parser {
  mutating func enterCall(_ name: Located<String>, isPiped: Bool) {
    guard cursor != nil else { return }
    cursor?.calls.append(CursorTrace.Call(name: name, isPiped: isPiped))
  }

  mutating func leaveCall() {
    guard let call = cursor?.calls.popLast() else { return }
    cursor?.parameters[call.name.range.start] = call.parameters
  }

  /// - Parameter option: its name, if the argument is an option without a
  ///   value.
  mutating func noteArgument(option: String?) {
    guard let last = cursor?.calls.indices.last else { return }
    cursor?.calls[last].option = option
  }

  mutating func enterParameter(_ name: SourceRange) {
    guard let last = cursor?.calls.indices.last else { return }
    noteArgument(option: nil)
    let content = text(name)
    cursor?.calls[last].parameters.append(Located(content, name))
    cursor?.parameter = content
  }

  mutating func leaveParameter() {
    if cursor != nil { cursor?.parameter = nil }
  }

  mutating func enterFile() {
    if cursor != nil { cursor?.isInFile = true }
  }

  mutating func leaveFile() {
    if cursor != nil { cursor?.isInFile = false }
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
