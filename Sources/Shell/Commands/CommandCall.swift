import Diagnostics
import JSON
import Language

/// A call of a command, its arguments sorted by the command's manual.
struct CommandCall: Sendable {
  let invocation: Invocation
  let manual: Manual
  var arguments: [String: [Argument]] = [:]
  /// `name=value` beyond the manual, where it allows any.
  var named: [Argument] = []

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

  /// What is piped in as one value more beside those that are given; nil too
  /// if the call says with `$in` what it wants of it.
  var furtherInput: Value? {
    get async throws { invocation.namesInput ? nil : try await input }
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

extension Diagnostic {
  static func missingArgument(_ parameter: any DeclaredParameter, of manual: Manual) -> Diagnostic {
    Diagnostic(
      code: "missing-argument", "\(manual.name) needs its \(parameter.name): \(parameter.summary)",
      help: "\(manual.synopsis)")
  }
}
