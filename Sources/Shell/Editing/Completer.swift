import Diagnostics
import JSON
import Language
import ModelSchema
import Terminal

/// What Tab offers: the parser says where the cursor stands, and whoever
/// knows that place offers what fits there. It never waits for the network.
struct Completer: Sendable {
  let session: Session

  /// - Parameter offset: the cursor, in bytes of UTF-8.
  func completion(of line: String, at offset: Int) -> Completion? {
    let context = Parser.completionContext(in: line, at: offset)
    let suggestions = suggestions(for: context)
    guard !suggestions.isEmpty else { return nil }
    let range = context.replacing.start..<max(context.replacing.start, context.replacing.end)
    return Completion(replacing: range, candidates: suggestions.map { candidate($0, context) })
  }

  private func candidate(_ suggestion: Suggestion, _ context: CompletionContext) -> Completion.Candidate {
    let needsQuotes = !context.isQuoted && suggestion.text.needsQuotes
    let text = needsQuotes ? "\"\(suggestion.text)\"" : suggestion.text
    return Completion.Candidate(
      text: text, display: suggestion.text, detail: suggestion.detail, closesWith: suggestion.isOpen ? "" : " ")
  }

  func suggestions(for context: CompletionContext) -> [Suggestion] {
    if let values = optionValues(context) { return values }
    switch context.kind {
    case .callName: return callNames(context.prefix)
    case .argument(let call, let given, _): return arguments(of: call, given: Set(given), context.prefix)
    case .parameterValue(let call, let path): return values(of: call, path, context.prefix)
    case .option(let call): return options(of: call, context.prefix)
    case .variable: return variables(context.prefix)
    case .file: return session.files.suggestions(for: context.prefix)
    case .job: return JobArgument.candidates(context.prefix, in: session)
    default: return []
    }
  }

  private func callNames(_ prefix: String) -> [Suggestion] {
    let commands = Commands.manuals.filter { $0.name.hasPrefix(prefix) }.map { Suggestion($0.name, $0.summary) }
    let aliases = session.settings.aliases.filter { $0.key.hasPrefix(prefix) }
      .map { Suggestion($0.key, $0.value) }.sorted { $0.text < $1.text }
    let keywords = ["let", "for", "if", "try", "def", "expect", "retry"].filter {
      !prefix.isEmpty && $0.hasPrefix(prefix)
    }
      .map { Suggestion($0) }
    return keywords + commands + aliases + session.catalogue.suggestions(for: prefix)
  }

  private func variables(_ prefix: String) -> [Suggestion] {
    session.scope.names.filter { $0.hasPrefix(prefix) }.map { Suggestion($0, session.scope[$0]?.kindName ?? "") }
  }

  // MARK: Inside a call

  private func arguments(of call: String, given: Set<String>, _ prefix: String) -> [Suggestion] {
    if let parameters = schema(of: call)?.parameters {
      let free = parameters.filter { !given.contains($0.name) && $0.name.hasPrefix(prefix) }
      return (free.filter(\.isRequired) + free.filter { !$0.isRequired }).map { parameter in
        Suggestion(
          parameter.name + "=", parameter.typeSummary + (parameter.isRequired ? ", required" : ""), isOpen: true)
      }
    }
    guard let manual = manual(of: call) else { return [] }
    let positional = manual.positionals.first?.candidates(prefix, in: session) ?? []
    let named = manual.options.filter { $0.takesValue && $0.name.hasPrefix(prefix) && !given.contains($0.name) }
      .map { Suggestion($0.name + "=", $0.summary, isOpen: true) }
    return positional + (prefix.isEmpty && !positional.isEmpty ? [] : named)
  }

  private func values(of call: String, _ path: [String], _ prefix: String) -> [Suggestion] {
    guard let name = path.first else { return [] }
    guard let parameter = schema(of: call)?.parameter(at: JSONPath(path.map { JSONPath.Step.key($0) })) else {
      return manual(of: call)?.parameters.first { $0.name == name }?.candidates(prefix, in: session) ?? []
    }
    if parameter.media != nil { return session.files.suggestions(for: prefix) }
    var texts = parameter.type.choices.map { $0.string ?? $0.text }
    if parameter.type.branches.contains(ValueType.boolean) { texts += ["true", "false"] }
    if texts.isEmpty, let text = parameter.defaultValue.map({ $0.string ?? $0.text }), !text.isEmpty { texts = [text] }
    let usual = parameter.defaultValue.map { $0.string ?? $0.text }
    return texts.filter { $0.hasPrefix(prefix) }.map { Suggestion($0, $0 == usual ? "default" : "") }
  }

  private func options(of call: String, _ prefix: String) -> [Suggestion] {
    let declared = isModel(call) ? CallOptions.declared : manual(of: call)?.options ?? []
    return declared.map { Suggestion("--\($0.name)", $0.summary) }.filter { $0.text.hasPrefix(prefix) }
  }

  /// What may stand behind an option that takes a value; nil if none is
  /// right before.
  private func optionValues(_ context: CompletionContext) -> [Suggestion]? {
    guard case .argument(let call, _, _) = context.kind, let name = context.option else { return nil }
    let declared = (manual(of: call)?.options ?? []) + (isModel(call) ? CallOptions.declared : [])
    let option = declared.first { $0.name == name || $0.letter.map(String.init) == name }
    guard let option, option.takesValue else { return nil }
    return option.candidates(context.prefix, in: session)
  }

  private func target(of call: String) -> String { session.settings.aliases[call] ?? call }

  private func isModel(_ call: String) -> Bool { target(of: call).contains("/") || call == "gen" }

  private func manual(of call: String) -> Manual? { Commands.named(call).map { type(of: $0).manual } }

  private func schema(of call: String) -> ModelSchema? {
    guard isModel(call) else { return nil }
    return session.catalogue.knownModel(named: call == "gen" ? session.settings.model : target(of: call))?.schema
  }
}

extension String {
  /// Whether the text would not be one word.
  fileprivate var needsQuotes: Bool {
    isEmpty || contains { $0.isWhitespace || "|;()[]{}\"'".contains($0) }
  }
}
