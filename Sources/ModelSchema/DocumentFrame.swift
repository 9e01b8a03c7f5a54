import JSON

/// The part that all documents share: where input and output schemas stand.
struct DocumentFrame {
  let endpointID: String
  let category: String?
  let components: JSONObject
  let input: JSON
  /// `null` if the document says nothing about results.
  let output: JSON

  init(_ document: JSON) throws(SchemaError) {
    guard let paths = document["paths"]?.object else { throw .notADocument }
    guard let (path, operation) = Self.submission(in: paths) else { throw .noOperation }
    let metadata = document["info"]?["x-fal-metadata"]
    endpointID = metadata?["endpointId"]?.string ?? String(path.drop { $0 == "/" })
    category = metadata?["category"]?.string
    components = document["components"]?["schemas"]?.object ?? [:]
    input = Self.bodySchema(operation["requestBody"])
    output = Self.resultSchema(in: paths)
  }

  private static func submission(in paths: JSONObject) -> (path: String, operation: JSON)? {
    for (path, item) in paths where !path.hasRequestPart {
      if let operation = item["post"] { return (path, operation) }
    }
    return nil
  }

  private static func resultSchema(in paths: JSONObject) -> JSON {
    for (path, item) in paths where path.hasSuffix("/requests/{request_id}") {
      return bodySchema(item["get"]?["responses"]?["200"])
    }
    return .null
  }

  private static func bodySchema(_ body: JSON?) -> JSON {
    body?["content"]?["application/json"]?["schema"] ?? .null
  }
}

extension String {
  fileprivate var hasRequestPart: Bool { utf8.count > 10 && split(separator: "/").contains("requests") }
}
