import FalProtocol
import Foundation
import JSON
import ModelSchema
import Testing

@testable import Sandbox

@Suite struct ModelDocumentsTests {
  static let endpoints = Models.all.map(\.listing.endpoint)
  private let documents = ModelDocuments()

  @Test(arguments: endpoints)
  func `every model has a document that says what the catalogue says`(endpoint: String) throws {
    let schema = try #require(documents.schema(of: endpoint))
    let listing = try #require(Models.model(of: endpoint)).listing
    #expect(schema.endpointID == endpoint)
    #expect(schema.category == listing.category)
    #expect(!schema.parameters.isEmpty)
    #expect(!schema.output.fields.isEmpty)
    _ = try EndpointID(endpoint)
  }

  @Test(arguments: endpoints)
  func `every parameter has a short summary`(endpoint: String) throws {
    for parameter in try #require(documents.schema(of: endpoint)).parameters {
      let summary = try #require(parameter.summary)
      #expect(summary.count < 90)
    }
  }

  @Test func `an endpoint that is not there has no document`() {
    #expect(documents.schema(of: "fal-ai/nothing") == nil)
  }

  /// The facts are the platform's: types, enums, bounds, defaults, order.
  @Test(.enabled(if: sharedDocuments != nil), arguments: endpoints)
  func `but for words the documents are the platform's own`(endpoint: String) throws {
    let ours = try #require(documents.document(of: endpoint))
    let name = endpoint.split(separator: "/").joined(separator: "__") + ".json"
    let theirs = ["openapi", "openapi-derived"].lazy.compactMap { folder -> [UInt8]? in
      try? Array(Data(contentsOf: #require(Self.sharedDocuments).appending(path: "\(folder)/\(name)")))
    }.first
    let original = try JSON(parsing: #require(theirs))
    let bare = { (document: JSON) in (document["components"]?["schemas"] ?? .null).withoutWords.sorted }
    #expect(bare(ours) == bare(original))
  }

  static let sharedDocuments: URL? = {
    var folder = URL(filePath: #filePath)
    while folder.pathComponents.count > 1 {
      folder = folder.deletingLastPathComponent()
      let candidate = folder.appending(path: "shared/data")
      if FileManager.default.fileExists(atPath: candidate.path) { return candidate }
    }
    return nil
  }()
}

extension JSON {
  private static let words: Set<String> = ["description", "examples", "limit_description"]

  /// Without descriptions and samples, but with properties of those names.
  fileprivate var withoutWords: JSON {
    switch self {
    case .array(let elements): .array(elements.map(\.withoutWords))
    case .object(let members):
      .object(
        members.filter { !Self.words.contains($0.key) || $0.value.object?["type"] != nil }.mapValues(\.withoutWords))
    default: self
    }
  }

  fileprivate var sorted: JSON {
    switch self {
    case .array(let elements): .array(elements.map(\.sorted))
    case .object(let members):
      .object(JSONObject(uniqueKeysWithValues: members.map { ($0.key, $0.value.sorted) }.sorted { $0.0 < $1.0 }))
    default: self
    }
  }
}
