import JSON

/// The parts of a document that differ from model to model.
struct DocumentParts {
  /// The document's own word for what the model does.
  let category: String
  /// Names of components; the input's may lead nowhere.
  let input, output: String
  /// Component schemas without their prose.
  let components: JSON

  init(_ document: JSON, id: String) {
    let paths = document["paths"]
    let components = document["components"]?["schemas"]?.object ?? [:]
    category = document["info"]?["x-fal-metadata"]?["category"]?.string ?? ""
    input = Self.name(paths?["/" + id]?["post"]?["requestBody"])
    output = Self.name(paths?["/" + id + "/requests/{request_id}"]?["get"]?["responses"]?["200"])
    self.components = .object(components.filter { $0.key != "QueueStatus" }.mapValues(StrippedSchema.of))
  }

  private static func name(_ body: JSON?) -> String {
    let reference = body?["content"]?["application/json"]?["schema"]?["$ref"]?.string
    return reference?.split(separator: "/").last.map(String.init) ?? ""
  }
}
