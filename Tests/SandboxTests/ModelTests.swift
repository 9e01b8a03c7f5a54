import FalProtocol
import JSON
import MediaFiles
import ModelSchema
import Testing

@testable import Sandbox

@Suite struct ModelTests {
  /// A small good input for a model, its files on the site.
  private func input(for endpoint: String, on site: SiteUnderTest) async throws -> JSON {
    switch endpoint {
    case "fal-ai/flux-2/klein/9b", "fal-ai/z-image/turbo":
      return ["prompt": "a fox", "image_size": ["width": 64, "height": 48], "seed": 7]
    case "fal-ai/qwen-image-max/edit":
      return ["prompt": "at night", "image_urls": [.string(try await site.uploadPicture(64, 48))]]
    case "fal-ai/kling-video/o3/pro/image-to-video":
      return ["prompt": "it turns", "image_url": .string(try await site.uploadPicture(320, 300)), "duration": "3"]
    case "fal-ai/veo3.1": return ["prompt": "a wave", "duration": "4s"]
    case "fal-ai/nemotron/asr":
      return ["audio_url": .string(try await site.upload([1, 2, 3], type: "audio/wav", name: "a.wav"))]
    case "openrouter/router": return ["prompt": "what is glass", "model": "google/gemini-2.5-flash"]
    default: return ["prompt": "a blue vase"]
    }
  }

  @Test(arguments: ModelDocumentsTests.endpoints)
  func `every model's output is what its schema says`(endpoint: String) async throws {
    let site = try SiteUnderTest()
    let output = try await site.output(endpoint, input(for: endpoint, on: site))
    let shape = try #require(site.site.workshop.documents.schema(of: endpoint)).output
    for field in shape.fields {
      let value = output[field.name] ?? .null
      #expect(!field.isRequired || !value.isNull, "\(field.name) is missing")
      if !value.isNull { #expect(field.type.violations(of: value).isEmpty, "\(field.name): \(value)") }
    }
    let names = Set(output.object?.keys ?? [])
    #expect(names.isSubset(of: shape.fields.map(\.name)))
  }

  @Test(arguments: ModelDocumentsTests.endpoints)
  func `the same requests on two sites give the same answers`(endpoint: String) async throws {
    var outputs: [JSON] = []
    for _ in 0..<2 {
      let site = try SiteUnderTest()
      outputs.append(try await site.output(endpoint, input(for: endpoint, on: site)))
    }
    #expect(outputs[0] == outputs[1])
  }

  @Test func `a seed decides the picture, and one that is not given is told`() async throws {
    let site = try SiteUnderTest()
    let base: JSON = ["prompt": "a fox", "image_size": ["width": 64, "height": 48], "seed": 5]
    var other = base
    other.set(6, at: JSONPath(key: "seed"))
    let pictures = [
      try await site.picture("fal-ai/z-image/turbo", base), try await site.picture("fal-ai/z-image/turbo", base),
      try await site.picture("fal-ai/z-image/turbo", other),
    ]
    #expect(pictures[0] == pictures[1])
    #expect(pictures[0] != pictures[2])
    let unseeded: JSON = ["prompt": "a fox", "image_size": "square"]
    let seeds = [
      try await site.output("fal-ai/z-image/turbo", unseeded)["seed"]?.int,
      try await site.output("fal-ai/z-image/turbo", unseeded)["seed"]?.int,
    ]
    #expect(seeds[0] != nil && seeds[0] != seeds[1])
  }

  @Test(
    arguments: [
      ("fal-ai/z-image/turbo", ["prompt": "x", "image_size": "portrait_16_9"], 576, 1024, "png"),
      ("fal-ai/z-image/turbo", ["prompt": "x", "output_format": "webp"], 1024, 768, "webp"),
      (
        "fal-ai/flux-2/klein/9b", ["prompt": "x", "output_format": "jpeg", "image_size": ["width": 100]], 100, 512,
        "jpeg"
      ),
      ("fal-ai/nano-banana-pro", ["prompt": "a cat", "aspect_ratio": "16:9"], 1376, 768, "png"),
      ("fal-ai/nano-banana-pro", ["prompt": "a cat", "resolution": "2K", "output_format": "jpeg"], 2048, 2048, "jpeg"),
    ] as [(String, JSON, Int, Int, String)])
  func `size and format follow the parameters`(
    endpoint: String, input: JSON, width: Int, height: Int, format: String
  ) async throws {
    let site = try SiteUnderTest()
    let record = try #require(try await site.output(endpoint, input)["images"]?[0])
    #expect(record["width"]?.int == width && record["height"]?.int == height)
    #expect(record["content_type"]?.string == "image/\(format)")
    let bytes = try await site.download(record["url"]?.string)
    #expect(record["file_size"]?.isNull == true, "it is drawn when it is looked at")
    let facts = try #require(MediaFacts.read(bytes))
    #expect(facts.kind.rawValue == format && facts.width == width && facts.height == height)
  }

  @Test func `as many pictures as were asked for, each different, inline if asked`() async throws {
    let site = try SiteUnderTest()
    let input: JSON = [
      "prompt": "x", "num_images": 3, "sync_mode": true, "image_size": ["width": 64, "height": 64],
    ]
    let output = try await site.output("fal-ai/flux-2/klein/9b", input)
    let urls = (output["images"]?.array ?? []).compactMap { $0["url"]?.string }
    #expect(Set(urls).count == 3)
    #expect(urls.allSatisfy { DataURL($0)?.contentType == "image/png" })
    #expect(output["has_nsfw_concepts"]?.array?.count == 3)
  }

  @Test func `an edit has the size of its source`() async throws {
    let site = try SiteUnderTest()
    let input: JSON = ["prompt": "at night", "image_urls": [.string(try await site.uploadPicture(90, 60))]]
    let output = try await site.output("fal-ai/qwen-image-max/edit", input)
    let facts = try #require(MediaFacts.read(try await site.download(output["images"]?[0]?["url"]?.string)))
    #expect(facts.width == 90 && facts.height == 60)
  }

  @Test func `a clip is as long and as large as was asked`() async throws {
    let site = try SiteUnderTest()
    let output = try await site.output("fal-ai/veo3.1", ["prompt": "a wave", "duration": "4s", "aspect_ratio": "9:16"])
    let facts = try #require(MediaFacts.read(try await site.download(output["video"]?["url"]?.string)))
    #expect(facts.kind == .mp4 && facts.width == 720 && facts.height == 1280)
    #expect(abs((facts.seconds ?? 0) - 4) < 0.1)
  }

  @Test(arguments: ["mp3", "flac"])
  func `what the sandbox says the sandbox understands`(format: String) async throws {
    let site = try SiteUnderTest()
    let words = "Hello, is there anybody out there?"
    let speech = try await site.output(
      "fal-ai/minimax/speech-2.8-turbo", ["prompt": .string(words), "audio_setting": ["format": .string(format)]])
    #expect(speech["duration_ms"]?.int ?? 0 > 500)
    let heard = try await site.output("fal-ai/nemotron/asr", ["audio_url": speech["audio"]?["url"] ?? .null])
    #expect(heard["output"]?.string == words)
  }

  @Test func `a bare shape comes without texture`() async throws {
    let site = try SiteUnderTest()
    let endpoint = "fal-ai/hunyuan-3d/v3.1/rapid/text-to-3d"
    let full = try await site.output(endpoint, ["prompt": "a vase"])
    #expect(full["model_obj"]?["url"] != nil && full["texture"]?["url"] != nil)
    let bare = try await site.output(endpoint, ["prompt": "a vase", "enable_geometry": true])
    #expect(bare["model_obj"] == .null && bare["texture"] == .null)
    let glb = try await site.download(bare["model_urls"]?["glb"]?["url"]?.string)
    #expect(MediaFacts.read(glb)?.kind == .glb)
  }

  @Test func `a language model answers in lines and streams what it says`() async throws {
    let site = try SiteUnderTest()
    let input: JSON = ["prompt": "five one-line prompts about foxes", "model": "x"]
    let output = try await site.output("openrouter/router", input)
    #expect(output["output"]?.string?.split(separator: "\n").count == 5)
    #expect(output["usage"]?["cost"]?.double ?? 0 > 0)
    let events = try await site.events(.stream(try EndpointID("openrouter/router")), json: input)
    #expect(events.count > 5)
    for (event, next) in zip(events, events.dropFirst()) {
      #expect(next["output"]?.string?.hasPrefix(event["output"]?.string ?? "?") == true)
      #expect(event["partial"] == true)
    }
    #expect(events.last == output)
  }

  @Test func `a model that does not stream has no stream`() async throws {
    let site = try SiteUnderTest()
    let response = await site.send(.stream(try EndpointID("fal-ai/z-image/turbo")), json: ["prompt": "x"])
    #expect(response.status == 404)
  }

  @Test(
    arguments: [
      ("fal-ai/nano-banana-pro", ["prompt": "a cat", "num_images": 2, "resolution": "4K", "sync_mode": true], "4"),
      ("fal-ai/minimax/speech-2.8-turbo", ["prompt": "0123456789"], "0.01"),
      ("fal-ai/veo3.1", ["prompt": "x", "duration": "4s", "generate_audio": false], "2"),
      ("fal-ai/hunyuan-3d/v3.1/rapid/text-to-3d", ["prompt": "x"], "15"),
    ] as [(String, JSON, String)])
  func `what is billed follows the parameters`(endpoint: String, input: JSON, units: String) async throws {
    let site = try SiteUnderTest()
    #expect(try await site.result(endpoint, input).headers[HeaderName.billableUnits] == units)
  }
}

extension SiteUnderTest {
  /// The bytes of the first picture of a run.
  fileprivate func picture(_ endpoint: String, _ input: JSON) async throws -> [UInt8] {
    try await download(try await output(endpoint, input)["images"]?[0]?["url"]?.string)
  }
}
