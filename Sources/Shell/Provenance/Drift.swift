import Diagnostics
import FalProtocol
import JSON
import Language
import ModelSchema

/// Finds the lines of a script that a change of a model touches, since the
/// script ran last.
struct Drift: Sendable {
  let session: Session
  /// Absolute.
  let path: String

  /// A warning for each call that is touched, in the order of the text.
  func warnings(for program: Program, in source: SourceText) async -> [Diagnostic] {
    var warnings: [Diagnostic] = []
    for call in program.statements.flatMap({ References(of: $0).calls }) {
      let name = session.settings.aliases[call.name.value] ?? call.name.value
      guard EndpointID.looksLikeOne(name), let (old, date) = recorded(name),
        let schema = try? await session.catalogue.model(named: name).schema
      else { continue }
      for change in ModelShape(schema).changes(since: old) {
        guard let range = touched(by: change, call) else { continue }
        warnings.append(.drift(change, of: schema.endpointID, since: date).located(in: source, at: range))
      }
    }
    return warnings
  }

  private func recorded(_ name: String) -> (shape: ModelShape, date: String)? {
    for endpoint in [name, "fal-ai/" + name] {
      guard let (json, ranAt) = session.records.shape(ofModel: endpoint, inScript: path, on: session.platform),
        let shape = ModelShape(json)
      else { continue }
      return (shape, Timestamp(seconds: ranAt).description.prefix { $0 != "T" }.description)
    }
    return nil
  }

  /// Where a call depends on what has changed; nil if it does not.
  private func touched(by change: ModelShape.Change, _ call: CallSyntax) -> SourceRange? {
    switch change {
    case .gone(let name): return argument(name, of: call)?.range
    case .narrowed(let name, let lost):
      guard let argument = argument(name, of: call), case .parameter(_, _, let value?) = argument.kind else {
        return nil
      }
      guard let literal = value.literal else { return argument.range }
      return lost.contains { $0.string ?? $0.text == literal } ? argument.range : nil
    case .required(let name):
      let isLoose = call.arguments.contains { if case .positional = $0.kind { true } else { false } }
      return argument(name, of: call) == nil && !isLoose ? call.name.range : nil
    }
  }

  private func argument(_ name: String, of call: CallSyntax) -> ArgumentSyntax? {
    call.arguments.first { argument in
      if case .parameter(let path, _, _) = argument.kind, case .field(name) = path.value.first { true } else { false }
    }
  }
}

extension Expression {
  /// The text that stands there; nil if it has to be evaluated.
  fileprivate var literal: String? {
    switch kind {
    case .word(let word): word
    case .string(let text): text.literal
    default: nil
    }
  }
}

extension ModelShape.Change {
  var words: String {
    switch self {
    case .gone(let name): "the parameter '\(name)' is gone"
    case .narrowed(let name, let lost):
      "\(name) no longer takes \(lost.prefix(5).map { $0.string ?? $0.text }.joined(separator: ", "))"
    case .required(let name): "'\(name)' is required now"
    }
  }
}

extension Diagnostic {
  fileprivate static func drift(_ change: ModelShape.Change, of model: String, since date: String) -> Diagnostic {
    Diagnostic(.warning, code: "schema-drift", "\(model) has changed since this ran on \(date): \(change.words)")
  }
}
