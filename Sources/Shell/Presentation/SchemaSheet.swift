import FalProtocol
import JSON
import Language
import ModelSchema
import Terminal

/// What a model takes and gives, as a table.
struct SchemaSheet {
  let model: Model

  var value: Value { .handle(Sheet(json, kind: "schema", lines: lines)) }

  private var parameters: [Parameter] { model.schema?.parameters ?? [] }

  private var json: JSON {
    [
      "endpoint_id": .string(model.endpoint.description),
      "category": model.schema?.category.map(JSON.string) ?? .null,
      "parameters": .array(parameters.map(record(of:))),
      "outputs": .array((model.schema?.output.fields ?? []).map { .string($0.name) }),
    ]
  }

  private func record(of parameter: Parameter) -> JSON {
    var record: JSONObject = [
      "name": .string(parameter.name), "type": .string(parameter.typeSummary), "required": .bool(parameter.isRequired),
    ]
    record["default"] = parameter.defaultValue
    if !parameter.type.choices.isEmpty { record["choices"] = .array(parameter.type.choices) }
    return .object(record)
  }

  private var lines: [StyledText] {
    let title = StyledText(model.endpoint.description, .model)
      + StyledText(model.schema?.category.map { "  \($0)" } ?? "", .dim)
    guard model.schema?.input != nil else {
      return [title, StyledText("  takes any parameters: its document does not say")]
    }
    let rows = parameters.map { parameter in
      [
        StyledText("  " + parameter.name, parameter.isRequired ? .bold : .plain), StyledText(parameter.typeSummary),
        StyledText(parameter.isRequired ? "required" : parameter.defaultValue?.shortDefault ?? "", .dim),
      ]
    }
    return [title] + Table(rows: rows).lines(width: 160) + [StyledText("gives: " + outputs, .dim)]
  }

  private var outputs: String {
    let fields = model.schema?.output.fields ?? []
    let words = fields.map { field in
      let kind = field.media.map { field.isList ? $0.counted(2).dropFirst(2).description : $0.rawValue }
      return field.name + ((kind ?? (field.isText ? "text" : nil)).map { " (\($0))" } ?? "")
    }
    return words.isEmpty ? "whatever it likes" : words.joined(separator: ", ")
  }
}

extension JSON {
  /// A default in few characters; empty texts are not worth a word.
  fileprivate var shortDefault: String {
    let text = string ?? text
    return text.count > 32 ? text.prefix(31) + "…" : text
  }
}
