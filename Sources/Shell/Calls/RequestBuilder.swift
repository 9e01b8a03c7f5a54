import Diagnostics
import FalProtocol
import JSON
import Language
import ModelSchema

/// Makes a request of a call's arguments, by the model's schema: where each
/// text and file goes, and of which type each value is. Used before running
/// (`check`, with arguments that are not known yet) and for running, so that
/// both find the same faults.
struct RequestBuilder {
  /// A medium that is piped in or given without a name.
  struct Offered {
    enum Source {
      case url(String)
      case file(LocalFile)
      case unknown
    }

    var source: Source
    var offer: Offer
    var range: SourceRange
  }

  let model: Model
  let invocation: Invocation
  let files: Files
  /// What the model is given where the call does not: see `use`.
  var usual: [Argument] = []
  /// Whether that is the whole of an earlier call: then nothing new is needed.
  var repeats = false
  var draft: Draft
  var problems: [Diagnostic] = []
  var offered: [Offered] = []
  /// Texts without a name; nil is one that is not known yet.
  var texts: [(text: String?, range: SourceRange)] = []
  /// Names of parameters that are given by name.
  var given: Set<String> = []
  /// Places whose values are not known yet.
  var unknownPaths: [JSONPath] = []
  /// A positional or piped value that may be a text or a medium.
  var hasUnknownPositional = false

  var schema: ModelSchema? { model.schema }
  var name: String { model.endpoint.description }

  /// - Parameter invocation: its values are settled.
  init(model: Model, invocation: Invocation, files: Files) {
    self.model = model
    self.invocation = invocation
    self.files = files
    draft = Draft(model: model)
  }

  /// The request, and everything that is wrong with it.
  mutating func build() {
    var rest = invocation.arguments[...]
    while let argument = rest.popFirst() {
      switch argument.role {
      case .positional: addPositional(argument)
      case .parameter(let path, let isRaw): addParameter(argument, JSONPath(argument: path), isRaw: isRaw)
      case .option(let name): addOption(argument, name, &rest)
      }
    }
    addInput()
    connect()
    addUsual()
    if problems.isEmpty { validate() }
  }

  /// They were checked where they were written, which is not here.
  private mutating func addUsual() {
    guard !isEmpty else { return }
    for argument in usual.filter({ !says($0) }) {
      guard case .parameter(let path, let isRaw) = argument.role else { continue }
      let moved = Argument(argument.role, argument.content, range: invocation.name.range)
      addParameter(moved, JSONPath(argument: path), isRaw: isRaw)
    }
  }

  private mutating func addInput() {
    guard !invocation.namesInput else { return }
    switch invocation.input {
    case .none: break
    case .unknown(let shape): offer(shape, at: invocation.name.range)
    case .value(let value): offer(value, at: invocation.name.range)
    }
  }

  /// Whether the call says nothing at all about what to make.
  var isEmpty: Bool {
    guard !repeats, invocation.arguments.allSatisfy({ if case .option = $0.role { true } else { false } }) else {
      return false
    }
    if case .none = invocation.input { return given.isEmpty && texts.isEmpty && offered.isEmpty }
    return false
  }

  /// Whether the call gives a value to the parameter that `argument` names.
  private func says(_ argument: Argument) -> Bool {
    guard case .parameter(let path, _) = argument.role, case .key(let name) = path.first else { return true }
    return given.contains(name) || draft.input[name] != nil || unknownPaths.contains { $0.steps.first == .key(name) }
  }

  mutating func problem(_ diagnostic: Diagnostic, at range: SourceRange) {
    problems.append(diagnostic.located(in: invocation.source, at: range))
  }

  private mutating func validate() {
    guard let schema else { return }
    for violation in schema.violations(of: draft.input) where !isExcused(violation) {
      let range = draft.place(of: violation.path) ?? invocation.name.range
      problem(violation.diagnostic(for: schema), at: range)
    }
  }

  /// What is not known yet cannot be called missing or wrong.
  private func isExcused(_ violation: Violation) -> Bool {
    if unknownPaths.contains(where: { violation.path.steps.starts(with: $0.steps) }) { return true }
    guard violation.fault == .missing, hasUnknownPositional, let name = violation.path.steps.first else { return false }
    guard violation.path.steps.count == 1, case .key(let key) = name else { return false }
    return schema?.mainText?.name == key || schema?.parameter(named: key)?.media != nil
  }
}

extension JSONPath {
  init(argument steps: [Argument.PathStep]) {
    self.init(
      steps.map { step -> Step in
        switch step {
        case .key(let key): .key(key)
        case .index(let index): .index(index)
        }
      })
  }
}

extension Invocation {
  /// The same with every job in it waited for.
  func settled() async throws -> Invocation {
    var copy = self
    if case .value(let value) = input { copy.input = .value(try await value.settled()) }
    for (index, argument) in arguments.enumerated() { copy.arguments[index] = try await argument.settled() }
    return copy
  }
}

extension Argument {
  /// The same, waited for if its value is a job.
  func settled() async throws -> Argument {
    guard case .value(let value) = content else { return self }
    var copy = self
    copy.content = .value(try await value.settled())
    return copy
  }
}
