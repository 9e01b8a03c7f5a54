package import Diagnostics
import JSON

extension Evaluator {
  /// Binds every `param` of a program, in the order in which they stand.
  /// - Throws: `Failure` of kind `usage` if one is missing, unknown or of
  ///   another type.
  func bindParameters(of program: Program, to arguments: [String: Value]) async throws {
    let names = program.parameters.map(\.name.value)
    for unknown in arguments.keys.sorted() where !names.contains(unknown) {
      throw Failure(.usage, .unknownParameter(unknown, among: names))
    }
    let missing = program.parameters.filter { $0.defaultValue == nil && arguments[$0.name.value] == nil }
    if let first = missing.first {
      throw Failure(.usage, .missingParameters(missing.map(\.name.value))).located(in: source, at: first.range)
    }
    for parameter in program.parameters {
      try bind(parameter.name, try await value(of: parameter, given: arguments[parameter.name.value]))
    }
  }

  private func value(of parameter: ParameterDeclaration, given: Value?) async throws -> Value {
    if let given { return try await read(given, as: parameter) }
    guard let defaultValue = parameter.defaultValue else { return .null }
    let value = try await value(ofDefault: defaultValue)
    guard let type = parameter.valueType else { return value }
    guard case .data(let json) = value else { return try checked(value, type, of: parameter) }
    guard type.accepts(json) else { throw usage(.wrongType(of: parameter, type), at: defaultValue.range) }
    return try await opened(json, as: type, at: defaultValue.range)
  }

  /// A default belongs to what it stands for, and no jump in it leaves that.
  func value(ofDefault expression: Expression) async throws -> Value {
    try await confined { Outcome(try await $0.item(expression)) }.value
  }

  /// A value from outside. Texts are read; all else is of some type already.
  private func read(_ value: Value, as parameter: ParameterDeclaration) async throws -> Value {
    guard let type = parameter.valueType else { return value }
    guard case .data(let json) = value else { return try checked(value, type, of: parameter) }
    let text = value.text.flatMap { type.accepts(json) && type != .file ? nil : $0 }
    guard let json = text.map(type.read) ?? type.accepted(json) else {
      throw usage(.wrongType(of: parameter, type), at: parameter.range)
    }
    return try await opened(json, as: type, at: parameter.range)
  }

  private func checked(
    _ value: Value, _ type: ParameterType, of parameter: ParameterDeclaration
  ) throws -> Value {
    switch (type, value) {
    case (.list, .list), (.file, .handle), (.record, .handle): return value
    case (.text, .handle(let handle)) where handle.text != nil: return .data(.string(handle.text ?? ""))
    default: throw usage(.wrongType(of: parameter, type), at: parameter.range)
    }
  }

  private func opened(_ json: JSON, as type: ParameterType, at range: SourceRange) async throws -> Value {
    guard type == .file, let path = json.string else { return .data(json) }
    let plain = path.unicodeScalars.first == "@" ? String(path.unicodeScalars.dropFirst()) : path
    return try await locating(at: range) { try await host.file(plain) }
  }

  private func usage(_ diagnostic: Diagnostic, at range: SourceRange) -> Failure {
    Failure(.usage, diagnostic).located(in: source, at: range)
  }
}

/// One line of `script.fal --help`.
package struct ParameterHelp: Sendable, Hashable {
  package var name: String
  /// nil: anything will do.
  package var type: ParameterType?
  /// The default as it was written; nil: the parameter is required.
  package var defaultText: String?
  /// Its `##` text.
  package var narration: String?
}

extension Program {
  /// The parameters of the program, in the order in which they stand.
  /// - Parameter source: what the program was parsed from.
  package func parameterHelp(in source: SourceText) -> [ParameterHelp] {
    parameters.map { parameter in
      ParameterHelp(
        name: parameter.name.value, type: parameter.valueType,
        defaultText: parameter.defaultValue.map { String(source[$0.range]) }, narration: parameter.narration)
    }
  }
}

extension Diagnostic {
  fileprivate static func unknownParameter(_ name: String, among names: [String]) -> Diagnostic {
    let known = names.isEmpty ? "it has no parameters" : "it has " + names.joined(separator: ", ")
    let help = name.nearest(among: names).map { "did you mean '\($0)'?" } ?? known
    return Diagnostic(code: "unknown-script-parameter", "the script has no parameter '\(name)'", help: help)
  }

  fileprivate static func missingParameters(_ names: [String]) -> Diagnostic {
    let list = names.map { "'\($0)'" }.joined(separator: ", ")
    return Diagnostic(
      code: "missing-script-parameter", "the script needs a value for \(list)",
      help: names.map { $0 + "=…" }.joined(separator: " "))
  }

  static func wrongType(of parameter: ParameterDeclaration, _ type: ParameterType) -> Diagnostic {
    let message = "'\(parameter.name.value)' must be \(type.described)"
    return Diagnostic(code: "wrong-parameter-type", message, help: type.example)
  }
}
