import Diagnostics
import JSON
import Language

/// A call of a command, its arguments sorted by the command's manual.
struct CommandCall: Sendable {
  let invocation: Invocation
  let manual: Manual
  fileprivate(set) var arguments: [String: [Argument]] = [:]
  /// `name=value` beyond the manual, where it allows any.
  fileprivate(set) var named: [Argument] = []

  init(invocation: Invocation, manual: Manual) {
    self.invocation = invocation
    self.manual = manual
  }

  subscript<Kind: ArgumentType>(_ parameter: Required<Kind>) -> Kind {
    get throws {
      guard let argument = arguments[parameter.name]?.first else { throw missing(parameter) }
      return try read(argument)
    }
  }

  subscript<Kind: ArgumentType>(_ parameter: Omittable<Kind>) -> Kind? {
    get throws { try arguments[parameter.name]?.first.map { try read($0) } }
  }

  subscript<Kind: ArgumentType>(_ parameter: Repeated<Kind>) -> [Kind] {
    get throws { try (arguments[parameter.name] ?? []).map { try read($0) } }
  }

  subscript<Kind: ArgumentType>(_ parameter: Named<Kind>) -> Kind? {
    get throws { try arguments[parameter.name]?.last.map { try read($0) } }
  }

  subscript(_ flag: Flag) -> Bool { arguments[flag.name] != nil }

  /// What is piped in, waited for.
  var input: Value? {
    get async throws {
      guard case .value(let value) = invocation.input else { return nil }
      return try await value.settled()
    }
  }

  /// What is piped in, as far as it is known before anything runs; nil if
  /// nothing is.
  var inputShape: Shape? {
    switch invocation.input {
    case .none: nil
    case .value(let value): .constant(value)
    case .unknown(let shape): shape
    }
  }

  /// What is given for a parameter, as far as it is known before anything
  /// runs; nil if nothing is.
  func shape(of parameter: any DeclaredParameter) -> Shape? {
    guard let argument = arguments[parameter.name]?.first else { return nil }
    switch argument.content {
    case .word(let word): return .constant(.data(JSON(word: word)))
    case .value(let value): return .constant(value)
    case .unknown(let shape): return shape
    case .block(let block): return block.shape
    case .flag: return nil
    }
  }

  /// Where a parameter was given; the command's name if it was not.
  func range(of parameter: any DeclaredParameter) -> SourceRange {
    arguments[parameter.name]?.first?.valueRange ?? invocation.name.range
  }

  private func read<Kind: ArgumentType>(_ argument: Argument) throws -> Kind {
    do {
      return try Kind(reading: argument.content)
    } catch let failure as Failure {
      throw failure.located(in: invocation.source, at: argument.valueRange)
    }
  }

  private func missing(_ parameter: any DeclaredParameter) -> Failure {
    Failure(.usage, .missingArgument(parameter, of: manual))
  }
}

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
      case .positional: bindPositional(argument)
      case .option(let name): bindOption(argument, name, &rest)
      case .parameter(let path, _): bindNamed(argument, path)
      }
    }
    for parameter in positionals where parameter.isRequired && !isPiped(parameter) {
      problem(.missingArgument(parameter, of: call.manual), at: call.invocation.name.range)
    }
  }

  /// What is piped in stands for the first parameter of a command that
  /// cannot do without input, and the other way round.
  private func isPiped(_ parameter: any DeclaredParameter) -> Bool {
    if case .none = call.invocation.input { return false }
    return call.manual.input != .none && parameter.name == call.manual.positionals.first?.name
  }

  private mutating func bindPositional(_ argument: Argument) {
    let isBlock = if case .block = argument.content { true } else { false }
    guard let index = positionals.firstIndex(where: { $0.takesBlock == isBlock }) else {
      return problem(.extraArgument(of: call.manual), at: argument.range)
    }
    let parameter = positionals[index]
    if !parameter.isRepeated { positionals.remove(at: index) }
    accept(argument, for: parameter)
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

  private mutating func bindNamed(_ argument: Argument, _ path: [Argument.PathStep]) {
    if case .key(let name) = path.first, path.count == 1,
      let option = call.manual.parameters.first(where: { $0.name == name && $0.takesValue })
    {
      accept(argument, for: option)
      positionals = positionals.filter { $0.name != name || $0.isRepeated }[...]
    } else if call.manual.takesAnyNamed {
      call.named.append(argument)
    } else {
      problem(.unknownArgument(call.invocation.source[argument.nameRange], of: call.manual), at: argument.nameRange)
    }
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
  fileprivate static func missingArgument(_ parameter: any DeclaredParameter, of manual: Manual) -> Diagnostic {
    Diagnostic(
      code: "missing-argument", "\(manual.name) needs its \(parameter.name): \(parameter.summary)",
      help: "\(manual.synopsis)")
  }

  fileprivate static func extraArgument(of manual: Manual) -> Diagnostic {
    let more = manual.positionals.isEmpty ? "" : "more "
    return Diagnostic(code: "extra-argument", "\(manual.name) takes no \(more)arguments", help: manual.synopsis)
  }

  fileprivate static func unknownOption(_ name: String, of manual: Manual) -> Diagnostic {
    let near = name.nearest(among: manual.options.map(\.name))
    return Diagnostic(
      code: "unknown-option", "\(manual.name) has no option '\(name)'",
      help: near.map { "did you mean '--\($0)'?" } ?? manual.synopsis)
  }

  fileprivate static func missingValue(of option: any DeclaredParameter) -> Diagnostic {
    Diagnostic(code: "missing-value", "--\(option.name) needs a value: \(option.summary)")
  }

  fileprivate static func unknownArgument(_ name: Substring, of manual: Manual) -> Diagnostic {
    let near = String(name).nearest(among: manual.parameters.map(\.name))
    return Diagnostic(
      code: "unknown-parameter", "\(manual.name) has no parameter '\(name)'",
      help: near.map { "did you mean '\($0)'?" } ?? manual.synopsis)
  }
}
