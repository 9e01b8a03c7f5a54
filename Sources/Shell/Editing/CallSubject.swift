import FalProtocol
import JSON
import Language
import ModelSchema

/// What the call around the cursor calls, as far as it is known.
struct CallSubject: Sendable {
  /// Nil for a model and for what is nothing.
  var manual: Manual?
  /// The model whose schema types the arguments; nil if none does.
  var model: String?
  /// The names of a `def`'s parameters.
  var formals: [String]?

  var isKnown: Bool { manual != nil || model != nil || formals != nil }
}

extension CursorPlace {
  var subject: CallSubject {
    guard let call = context.call else { return CallSubject() }
    let name = call.name.value
    if let formals = context.definitions[name] { return CallSubject(formals: formals) }
    if let definition = session.scope.definition(named: name)?.definition {
      return CallSubject(formals: definition.syntax.formals.map(\.name.value))
    }
    if let target = session.settings.aliases[name] { return CallSubject(model: target) }
    guard let command = Commands.named(name) else {
      let target = session.modelID(of: name)
      return CallSubject(model: target.contains("/") ? target : nil)
    }
    let manual = type(of: command).manual
    return CallSubject(manual: manual, model: model(of: call, manual))
  }

  /// The schema of the model that types the arguments, if it is at hand.
  var schema: ModelSchema? { subject.model.flatMap { session.schemaAtHand(of: $0) } }

  /// The model that a command is about.
  private func model(of call: CompletionContext.Call, _ manual: Manual) -> String? {
    guard manual.takesAnyNamed || manual.passesArguments else { return nil }
    if manual.name == AskCommand.name { return AskCommand.endpoint }
    if manual.name == "again" { return session.jobs.all.last?.endpoint.description }
    if let first = manual.positionals.first, first.isModel {
      return positionals(of: call, manual).first.map(target)
    }
    let option = manual.options.first { $0.argumentType == ModelArgument.self }
    let given = option.flatMap { option in call.positionals.last { $0.option.map(option.isNamed) ?? false } }
    return manual.passesArguments ? target(given?.text ?? session.settings.model) : nil
  }

  private func target(_ name: String) -> String {
    session.modelID(of: name.unquoted)
  }

  /// What a call has without a name: not the values of its options.
  func positionals(of call: CompletionContext.Call, _ manual: Manual?) -> [String] {
    call.positionals.filter { positional in
      guard let name = positional.option else { return true }
      let declared = (manual?.options ?? []) + (manual?.passesArguments != false ? CallOptions.declared : [])
      return declared.first { $0.isNamed(name) }.map { !$0.takesValue } ?? (manual != nil)
    }.map(\.text)
  }
}

extension DeclaredParameter {
  /// Whether its value is a model whose schema types the rest of the call.
  fileprivate var isModel: Bool { argumentType == ModelArgument.self || argumentType == RealtimeModelArgument.self }

  /// Whether it goes by this name or letter.
  func isNamed(_ name: String) -> Bool { self.name == name || letter.map(String.init) == name }
}

extension String {
  /// Without the quotes around it.
  var unquoted: String {
    guard let first, first == "\"" || first == "'", last == first, count > 1 else { return self }
    return String(dropFirst().dropLast())
  }
}
