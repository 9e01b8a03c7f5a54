import Diagnostics
import JSON
import Language

extension CommandCall {
  /// Sorts arguments by the manual.
  /// - Returns: the call, and everything that does not fit the manual.
  static func binding(_ invocation: Invocation, to manual: Manual) -> (call: CommandCall, problems: [Diagnostic]) {
    var binder = Binder(call: CommandCall(invocation: invocation, manual: manual))
    binder.bind()
    return (binder.call, binder.problems)
  }
}

/// Goes through the arguments from left to right.
private struct Binder {
  var call: CommandCall
  var problems: [Diagnostic] = []
  private var positionals: ArraySlice<any DeclaredParameter>

  init(call: CommandCall) {
    self.call = call
    positionals = call.manual.positionals[...]
  }

  mutating func bind() {
    var rest = call.invocation.arguments[...]
    while let argument = rest.popFirst() {
      switch argument.role {
      case .positional: bindPositional(argument, &rest)
      case .option(let name): bindOption(argument, name, &rest)
      case .parameter(let path, _): bindNamed(argument, path, rest)
      }
    }
    for parameter in positionals where parameter.isRequired {
      problem(.missingArgument(parameter, of: call.manual), at: call.invocation.name.range)
    }
  }

  private mutating func bindPositional(_ argument: Argument, _ rest: inout ArraySlice<Argument>) {
    let isBlock = if case .block = argument.content { true } else { false }
    guard let index = positionals.firstIndex(where: { $0.takesBlock == isBlock }) else {
      return reportExtra(argument, &rest)
    }
    let parameter = positionals[index]
    if !parameter.isRepeated { positionals.remove(at: index) }
    accept(argument, for: parameter)
  }

  /// Reports an argument that has no place, and what is meant where that can
  /// be known: a text without quotes, or `name value` for `name=value`.
  private mutating func reportExtra(_ argument: Argument, _ rest: inout ArraySlice<Argument>) {
    if let words = bareText(upTo: argument) {
      while let next = rest.first, next.plainWord != nil { rest.removeFirst() }
      return problems.append(.bareWords(words, call.invocation))
    }
    let option = call.manual.options.first { $0.takesValue && $0.name == argument.plainWord }
    guard let option else { return problem(.extraArgument(of: call.manual), at: argument.range) }
    let value = rest.first.flatMap { next -> Argument? in if case .positional = next.role { next } else { nil } }
    if value != nil { rest.removeFirst() }
    problems.append(.dividedValue(of: option, at: argument.range, value?.range, call.invocation))
  }

  /// The words that begin the arguments, if the argument is one of them and
  /// the first parameter is a text.
  private func bareText(upTo argument: Argument) -> SourceRange? {
    let positionals = call.manual.positionals
    guard positionals.first?.argumentType?.isText == true, !positionals.contains(where: \.takesBlock) else {
      return nil
    }
    let words = call.invocation.arguments.prefix { $0.plainWord != nil }
    guard let first = words.first, let last = words.last, words.contains(where: { $0.range == argument.range }) else {
      return nil
    }
    return first.range.union(last.range)
  }

  private mutating func bindOption(_ argument: Argument, _ name: String, _ rest: inout ArraySlice<Argument>) {
    guard let option = call.manual.options.first(where: { $0.name == name || $0.letter.map(String.init) == name })
    else { return problem(.unknownOption(name, of: call.manual), at: argument.nameRange) }
    guard option.takesValue, case .flag = argument.content else { return accept(argument, for: option) }
    guard let next = rest.first, case .positional = next.role else {
      return problem(.missingValue(of: option), at: argument.range)
    }
    rest = rest.dropFirst()
    accept(next, for: option)
  }

  private mutating func bindNamed(
    _ argument: Argument, _ path: [Argument.PathStep], _ rest: ArraySlice<Argument>
  ) {
    if case .key(let name) = path.first, path.count == 1,
      let option = call.manual.parameters.first(where: { $0.name == name && $0.takesValue }),
      !isGivenByPlace(option, rest)
    {
      accept(argument, for: option)
      positionals = positionals.filter { $0.name != name || $0.isRepeated }[...]
    } else if call.manual.takesAnyNamed {
      call.named.append(argument)
    } else if path == [.key("FAL_KEY")] {
      problems.append(.keyGiven(argument, to: call.invocation))
    } else {
      problem(.unknownArgument(call.invocation.source[argument.nameRange], of: call.manual), at: argument.nameRange)
    }
  }

  /// Whether a name that a model or script may have too is one of theirs: the
  /// command's own parameter has its value by its place. `use openrouter/router
  /// model=…` is about the router's parameter.
  private func isGivenByPlace(_ parameter: any DeclaredParameter, _ rest: ArraySlice<Argument>) -> Bool {
    guard call.manual.takesAnyNamed, !parameter.isNamed, !parameter.isRepeated else { return false }
    guard let place = positionals.firstIndex(where: { $0.name == parameter.name }) else { return true }
    let toCome = rest.count { if case .positional = $0.role { true } else { false } }
    return toCome > place - positionals.startIndex
  }

  private mutating func accept(_ argument: Argument, for parameter: any DeclaredParameter) {
    call.arguments[parameter.name, default: []].append(argument)
    if case .unknown = argument.content { return }
    do {
      try parameter.check(argument.content)
    } catch let failure as Failure {
      problem(failure.diagnostic, at: argument.valueRange)
    } catch {}
  }

  private mutating func problem(_ diagnostic: Diagnostic, at range: SourceRange) {
    problems.append(diagnostic.located(in: call.invocation.source, at: range))
  }
}

extension Diagnostic {
  fileprivate static func extraArgument(of manual: Manual) -> Diagnostic {
    let more = manual.positionals.isEmpty ? "" : "more "
    return Diagnostic(code: "extra-argument", "\(manual.name) takes no \(more)arguments", help: manual.synopsis)
  }

  /// `note the good one`
  fileprivate static func bareWords(_ range: SourceRange, _ invocation: Invocation) -> Diagnostic {
    let text = String(invocation.source[range])
    let line = invocation.source.line(replacing: range, with: "\"\(text)\"")
    return bareSentence(text, count: text.split(separator: " ").count, in: invocation, line: line)
      .located(in: invocation.source, at: range)
  }

  /// `set parallel 3`
  fileprivate static func dividedValue(
    of option: any DeclaredParameter, at range: SourceRange, _ value: SourceRange?, _ invocation: Invocation
  ) -> Diagnostic {
    let word = "\(option.name)=" + (value.map { String(invocation.source[$0]) } ?? "…")
    let whole = value.map(range.union) ?? range
    return Diagnostic(
      code: "divided-parameter", "\(option.name) is given as one word with its value",
      help: "\(invocation.name.value) \(word)",
      correction: value == nil ? nil : invocation.source.line(replacing: whole, with: word)
    ).located(in: invocation.source, at: whole)
  }

  fileprivate static func unknownOption(_ name: String, of manual: Manual) -> Diagnostic {
    let names = manual.options.map(\.name)
    return Diagnostic(code: "unknown-option", "\(manual.name) has no option '\(name)'")
      .meaning(name.nearest(among: names), for: name, among: names, mark: "--", otherwise: manual.synopsis)
  }

  fileprivate static func missingValue(of option: any DeclaredParameter) -> Diagnostic {
    Diagnostic(code: "missing-value", "--\(option.name) needs a value: \(option.summary)")
  }

  /// `export FAL_KEY=…`: the key is not shown again.
  fileprivate static func keyGiven(_ argument: Argument, to invocation: Invocation) -> Diagnostic {
    let source = invocation.source
    let before = source[SourceRange(0, argument.valueRange.start)]
    let after = source[SourceRange(argument.valueRange.end, source.count)]
    let hidden = SourceText(name: source.name, text: String(before) + "…" + after)
    return Diagnostic(
      code: "key-typed", "\(invocation.name.value) takes no key", help: "to sign in: login"
    ).located(in: hidden, at: argument.nameRange)
  }

  fileprivate static func unknownArgument(_ name: Substring, of manual: Manual) -> Diagnostic {
    let (name, names) = (String(name), manual.parameters.map(\.name))
    return Diagnostic(code: "unknown-parameter", "\(manual.name) has no parameter '\(name)'")
      .meaning(name.nearest(among: names), for: name, among: names, otherwise: manual.synopsis)
  }
}

extension Argument {
  /// What it is as a word without quotes that stands for itself, and is no
  /// number; nil for anything else.
  fileprivate var plainWord: String? {
    guard case .positional = role, case .word(let word) = content, JSONNumber(word) == nil else { return nil }
    return word
  }
}

extension ArgumentType {
  /// Whether any text will do.
  fileprivate static var isText: Bool { self == String.self || self == TextOrFile.self }
}
