import FalProtocol
import JSON
import ModelCatalogue
import ModelSchema
import Testing

@testable import Sandbox

/// The stand-ins: every model of the catalogue can be run.
@Suite struct GeneralModelTests {
  static let endpoints = Models.endpoints.dropFirst(Models.all.count)

  /// The least that a model takes: its required parameters, their defaults
  /// where there are any.
  private func input(for schema: ModelSchema, picture: String, sound: String) -> JSON {
    var input: JSON = [:]
    for parameter in schema.parameters where parameter.isRequired {
      input.set(Self.value(for: parameter, picture: picture, sound: sound), at: JSONPath(key: parameter.name))
    }
    return input
  }

  private static func value(for parameter: Parameter, picture: String, sound: String) -> JSON {
    if let value = parameter.defaultValue, !value.isNull, parameter.media == nil { return value }
    let file = parameter.media.map { JSON.string($0.kind == .image ? picture : sound) }
    return value(of: parameter.type, file: file, picture: picture, sound: sound)
  }

  private static func value(of type: ValueType, file: JSON?, picture: String, sound: String) -> JSON {
    switch type {
    case .text(let limits): file ?? .string(String(repeating: "a fox ", count: (limits.minimumLength ?? 1) / 6 + 1))
    case .integer(let bounds), .number(let bounds): bounds.lower.map { $0.isExclusive ? 1 : .number($0.value) } ?? 1
    case .boolean: false
    case .choice(let values, _): values.first ?? .null
    case .constant(let constant): constant
    case .list(let element, let count):
      .array((0..<max(1, count.lowerBound)).map { _ in value(of: element, file: file, picture: picture, sound: sound) })
    case .record(let record):
      .object(
        JSONObject(
          uniqueKeysWithValues: record.fields.filter { $0.isRequired }.map {
            ($0.name, value(for: $0, picture: picture, sound: sound))
          }))
    case .map: [:]
    case .union(let types): value(of: types.first ?? .anything, file: file, picture: picture, sound: sound)
    case .anything: "anything"
    }
  }

  /// In parts, so that they run beside each other.
  @Test(arguments: 0..<8)
  func `every model of the catalogue runs, and its output is what its schema says`(part: Int) async throws {
    let site = try SiteUnderTest()
    let picture = try await site.uploadPicture(360, 360)
    let sound = try await site.upload([1, 2, 3], type: "application/octet-stream", name: "a.bin")
    for (index, endpoint) in Self.endpoints.enumerated() where index % 8 == part {
      let schema = try #require(site.site.workshop.documents.schema(of: endpoint))
      let request = input(for: schema, picture: picture, sound: sound)
      let output = try await site.output(endpoint, request)
      for field in schema.output.fields {
        let value = output[field.name] ?? .null
        #expect(!field.isRequired || !value.isNull || field.media != nil, "\(endpoint): \(field.name) is missing")
        if !value.isNull { #expect(field.type.violations(of: value).isEmpty, "\(endpoint): \(field.name): \(value)") }
      }
    }
  }

  @Test func `what it is given goes into what it makes`() async throws {
    let site = try SiteUnderTest()
    let picture = try await site.uploadPicture(300, 200)
    let output = try await site.output(
      "fal-ai/kling-video/v2.1/standard/image-to-video", ["prompt": "it turns", "image_url": .string(picture)])
    let clip = try #require(output["video"]?["url"]?.string)
    #expect(try await site.download(clip).count > 10_000)
    let missing = try await site.output(
      "fal-ai/flux/dev", ["prompt": "a fox", "seed": 11, "num_images": 2, "image_size": "square"])
    #expect(missing["images"]?.array?.count == 2)
    #expect(missing["seed"] == 11)
    #expect(missing["prompt"] == "a fox")
  }
}
