import JSON
import ModelSchema
import Testing

@testable import Shell

@Suite struct UsageTests {
  /// A model with these properties.
  private func schema(_ properties: JSON, category: String = "text-to-image") throws -> ModelSchema {
    let input: JSON = ["$ref": "#/components/schemas/Input"]
    let request: JSON = ["content": ["application/json": ["schema": input]]]
    let answer: JSON = ["content": ["application/json": ["schema": ["type": "object", "properties": [:]]]]]
    return try ModelSchema(document: [
      "openapi": "3.0.4",
      "info": ["x-fal-metadata": ["endpointId": "a/b", "category": .string(category)]],
      "paths": [
        "/a/b": ["post": ["requestBody": request]],
        "/a/b/requests/{request_id}": ["get": ["responses": ["200": answer]]],
      ],
      "components": ["schemas": ["Input": ["type": "object", "properties": properties]]],
    ])
  }

  private func usage(_ unit: String, _ properties: JSON, _ input: JSON, unknown: Set<String> = []) throws -> Usage? {
    guard let unit = BillingUnit(unit) else { return nil }
    return Usage(of: unit, input: input, schema: try schema(properties), unknown: unknown)
  }

  private let count: JSON = ["num_images": ["type": "integer", "default": 1]]
  private let size: JSON = [
    "image_size": ["anyOf": [["type": "object"], ["type": "string"]], "default": "landscape_4_3"],
    "num_images": ["type": "integer", "default": 1],
  ]

  @Test(arguments: [
    "units", "credits", "compute seconds", "1000 tokens", "1m tokens", "", "1", "16 frames", "input seconds",
  ])
  func `what no input can tell is unknown`(unit: String) { #expect(BillingUnit(unit) == nil) }

  @Test(arguments: ["images", "image", " Images "])
  func `a unit is read in singular and plural`(unit: String) { #expect(BillingUnit(unit)?.measure == .images) }

  @Test func `pictures are counted, by default too`() throws {
    #expect(try usage("images", count, [:]) == Usage(1))
    #expect(try usage("images", count, ["num_images": 4]) == Usage(4))
    #expect(try usage("images", count, ["num_images": 4], unknown: ["num_images"])?.mayBeMore == true)
  }

  @Test func `megapixels are whole ones, for every picture`() throws {
    #expect(try usage("megapixels", size, [:]) == Usage(1))
    #expect(try usage("megapixels", size, ["image_size": "square_hd", "num_images": 3]) == Usage(3))
    #expect(try usage("megapixels", size, ["image_size": ["width": 1920, "height": 1080]]) == Usage(2))
    #expect(try usage("megapixels", size, ["image_size": "auto"]) == nil)
    #expect(try usage("megapixels", size, ["image_size": ["width": 1e300, "height": 5]]) == nil)
    #expect(try usage("processed megapixels", size, [:]) == Usage(1, mayBeMore: true))
  }

  @Test func `seconds are what duration says, however it is written`() throws {
    let duration: JSON = ["duration": ["enum": ["4s", "8s", "auto"], "type": "string", "default": "8s"]]
    #expect(try usage("seconds", duration, [:]) == Usage(8))
    #expect(try usage("seconds", duration, ["duration": "4s"]) == Usage(4))
    #expect(try usage("seconds", duration, ["duration": 5]) == Usage(5))
    #expect(try usage("seconds", duration, ["duration": "auto"]) == nil)
    #expect(try usage("5 seconds", duration, [:]) == Usage(2))
    #expect(try usage("minutes", duration, ["duration": 30]) == Usage(0.5))
    #expect(try usage("seconds", ["prompt": ["type": "string"]], [:]) == nil)
  }

  @Test func `a video that goes in has a length that no input tells`() throws {
    let properties: JSON = ["video_url": ["type": "string"], "num_frames": ["type": "integer", "default": 81]]
    #expect(try usage("seconds", properties, ["video_url": "https://x/a.mp4"]) == nil)
    #expect(try usage("seconds", properties, [:])?.mayBeMore == true)
  }

  @Test func `characters are those of the main text`() throws {
    let usage = try usage("1000 characters ", ["text": ["type": "string"]], ["text": "a 🦊!"])
    #expect(usage == Usage(0.004))
  }

  @Test(
    arguments: [
      (["resolution": "480p"], false), (["resolution": "1080p"], true), (["resolution": "auto"], true), ([:], true),
    ] as [(JSON, Bool)])
  func `above the lowest grade it may be more`(input: JSON, mayBeMore: Bool) throws {
    let properties: JSON = [
      "duration": ["type": "integer", "default": 5],
      "resolution": ["type": "string", "enum": ["auto", "480p", "720p", "1080p"], "default": "720p"],
    ]
    #expect(try usage("seconds", properties, input) == Usage(5, mayBeMore: mayBeMore))
  }

  @Test func `sound may cost more, and without it nothing is added`() throws {
    let properties: JSON = ["duration": ["type": "integer"], "generate_audio": ["type": "boolean", "default": true]]
    #expect(try usage("seconds", properties, ["duration": 5])?.mayBeMore == true)
    #expect(try usage("seconds", properties, ["duration": 5, "generate_audio": false])?.mayBeMore == false)
  }

  @Test func `the price of a clip does not say how long one is`() throws {
    #expect(try usage("videos", ["duration": ["type": "integer", "default": 5]], [:]) == Usage(1, mayBeMore: true))
    #expect(try usage("videos", ["prompt": ["type": "string"]], [:]) == Usage(1))
  }
}
