import Diagnostics

/// What the rules of the grammar say about the end of the text. The first
/// that reaches it knows best: it is the innermost.
extension Parser {
  private mutating func expect(_ kind: CompletionContext.Kind, from start: Int, quotes: String? = nil) {
    guard let trace = cursor, trace.context == nil else { return }
    let replacing = SourceRange(start, bytes.count)
    let prefix = text(replacing)
    var call = trace.calls.last?.written
    call?.given = (trace.calls.last?.parameters ?? []).filter { $0.range.start != start }.map(\.value)
    cursor?.context = CompletionContext(
      kind: kind, replacing: replacing, prefix: prefix, quotes: quotes, call: call, names: trace.names,
      definitions: trace.definitions, input: trace.inputs.last ?? nil)
  }

  mutating func expectNothing() {
    if cursor != nil { expect(.none, from: bytes.count) }
  }

  /// A call may begin at the end of the text.
  mutating func expectCall(piped: SourceRange? = nil) {
    guard cursor != nil else { return }
    let last = byte(bytes.count - 1)
    expect(last.isClosing || last == "\"" || last == "'" ? .none : .callName(piped: piped), from: bytes.count)
  }

  mutating func expectCallName(_ name: SourceRange, isPiped: Bool) {
    guard let trace = cursor, name.end == bytes.count else { return }
    expect(.callName(piped: isPiped ? trace.piped : nil), from: name.start)
  }

  /// A word of the language may stand here, or its beginning does.
  mutating func expectKeyword(_ keyword: Keyword) {
    guard cursor != nil, byte(offset - 1).isBlank else { return }
    let rest = text(SourceRange(offset, bytes.count))
    if keyword.rawValue.hasPrefix(rest) { expect(.keyword(keyword.rawValue), from: offset) }
  }

  /// An argument may begin at the end of the text.
  mutating func expectArgument() {
    guard cursor != nil else { return }
    let last = byte(bytes.count - 1)
    if last.isBlank || last == "\n" { expectValue(from: bytes.count) } else { expectNothing() }
  }

  /// The name of a parameter that reaches into a list, as far as it goes:
  /// `loras[0].pa`.
  mutating func expectInnerParameter() {
    guard cursor != nil, byte(offset).isNameStart, byte(bytes.count - 1) != "]" else { return }
    let rest = bytes[min(offset, bytes.count)...]
    guard rest.contains(where: { $0 == "[" }), rest.allSatisfy(\.isPartOfPath) else { return }
    expect(.argument, from: offset)
  }

  /// A value may begin at the end of the text.
  mutating func expectValueAtEnd() {
    if cursor != nil { expectValue(from: bytes.count) }
  }

  /// An unquoted word that ends the text.
  mutating func expectWord(_ word: SourceRange) {
    if cursor != nil { expectValue(from: word.start) }
  }

  /// An open text that ends the text.
  mutating func expectText(_ content: SourceRange, quotes: String) {
    if cursor != nil { expectValue(from: content.start, quotes: quotes) }
  }

  private mutating func expectValue(from start: Int, quotes: String? = nil) {
    guard let call = cursor?.calls.last else { return expect(.none, from: start, quotes: quotes) }
    if call.isInFile {
      expect(.file(path: call.path ?? []), from: start, quotes: quotes)
    } else if let path = call.path {
      expect(.parameterValue(path: path), from: start, quotes: quotes)
    } else {
      expect(.argument, from: start, quotes: quotes)
    }
  }

  /// An operand of an expression may begin at the end of the text.
  mutating func expectOperand() {
    guard cursor != nil else { return }
    let last = byte(bytes.count - 1)
    expect(last.isBlank || last == "\n" || last == "(" ? .operand : .none, from: bytes.count)
  }

  mutating func expectOperand(_ word: SourceRange) {
    if cursor != nil { expect(.operand, from: word.start) }
  }

  /// The next element of a list may begin at the end of the text.
  mutating func expectElement(_ index: Int) {
    guard cursor != nil else { return }
    let last = byte(bytes.count - 1)
    guard last.isBlank || last == "[" || last == "," || last == "\n" else { return expectNothing() }
    enterElement(String(index))
    expectValue(from: bytes.count)
    leaveElement()
  }

  /// The key of a record, if one begins here and does not end.
  mutating func expectKey(behind earlier: [String]) {
    guard let trace = cursor else { return }
    let isQuoted = current == "\"" || current == "'"
    let rest = bytes[min(isQuoted ? offset + 1 : offset, bytes.count)...]
    guard isQuoted ? !rest.contains(current) : rest.allSatisfy(\.isDashedNamePart) else { return }
    let path = trace.calls.last.map { ($0.parameter ?? []) + $0.elements } ?? []
    let quotes = isQuoted ? text(SourceRange(offset, offset + 1)) : nil
    expect(.key(path: path, given: earlier), from: rest.startIndex, quotes: quotes)
  }

  mutating func expectOption(from start: Int) {
    if cursor?.calls.isEmpty == false { expect(.option, from: start) }
  }

  mutating func expectVariable(from start: Int) {
    if cursor != nil { expect(.variable, from: start) }
  }

  mutating func expectJob(from start: Int) {
    if cursor != nil { expect(.job, from: start) }
  }

  mutating func expectFile(_ path: SourceRange) {
    if let trace = cursor { expect(.file(path: trace.calls.last?.path ?? []), from: path.start) }
  }

  mutating func expectStep(from start: Int) {
    guard let steps = cursor?.steps.last else { return }
    expect(.step(variable: steps.variable, path: steps.path), from: start)
  }

  mutating func expectIndex(from start: Int) {
    guard let steps = cursor?.steps.last else { return }
    expect(.index(variable: steps.variable, path: steps.path), from: start)
  }
}

extension UInt8 {
  /// A byte of `loras[0].path`.
  fileprivate var isPartOfPath: Bool { isDashedNamePart || self == "." || self == "[" || self == "]" }
}
