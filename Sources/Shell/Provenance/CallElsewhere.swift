import Diagnostics
import FalProtocol
import JSON
import Language

/// A call as it is written in another language; the key is left to the
/// environment there.
enum CallElsewhere: String, CaseIterable, Sendable {
  case curl, python, js

  /// - Throws: `Failure` if the language has no such calls.
  func text(of making: Making) throws -> String {
    switch self {
    case .curl where making.isRealtime: throw Failure(.badInput, .noRealtime)
    case .curl: curl(making)
    case .python where making.isRealtime: pythonRealtime(making)
    case .python: python(making)
    case .js where making.isRealtime: jsRealtime(making)
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
        \(Self.quoted(making.endpoint.description)),
        arguments=\(making.input.python(indentation: 1)),
    )
    print(result)
    """
  }

  private func pythonRealtime(_ making: Making) -> String {
    let input = making.replacingFiles(in: making.input.python(indentation: 1)) { path in
      "fal_client.encode_file(\(Self.quoted(path)))"
    }
    return """
      import fal_client

      with fal_client.realtime(\(Self.quoted(making.realtimeApp))) as connection:
          connection.send(\(input))
          print(connection.recv())
      """
  }

  private func js(_ making: Making) -> String {
    """
    import { fal } from "@fal-ai/client";

    const result = await fal.subscribe(\(Self.quoted(making.endpoint.description)), {
      input: \(making.input.js(indentation: "  ")),
    });
    console.log(result.data);
    """
  }

  private func jsRealtime(_ making: Making) -> String {
    let input = making.replacingFiles(in: making.input.js(indentation: "")) { path in
      let start = Self.quoted("data:\(FileType(name: path).mediaType);base64,")
      return "\(start) + readFileSync(\(Self.quoted(path)), \"base64\")"
    }
    let files = making.inlinedFiles.isEmpty ? "" : "import { readFileSync } from \"node:fs\";\n"
    return """
      \(files)import { fal } from "@fal-ai/client";

      const connection = fal.realtime.connect(\(Self.quoted(making.realtimeApp)), {
        onResult: (result) => console.log(result),
      });
      connection.send(\(input));
      """
  }

  private static func quoted(_ text: String) -> String { JSON.string(text).text }
}

extension Making {
  /// What clients connect to: they put `/realtime` behind it.
  fileprivate var realtimeApp: String {
    let (id, end) = (endpoint.description, "/realtime")
    return id.hasSuffix(end) ? String(id.dropLast(end.count)) : id
  }

  /// What stands in the input for files, and their paths.
  fileprivate var inlinedFiles: [(text: String, path: String)] {
    Set(input.leaves).compactMap { text in inlinedFile(text).map { (text, $0) } }
  }

  /// Source text of the input in which an expression reads each file.
  fileprivate func replacingFiles(in source: String, _ expression: (_ path: String) -> String) -> String {
    inlinedFiles.reduce(into: source) { source, file in
      source = source.replacing(JSON.string(file.text).text, with: expression(file.path))
    }
  }
}

extension Diagnostic {
  fileprivate static var noRealtime: Diagnostic {
    Diagnostic(code: "no-realtime", "curl makes no calls in real time", help: "as python, or as js")
  }
}

extension JSON {
  /// The value as JavaScript writes it.
  fileprivate func js(indentation: String) -> String {
    prettyText.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n" + indentation)
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
