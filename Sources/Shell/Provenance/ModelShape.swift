import Journal
import JSON
import ModelSchema

/// What callers of a model depend on, in a form that lasts: its parameters,
/// which are required, and what the closed ones accept.
struct ModelShape: Sendable, Hashable {
  /// What has become of a model, as far as it can break a call.
  enum Change: Sendable, Hashable {
    case gone(String)
    /// Values that were accepted and are no more.
    case narrowed(String, lost: [JSON])
    /// A call that was whole lacks it now.
    case required(String)
  }

  struct Parameter: Sendable, Hashable {
    var isRequired: Bool
    /// nil if other values are accepted too.
    var choices: [JSON]?
  }

  private(set) var parameters: [String: Parameter] = [:]

  init(_ schema: ModelSchema) {
    for parameter in schema.parameters {
      parameters[parameter.name] = Parameter(
        isRequired: parameter.isRequired, choices: parameter.type.isClosed ? parameter.type.choices : nil)
    }
  }

  /// - Returns: nil if the text is not what `json` writes.
  init?(_ json: JSON) {
    guard let members = json.object else { return nil }
    for (name, member) in members {
      guard let isRequired = member["required"]?.bool else { return nil }
      parameters[name] = Parameter(isRequired: isRequired, choices: member["choices"]?.array)
    }
  }

  var json: JSON {
    .object(
      JSONObject(
        parameters.sorted { $0.key < $1.key }.map { name, parameter in
          let required: JSON = ["required": .bool(parameter.isRequired)]
          guard let choices = parameter.choices else { return (name, required) }
          return (name, ["required": .bool(parameter.isRequired), "choices": .array(choices)])
        }
      ) { $1 })
  }

  /// As the journal keeps it.
  var document: JobStep.Document {
    let text = json.text
    return JobStep.Document(hash: StepKey.hash(text), text: text)
  }

  /// What has changed since `old`, by name.
  func changes(since old: ModelShape) -> [Change] {
    var changes: [Change] = []
    for (name, before) in old.parameters.sorted(by: { $0.key < $1.key }) {
      guard let now = parameters[name] else {
        changes.append(.gone(name))
        continue
      }
      if let choices = now.choices, let earlier = before.choices {
        let lost = earlier.filter { !choices.contains($0) }
        if !lost.isEmpty { changes.append(.narrowed(name, lost: lost)) }
      }
      if now.isRequired, !before.isRequired { changes.append(.required(name)) }
    }
    let added = parameters.filter { $0.value.isRequired && old.parameters[$0.key] == nil }.keys
    return changes + added.sorted().map(Change.required)
  }
}

extension ValueType {
  /// Whether nothing but its choices is accepted.
  fileprivate var isClosed: Bool {
    branches.allSatisfy { branch in
      switch branch {
      case .choice(_, let isOpen): !isOpen
      case .constant: true
      default: false
      }
    }
  }
}
