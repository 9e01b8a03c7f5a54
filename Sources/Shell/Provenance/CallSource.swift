import FalProtocol
import JSON
import Language
import ModelSchema

/// A request written as the line that makes it: its model's id in full, its
/// main text first, every parameter by name.
struct CallSource {
  let endpoint: EndpointID
  let input: JSON
  /// nil where the model's document is not at hand: then every value is
  /// written to be sent exactly so.
  let schema: ModelSchema?
  /// The seed that the model chose; written where none was given.
  var chosenSeed: JSON?
  /// What stands for a text of the input: a file that was uploaded, the
  /// result that a URL belongs to; nil if it stands for itself.
  var replacement: (_ text: String, _ path: JSONPath) -> String? = { _, _ in nil }

  var text: String {
    let main = schema?.mainText.flatMap { input[$0.name]?.string == nil ? nil : $0.name }
    var words = [endpoint.description]
    if let main, let text = input[main]?.string { words.append(text.sourceLiteral) }
    for (name, value) in input.object ?? [:] where name != main { words.append(parameter(name, value)) }
    if let chosenSeed, input["seed"] == nil { words.append("seed=\(chosenSeed.text)") }
    return words.joined(separator: " ")
  }

  private func parameter(_ name: String, _ value: JSON) -> String {
    let path = JSONPath(key: name)
    let isDeclared = schema?.parameter(named: name) != nil && !value.isNull
    guard let replaced = replaced(value, at: path) else {
      return isDeclared ? "\(name)=\(value.sourceArgument)" : "\(name):=\(value.sourceLiteral)"
    }
    return "\(name)=\(replaced)"
  }

  /// A value with a replacement somewhere in it; nil if there is none.
  private func replaced(_ value: JSON, at path: JSONPath) -> String? {
    switch value {
    case .string(let text): return replacement(text, path)
    case .array(let elements):
      let parts = elements.enumerated().map { replaced($1, at: path.appending(.index($0))) }
      guard parts.contains(where: { $0 != nil }) else { return nil }
      return "[" + zip(parts, elements).map { $0 ?? $1.sourceLiteral }.joined(separator: ", ") + "]"
    case .object(let members):
      let parts = members.map { replaced($0.value, at: path.appending(.key($0.key))) }
      guard parts.contains(where: { $0 != nil }) else { return nil }
      let pairs = zip(parts, members).map { "\($1.key.sourceLiteral): \($0 ?? $1.value.sourceLiteral)" }
      return "{" + pairs.joined(separator: ", ") + "}"
    case .null, .bool, .number: return nil
    }
  }
}

extension ModelResult {
  /// The seed that the model chose by itself; nil if it was given one, or has
  /// none that could be given.
  func chosenSeed(_ schema: ModelSchema?) -> JSON? {
    guard origin.input["seed"] == nil || origin.input["seed"]?.isNull == true else { return nil }
    guard let seed = output["seed"], !seed.isNull, schema?.parameter(named: "seed") != nil else { return nil }
    return seed
  }
}
