import FalProtocol
import JSON

/// A call as it is written in another language; the key is left to the
/// environment there.
enum CallElsewhere: String, CaseIterable, Sendable {
  case curl, python, js

  func text(of making: Making) -> String {
    switch self {
    case .curl: curl(making)
    case .python: python(making)
    case .js: js(making)
    }
  }

  private func curl(_ making: Making) -> String {
    let body = making.input.text.map { $0 == "'" ? "'\\''" : String($0) }.joined()
    return """
      curl -X POST 'https://queue.fal.run/\(making.endpoint)' \\
        -H "Authorization: Key $FAL_KEY" -H 'Content-Type: application/json' \\
        -d '\(body)'
      """
  }

  private func python(_ making: Making) -> String {
    """
    import fal_client

    result = fal_client.subscribe(
        \(JSON.string(making.endpoint.description).text),
        arguments=\(making.input.python(indentation: 1)),
    )
    print(result)
    """
  }

  private func js(_ making: Making) -> String {
    let input = making.input.prettyText.split(separator: "\n", omittingEmptySubsequences: false)
    return """
      import { fal } from "@fal-ai/client";

      const result = await fal.subscribe(\(JSON.string(making.endpoint.description).text), {
        input: \(input.joined(separator: "\n  ")),
      });
      console.log(result.data);
      """
  }
}

extension JSON {
  /// The value as Python writes it. A JSON text is a Python text too.
  fileprivate func python(indentation: Int) -> String {
    let outer = String(repeating: "    ", count: indentation)
    let inner = outer + "    "
    switch self {
    case .null: return "None"
    case .bool(let value): return value ? "True" : "False"
    case .number, .string: return text
    case .array(let elements) where elements.isEmpty: return "[]"
    case .object(let members) where members.isEmpty: return "{}"
    case .array(let elements):
      let items = elements.map { "\(inner)\($0.python(indentation: indentation + 1)),\n" }
      return "[\n\(items.joined())\(outer)]"
    case .object(let members):
      let items = members.map { key, value in
        "\(inner)\(JSON.string(key).text): \(value.python(indentation: indentation + 1)),\n"
      }
      return "{\n\(items.joined())\(outer)}"
    }
  }
}
