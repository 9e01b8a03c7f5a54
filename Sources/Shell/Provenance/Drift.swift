import Diagnostics
import FalProtocol
import JSON
import Language
import ModelSchema

/// Finds the lines of a script that a change of a model touches: since the
/// script ran last, or since what is replayed was recorded.
struct Drift: Sendable {
  let session: Session
  /// Absolute; nil if no file holds the script.
  let path: String?

  /// A model then and now.
  private struct Comparison {
    let endpoint: EndpointID
    let old: ModelShape
    let new: ModelShape
    /// Since when, in words.
    let since: String
  }

  /// A warning for each call that is touched, in the order of the text.
  func warnings(for program: Program, in source: SourceText) async -> [Diagnostic] {
    var warnings: [Diagnostic] = []
    for call in program.statements.flatMap({ References(of: $0).calls }) {
      let name = session.modelID(of: call.name.value)
      guard EndpointID.looksLikeOne(name), let comparison = await comparison(name) else { continue }
      for change in comparison.new.changes(since: comparison.old) {
        guard let range = touched(by: change, call) else { continue }
        warnings.append(
          .drift(change, of: comparison.endpoint, since: comparison.since).located(in: source, at: range))
      }
    }
    return warnings
  }

  private func comparison(_ name: String) async -> Comparison? {
    guard let present = session.present else { return await sinceItRan(name) }
    // The recording answers for the platform: what it says of a model is old.
    guard let model = try? await session.catalogue.model(named: name), let schema = model.schema,
      let shape = present.shape(of: model.endpoint, on: session.platform)
    else { return nil }
    let date = present.recordedAt.map { " on \($0.day)" } ?? ""
    return Comparison(
      endpoint: model.endpoint, old: ModelShape(schema), new: shape, since: "this was recorded" + date)
  }

  private func sinceItRan(_ name: String) async -> Comparison? {
    guard let path else { return nil }
    for endpoint in [name, "fal-ai/" + name] {
      guard let (json, ranAt) = session.records.shape(ofModel: endpoint, inScript: path, on: session.platform),
        let old = ModelShape(json), let model = try? await session.catalogue.model(named: name),
        let schema = model.schema
      else { continue }
      return Comparison(
        endpoint: model.endpoint, old: old, new: ModelShape(schema), since: "this ran on \(ranAt.day)")
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

extension Double {
  /// Seconds since 1970 as a day: `2026-11-21`.
  fileprivate var day: Substring { Timestamp(seconds: self).description.prefix { $0 != "T" } }
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
  fileprivate static func drift(_ change: ModelShape.Change, of model: EndpointID, since: String) -> Diagnostic {
    Diagnostic(.warning, code: "schema-drift", "\(model) has changed since \(since): \(change.words)")
  }
}
