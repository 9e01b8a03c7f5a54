import FalClient
import FalProtocol
import JSON
import Language

/// What would be sent: `--dry-run` and `--curl`. Local files are named, not
/// uploaded; the key is left out.
struct RequestPreview: Sendable {
  let draft: Draft
  let session: Session

  private var route: Route {
    let endpoint = draft.model.endpoint
    if draft.line != nil { return .realtime(endpoint) }
    return draft.options.isSync ? .run(endpoint) : .submit(endpoint)
  }

  /// The request as a record.
  var json: JSON {
    get async throws {
      let url = try await url
      let input = draft.namedInput
      return ["method": .string(route.method.rawValue), "url": .string(url), "headers": headers, "input": input]
    }
  }

  /// The request as a line for another shell.
  var curl: String {
    get async throws {
      var words = ["curl -X POST \(Self.quoted(try await url))", "-H 'Authorization: Key '\"$FAL_KEY\""]
      words.append("-H 'Content-Type: application/json'")
      for (name, value) in headers.object ?? [:] { words.append("-H \(Self.quoted("\(name): \(value.string ?? "")"))") }
      return (words + ["-d \(Self.quoted(draft.namedInput.text))"]).joined(separator: " ")
    }
  }

  private var headers: JSON {
    .object(JSONObject(draft.options.submit.headers.fields.map { ($0.name, .string($0.value)) }) { $1 })
  }

  private var url: String {
    get async throws {
      let origins = try await session.platform.client().origins
      return route.url(in: origins).replacing(query: draft.options.submit.query).description
    }
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.map { $0 == "'" ? "'\\''" : String($0) }.joined() + "'"
  }
}
