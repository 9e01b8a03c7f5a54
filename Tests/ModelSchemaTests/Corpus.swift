import FoundationEssentials
import JSON
import ModelSchema

/// Every OpenAPI document that was collected, if they are at hand: they are
/// the platform's, and no part of the repository.
struct Corpus: Sendable {
  struct Entry: Sendable {
    let endpointID: String
    let document: JSON
  }

  let entries: [Entry]
  let schemas: [ModelSchema]

  static let folder: URL? = {
    var folder = URL(filePath: #filePath).deletingLastPathComponent()
    while folder.path.count > 1 {
      let data = folder.appending(path: "shared/data")
      if FileManager.default.fileExists(atPath: data.path) { return data }
      folder = folder.deletingLastPathComponent()
    }
    return nil
  }()

  static var isHere: Bool { folder != nil }

  static let all: Corpus = {
    guard let lines = try? bytes(of: "openapi-all.jsonl").split(separator: UInt8(ascii: "\n")) else {
      return Corpus(entries: [], schemas: [])
    }
    let entries = lines.compactMap { line -> Entry? in
      guard let value = try? JSON(parsing: Array(line)), let id = value["endpoint_id"]?.string else { return nil }
      return value["document"].map { Entry(endpointID: id, document: $0) }
    }
    return Corpus(entries: entries, schemas: entries.compactMap { try? ModelSchema(document: $0.document) })
  }()

  private static let schemasByID = Dictionary(
    all.schemas.map { ($0.endpointID, $0) }, uniquingKeysWith: { first, _ in first })

  struct Absent: Error { let name: String }

  static func schema(_ endpointID: String) throws -> ModelSchema {
    guard let schema = schemasByID[endpointID] else { throw Absent(name: endpointID) }
    return schema
  }

  static func parameter(_ endpointID: String, _ name: String) throws -> Parameter {
    guard let parameter = try schema(endpointID).parameter(named: name) else { throw Absent(name: name) }
    return parameter
  }

  static func bytes(of file: String) throws -> [UInt8] {
    guard let folder else { throw Absent(name: file) }
    return [UInt8](try Data(contentsOf: folder.appending(path: file)))
  }

  static func json(_ file: String) throws -> JSON { try JSON(parsing: bytes(of: file)) }
}

/// A path as it is written: `loras[0].path`.
func path(_ text: String) -> JSONPath {
  let steps = text.split { $0 == "." || $0 == "[" || $0 == "]" }
  return JSONPath(steps.map { step in Int(step).map { .index($0) } ?? .key(String(step)) })
}

/// A document of one endpoint with this input, for what no real one shows.
func document(input: JSON, output: JSON = ["type": "object"], components: JSON = [:]) -> JSON {
  [
    "info": ["x-fal-metadata": ["endpointId": "test/model", "category": "text-to-image"]],
    "components": ["schemas": components],
    "paths": [
      "/test/model/requests/{request_id}": [
        "get": ["responses": ["200": ["content": ["application/json": ["schema": output]]]]]
      ],
      "/test/model": ["post": ["requestBody": ["content": ["application/json": ["schema": input]]]]],
    ],
  ]
}

/// The type of one property's schema.
func parameter(of schema: JSON) throws -> Parameter {
  let model = try ModelSchema(document: document(input: ["properties": ["x": schema]]))
  guard let parameter = model.parameter(named: "x") else { throw Corpus.Absent(name: "x") }
  return parameter
}

/// A number with all its digits.
func number(_ digits: String) -> JSON { JSONNumber(digits).map { .number($0) } ?? .null }
