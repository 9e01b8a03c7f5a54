import Diagnostics
import Language
import ModelSchema

extension CursorPlace {
  /// What may stand as an argument: the value of the option before, a value
  /// without a name, the name of a parameter.
  var arguments: Offering {
    if let option = openOption { return values(of: option) }
    let subject = subject
    guard subject.isKnown else { return searched }
    var found = values(of: subject)
    if context.quotes == nil { found += names(of: subject) }
    if found.isEmpty, context.quotes == nil { found = leftovers(subject) }
    return Offering(context, found)
  }

  /// The option right before that has no value yet.
  private var openOption: (any DeclaredParameter)? {
    guard let name = context.call?.option else { return nil }
    let subject = subject
    let options = (subject.manual?.options ?? []) + (subject.takesCallOptions ? CallOptions.declared : [])
    return options.first { $0.isNamed(name) && $0.takesValue }
  }

  /// `kling i2v pro`, which is nothing, finds models.
  private var searched: Offering {
    guard let call = context.call, context.quotes == nil else { return Offering(context) }
    let words = [call.name.value] + call.positionals.map(\.text) + [prefix]
    var offering = Offering(context, session.models(matching: words.joined(separator: " ")))
    offering.replacing = SourceRange(call.name.range.start, context.replacing.end)
    return offering
  }

  /// What may stand without a name.
  private func values(of subject: CallSubject) -> [Suggestion] {
    guard let manual = subject.manual, let call = context.call else { return [] }
    let given = positionals(of: call, manual).count
    let places = manual.positionals.filter { !$0.takesBlock && !call.given.contains($0.name) }
    guard let place = given < places.count ? places[given] : places.last(where: \.isRepeated) else { return [] }
    let found = place.candidates(prefix, in: session).matching(prefix)
    guard manual.group == .scripts, place.argumentType == PathArgument.self else { return found }
    let scripts = found.filter { $0.kind == .folder || $0.text.hasSuffix(".fal") }
    return scripts.isEmpty ? found : scripts
  }

  /// What may stand with one.
  private func names(of subject: CallSubject) -> [Suggestion] {
    let given = Set(context.call?.given ?? [])
    if let formals = subject.formals {
      return formals.filter { !given.contains($0) }.map { Suggestion($0 + "=", "", .parameter, isOpen: true) }
        .matching(prefix)
    }
    if let schema { return parameterNames(of: schema, given: given) }
    guard let manual = subject.manual else { return [] }
    let named = manual.options.filter { $0.takesValue && !given.contains($0.name) }
    let own = named.map { Suggestion($0.name + "=", $0.summary, .parameter, isOpen: true) }
    let isAsked = !prefix.isEmpty || manual.positionals.isEmpty
    return scriptParameters(given) + (isAsked ? own.matching(prefix) : [])
  }

  /// The parameters of the script that `source` runs.
  private func scriptParameters(_ given: Set<String>) -> [Suggestion] {
    guard let manual = subject.manual, manual.takesAnyNamed, let call = context.call,
      manual.positionals.first?.argumentType == PathArgument.self,
      let path = positionals(of: call, manual).first
    else { return [] }
    let file = path.unquoted
    return ScriptOutline(file.hasPrefix("@") ? String(file.dropFirst()).unquoted : file, in: session)
      .suggestions(given: given).matching(prefix)
  }

  /// Where nothing else fits: files for a model, options, names.
  private func leftovers(_ subject: CallSubject) -> [Suggestion] {
    if !prefix.isEmpty {
      guard let schema, subject.manual == nil || subject.manual?.passesArguments == true else { return [] }
      let kinds = Set(schema.parameters.compactMap(\.media?.kind))
      return session.files.suggestions(for: prefix).ofKinds(kinds).map { $0.asFile }
    }
    return variables.map { $0.asVariable } + options
  }

  var options: [Suggestion] {
    let subject = subject
    let declared = (subject.manual?.options ?? []) + (subject.takesCallOptions ? CallOptions.declared : [])
    let help = Suggestion("--help", "explains it", .option)
    let given = context.call?.options ?? []
    let free = declared.filter { option in !given.contains { option.isNamed($0) } }
    let own = free.map { Suggestion("--\($0.name)", $0.summary, .option) }
    return (own + (subject.isKnown && subject.formals == nil ? [help] : [])).matching(prefix)
  }

}

extension CallSubject {
  /// Whether falsh's own options of a model call may stand there.
  var takesCallOptions: Bool {
    if manual?.name == RealtimeCommand.name { return false }
    return model != nil && manual?.passesArguments != false || manual?.name == GenCommand.name
  }
}
