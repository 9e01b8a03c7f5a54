import Diagnostics
import JSON

/// Which argument of a call goes to which name of a `def`, and what does not
/// fit.
struct ArgumentMatch {
  /// The values of the names that were given one. While checking, those that
  /// are not known yet are missing here, but count as given.
  private(set) var values: [String: Value] = [:]
  private(set) var complaints: [(diagnostic: Diagnostic, range: SourceRange)] = []
  private let formals: [Definition.Formal]
  private let name: String
  private var given: Set<String> = []
  private var position = 0

  /// - Parameter range: the name of the call, where what is missing is
  ///   pointed at.
  init(_ arguments: [Argument], of definition: Definition, calledAt range: SourceRange) {
    formals = definition.formals
    name = definition.name.value
    for argument in arguments { take(argument) }
    for formal in formals where formal.defaultValue == nil && !given.contains(formal.name.value) {
      let help = "\(formal.name.value)=VALUE, or in its place: \(definition.synopsis)"
      complain("missing-argument", "\(name) needs a value for '\(formal.name.value)'", at: range, help: help)
    }
  }

  private mutating func take(_ argument: Argument) {
    switch argument.role {
    case .positional: takePositional(argument)
    case .parameter(let path, _): takeNamed(argument, path)
    case .option(let option):
      complain("unknown-option", "\(name) has no options, so no '\(option)'", at: argument.range)
    }
  }

  private mutating func takePositional(_ argument: Argument) {
    guard position < formals.count else {
      let count = formals.isEmpty ? "no values" : formals.count == 1 ? "one value" : "\(formals.count) values"
      return complain("extra-argument", "\(name) takes \(count), and this is one more", at: argument.range)
    }
    let formal = formals[position].name.value
    position += 1
    set(formal, to: argument)
  }

  private mutating func takeNamed(_ argument: Argument, _ path: [Argument.PathStep]) {
    guard case .key(let key)? = path.first, path.count == 1, formals.contains(where: { $0.name.value == key }) else {
      let key = argument.displayName
      let near = key.nearest(among: formals.map(\.name.value)).map { "did you mean '\($0)'?" }
      return complain("unknown-argument", "\(name) has no '\(key)'", at: argument.nameRange, help: near)
    }
    set(key, to: argument)
  }

  private mutating func set(_ formal: String, to argument: Argument) {
    guard given.insert(formal).inserted else {
      return complain("duplicate-argument", "'\(formal)' is given twice", at: argument.range)
    }
    switch argument.content {
    case .word(let word): values[formal] = .data(JSON(wordOrText: word))
    case .value(let value): values[formal] = value
    case .flag, .unknown: break
    case .block:
      complain("extra-argument", "\(name) takes values, no block", at: argument.range)
    }
  }

  private mutating func complain(_ code: String, _ message: String, at range: SourceRange, help: String? = nil) {
    complaints.append((Diagnostic(code: code, message, help: help), range))
  }
}

extension Argument {
  fileprivate var displayName: String {
    guard case .parameter(let path, _) = role else { return "" }
    let steps = path.map { step -> JSONPath.Step in
      switch step {
      case .key(let key): .key(key)
      case .index(let index): .index(index)
      }
    }
    return JSONPath(steps).description
  }
}

extension Definition {
  /// How it is called: `soften text b=…`.
  var synopsis: String {
    formals.reduce(name.value) { synopsis, formal in
      synopsis + " " + formal.name.value + (formal.defaultValue == nil ? "" : "=…")
    }
  }
}
