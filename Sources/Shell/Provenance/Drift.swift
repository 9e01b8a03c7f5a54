import Diagnostics
import FalProtocol
import JSON
import Language
import ModelSchema
import Synchronization

/// Finds the calls of a script that a change of a model touches: since the
/// script ran last, or since what is replayed was recorded.
///
/// It is told of calls by those that check them, so that it knows a model by
/// whatever words it is called.
final class Drift: Sendable {
  /// Of the check that this task is busy with.
  @TaskLocal static var watch: Drift?

  /// How a model is another now.
  private struct Difference {
    let changes: [ModelShape.Change]
    /// Since when, in words.
    let since: String
  }

  private struct Warning: Hashable {
    let change: ModelShape.Change
    let model: EndpointID
    let range: SourceRange
  }

  private struct State {
    var differences: [EndpointID: Difference] = [:]
    var seen: Set<Warning> = []
    var warnings: [(place: SourceRange, diagnostic: Diagnostic)] = []
  }

  private let session: Session
  private let path: String?
  private let state = Mutex(State())

  private init(session: Session, path: String?) {
    self.session = session
    self.path = path
  }

  /// Runs a check of a script.
  /// - Parameter path: absolute; nil if no file holds the script.
  /// - Returns: what the check gave, and a warning for each call that is
  ///   touched, in the order of the text.
  static func warnings(
    ofScript path: String?, in session: Session, whileChecking check: () async -> [Diagnostic]
  ) async -> (problems: [Diagnostic], drift: [Diagnostic]) {
    let drift = Drift(session: session, path: path)
    let problems = await $watch.withValue(drift, operation: check)
    let found = drift.state.withLock { $0.warnings }
    return (problems, found.sorted { $0.place.start < $1.place.start }.map(\.diagnostic))
  }

  /// A call was met, or what gives a model its usual parameters.
  /// - Parameter isWhole: whether something that is missing is missed.
  func note(_ builder: RequestBuilder, isWhole: Bool = true) {
    // Without either there is nothing to compare with.
    guard path != nil || session.present != nil, let schema = builder.schema else { return }
    let call = WatchedCall(builder: builder)
    let endpoint = builder.model.endpoint
    let difference = difference(of: endpoint, schema)
    for change in difference.changes {
      guard let range = call.range(touchedBy: change, isWhole: isWhole) else { continue }
      let diagnostic = Diagnostic.drift(change, of: endpoint, since: difference.since)
        .located(in: builder.invocation.source, at: range)
      state.withLock { state in
        guard state.seen.insert(Warning(change: change, model: endpoint, range: range)).inserted else { return }
        state.warnings.append((range, diagnostic))
      }
    }
  }

  private func difference(of endpoint: EndpointID, _ schema: ModelSchema) -> Difference {
    if let known = state.withLock({ $0.differences[endpoint] }) { return known }
    let found = found(endpoint, ModelShape(schema)) ?? Difference(changes: [], since: "")
    state.withLock { $0.differences[endpoint] = found }
    return found
  }

  private func found(_ endpoint: EndpointID, _ shape: ModelShape) -> Difference? {
    guard let present = session.present else { return sinceItRan(endpoint, shape) }
    // The recording answers for the platform: what it says of a model is old.
    guard let new = present.shape(of: endpoint, on: session.platform) else { return nil }
    let date = present.recordedAt.map { " on \($0.day)" } ?? ""
    return Difference(changes: new.changes(since: shape), since: "this was recorded" + date)
  }

  private func sinceItRan(_ endpoint: EndpointID, _ shape: ModelShape) -> Difference? {
    guard let path,
      let (json, ranAt) = session.records.shape(
        ofModel: endpoint.description, inScript: path, on: session.platform),
      let old = ModelShape(json)
    else { return nil }
    return Difference(changes: shape.changes(since: old), since: "this ran on \(ranAt.day)")
  }
}

/// What a call says of parameters, whether by `name=value` or as an option.
private struct WatchedCall {
  private struct Named {
    let range: SourceRange
    /// nil if it has to be evaluated.
    let literal: String?
  }

  private let call: SourceRange
  private var named: [String: Named] = [:]
  /// What the session gives the model; that was told where it was given.
  private let usual: Set<String>
  /// Whether something is given whose place a model chooses.
  private var isLoose: Bool

  init(builder: RequestBuilder) {
    call = builder.invocation.name.range
    usual = Set(builder.usual.compactMap(\.parameterName))
    isLoose = if case .none = builder.invocation.input { false } else { true }
    var rest = builder.invocation.arguments[...]
    while let argument = rest.popFirst() {
      switch argument.role {
      case .positional: isLoose = true
      case .parameter: argument.parameterName.map { add($0, argument, argument.content) }
      case .option(let name):
        var content = argument.content
        let declared = CallOptions.declaration(of: name)
        if case .flag = content, declared?.takesValue != false, case .positional? = rest.first?.role {
          content = rest.popFirst()?.content ?? content
        }
        if declared == nil { addOption(name, argument, content) }
      }
    }
  }

  /// A letter stands for what the model has of its kind.
  private mutating func addOption(_ name: String, _ argument: Argument, _ content: Argument.Content) {
    guard name.count > 1 else { return isLoose = true }
    add(name.replacing("-", with: "_"), argument, content)
  }

  private mutating func add(_ name: String, _ argument: Argument, _ content: Argument.Content) {
    named[name] = Named(range: argument.range, literal: content.literal)
  }

  /// Where the call depends on what has changed; nil if it does not.
  func range(touchedBy change: ModelShape.Change, isWhole: Bool) -> SourceRange? {
    switch change {
    case .gone(let name): return named[name]?.range
    case .narrowed(let name, let lost):
      guard let argument = named[name] else { return nil }
      guard let literal = argument.literal else { return argument.range }
      return lost.contains { $0.string ?? $0.text == literal } ? argument.range : nil
    case .required(let name):
      return isWhole && !isLoose && named[name] == nil && !usual.contains(name) ? call : nil
    }
  }
}

extension Argument {
  /// The parameter that it sets, or sets a part of.
  fileprivate var parameterName: String? {
    if case .parameter(let path, _) = role, case .key(let name)? = path.first { name } else { nil }
  }
}

extension Argument.Content {
  /// The text that stands there; nil if it has to be evaluated.
  fileprivate var literal: String? {
    switch self {
    case .word(let word): word
    case .value(.data(let json)), .unknown(.constant(.data(let json))): json.string ?? json.text
    case .flag: "true"
    case .value, .block, .unknown: nil
    }
  }
}

extension Double {
  /// Seconds since 1970 as a day: `2026-11-21`.
  fileprivate var day: Substring { Timestamp(seconds: self).description.prefix { $0 != "T" } }
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
