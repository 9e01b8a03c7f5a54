import Diagnostics
import JSON
import Language
import ModelSchema

/// A call of `realtime`, taken apart: the model, and what goes to it one
/// after the other.
struct RealtimeInputs {
  /// As it was written.
  let model: String
  /// The call as if the model stood in front, with nothing piped in.
  private var base: Invocation
  /// What is piped in, an input each; nil: nothing is.
  private var items: [Item]?
  /// Whether what is piped in is one thing, which gives one result.
  private(set) var isSingle = true

  private enum Item {
    case value(Value)
    case unknown(Shape)
  }

  /// - Throws: `Failure` if no model is named.
  init(of invocation: Invocation) throws {
    base = invocation
    guard let first = base.arguments.firstIndex(where: { if case .positional = $0.role { true } else { false } }),
      let name = try? String(reading: base.arguments[first].content), name.contains(where: { !$0.isWhitespace })
    else { throw Failure(.usage, .noModel) }
    model = name
    base.name = Located(name, base.arguments[first].range)
    base.arguments.remove(at: first)
    if let option = base.arguments.first(where: { $0.isForeign }) {
      throw Failure(.usage, .foreignOption(option, in: base)).located(in: base.source, at: option.range)
    }
    base.input = .none
    // Where the call says with `$in` what it wants of it, it says all.
    if !invocation.namesInput { take(invocation.input) }
  }

  private mutating func take(_ input: Invocation.Input) {
    switch input {
    case .none: break
    case .value(let value): take(value)
    case .unknown(.constant(let value)): take(value)
    case .unknown(.list(let item, let count)): take(item, count: count)
    case .unknown(let shape):
      // How many lines a text has is not known before.
      isSingle = if case .text = shape { false } else { true }
      items = [.unknown(shape)]
    }
  }

  private mutating func take(_ item: Shape, count: Int?) {
    isSingle = false
    items = Array(repeating: .unknown(item), count: min(count ?? 1, 1))
  }

  private mutating func take(_ value: Value) {
    switch value {
    case .data(.string(let text)):
      let lines = text.split(whereSeparator: \.isNewline).filter { line in line.contains { !$0.isWhitespace } }
      isSingle = lines.count == 1
      items = lines.map { .value(.data(.string(String($0)))) }
    default:
      isSingle = value.items == nil
      items = (value.items ?? [value]).map(Item.value)
    }
  }

  /// The same failure at the model's name, unless it has a place already.
  func located(_ failure: Failure) -> Failure { failure.located(in: base.source, at: base.name.range) }

  /// How many inputs there are, as far as that is known.
  var count: Int? {
    guard let items, !items.contains(where: { if case .unknown = $0 { true } else { false } }) else { return nil }
    return items.count
  }

  /// Whether the call leaves to a person what one could type: a text for the
  /// model.
  func isOpen(for model: Model) -> Bool {
    guard items == nil, let text = model.textName else { return false }
    return base.arguments.allSatisfy { argument in
      switch argument.role {
      case .positional: false
      case .parameter(let path, _): path.first != .key(text)
      case .option: true
      }
    }
  }

  /// A person will type the inputs.
  mutating func expectLines() { items = [.unknown(.text)] }

  /// Nobody types anything: what the call itself says is the input.
  mutating func close() { if items == nil { items = [.unknown(.never)] } }

  /// The call with each of the inputs in its place.
  var invocations: [Invocation] {
    (items ?? []).map { item in
      switch item {
      case .value(let value): invocation(of: value)
      case .unknown(.never): base
      case .unknown(let shape): invocation(of: shape)
      }
    }
  }

  /// The call with an input: a record gives parameters, anything else is
  /// piped in.
  func invocation(of value: Value) -> Invocation {
    guard case .data(.object(let members)) = value, members["url"] == nil else {
      var copy = base
      copy.input = .value(value)
      return copy
    }
    return merging(members.map { ($0.key, .value(.data($0.value))) })
  }

  private func invocation(of shape: Shape) -> Invocation {
    var copy = base
    if case .record = shape { copy.input = .unknown(.anything) } else { copy.input = .unknown(shape) }
    return copy
  }

  /// What an input says goes over what the call says.
  private func merging(_ members: [(name: String, content: Argument.Content)]) -> Invocation {
    var copy = base
    copy.arguments.removeAll { argument in
      guard case .parameter(let path, _) = argument.role, case .key(let name)? = path.first else { return false }
      return members.contains { $0.name == name }
    }
    copy.arguments += members.map { member in
      Argument(.parameter([.key(member.name)], isRaw: false), member.content, range: base.name.range)
    }
    return copy
  }
}

extension Model {
  /// What takes a text that has no name; nil if nothing does.
  fileprivate var textName: String? {
    guard let schema, schema.input != nil else { return "prompt" }
    return schema.mainText?.name
  }
}

extension Argument {
  /// The option as it was written, with its dashes and without its value.
  fileprivate func written(in source: SourceText) -> String {
    let name = source[nameRange]
    return (name.count == 1 ? "-" : "--") + name
  }

  /// Whether this is an option that means something in the queue alone.
  var isForeign: Bool {
    guard case .option(let name) = role, let declared = CallOptions.declaration(of: name) else { return false }
    return !["timeout", "dry-run"].contains(declared.name)
  }
}

extension Diagnostic {
  fileprivate static var noModel: Diagnostic {
    Diagnostic(
      code: "missing-argument", "realtime needs a model", help: "the models that answer in real time: models realtime")
  }

  static func foreignOption(_ option: Argument, in invocation: Invocation) -> Diagnostic {
    Diagnostic(
      code: "unknown-option", "\(option.written(in: invocation.source)) means nothing in real time",
      help: "realtime has --timeout and --dry-run")
  }
}
