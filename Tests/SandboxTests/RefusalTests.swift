import FalProtocol
import JSON
import Testing

@testable import Sandbox

@Suite struct RefusalTests {
  private let kling = "fal-ai/kling-video/o3/pro/image-to-video"

  private func refusal(_ site: SiteUnderTest, _ endpoint: String, _ input: JSON) async throws -> PlatformError {
    let response = try await site.result(endpoint, input)
    #expect(response.status == 422)
    #expect(response.headers[HeaderName.billableUnits] == "0")
    return PlatformError(response)
  }

  @Test(
    arguments: [
      ("fal-ai/veo3.1", [:], "missing", "prompt"),
      ("fal-ai/veo3.1", ["prompt": "x", "duration": 5], "literal_error", "duration"),
      ("fal-ai/veo3.1", ["prompt": "x", "duration": "5s"], "literal_error", "duration"),
      ("fal-ai/z-image/turbo", ["prompt": "x", "num_images": 9], "less_than_equal", "num_images"),
      ("fal-ai/z-image/turbo", ["prompt": 3], "string_type", "prompt"),
      ("fal-ai/nano-banana-pro", ["prompt": "x"], "string_too_short", "prompt"),
      ("fal-ai/z-image/turbo", ["prompt": "nsfw things"], "content_policy_violation", "prompt"),
      ("fal-ai/kling-video/o3/pro/image-to-video", ["prompt": "x"], "missing", "image_url"),
      (
        "fal-ai/kling-video/o3/pro/image-to-video", ["prompt": "x", "image_url": "https://example.com/a.png"],
        "file_download_error", "image_url"
      ),
      (
        "fal-ai/kling-video/o3/pro/image-to-video", ["prompt": "x", "image_url": "data:image/png;base64,AAAA"],
        "image_load_error", "image_url"
      ),
      (
        "fal-ai/nemotron/asr", ["audio_url": "http://127.0.0.1:8000/cdn/files/b/1/none.mp3"], "file_download_error",
        "audio_url"
      ),
      ("fal-ai/qwen-image-max/edit", ["prompt": "x", "image_urls": []], "sequence_too_short", "image_urls"),
    ] as [(String, JSON, String, String)])
  func `a bad input completes and shows at the result`(
    endpoint: String, input: JSON, type: String, place: String
  ) async throws {
    let error = try await refusal(try SiteUnderTest(), endpoint, input)
    #expect(error.type == type)
    #expect(error.location?.description == place)
  }

  @Test func `without the safety checker nothing is refused for its words`() async throws {
    let input: JSON = ["prompt": "nsfw", "enable_safety_checker": false, "image_size": ["width": 64, "height": 64]]
    let response = try await SiteUnderTest().result("fal-ai/z-image/turbo", input)
    #expect(response.status == 200)
  }

  @Test func `a picture too small for the model is refused with the limits`() async throws {
    let site = try SiteUnderTest()
    let url = try await site.uploadPicture(100, 100)
    let error = try await refusal(site, kling, ["prompt": "x", "image_url": .string(url)])
    #expect(error.type == "image_too_small")
    #expect(error.details.first?.context == ["min_width": 300, "min_height": 300])
  }

  @Test func `a picture too narrow for the model is refused`() async throws {
    let site = try SiteUnderTest()
    let url = try await site.uploadPicture(1000, 300)
    let error = try await refusal(site, kling, ["prompt": "x", "image_url": .string(url)])
    #expect(error.type == "image_aspect_ratio_error")
  }

  @Test func `one of two prompts is needed`() async throws {
    let site = try SiteUnderTest()
    let url = try await site.uploadPicture(300, 300)
    #expect(try await refusal(site, kling, ["image_url": .string(url)]).type == "value_error")
  }

  @Test func `the place in a list is named`() async throws {
    let site = try SiteUnderTest()
    let urls: JSON = [.string(try await site.uploadPicture(64, 64)), "https://example.com/b.png"]
    let error = try await refusal(site, "fal-ai/qwen-image-max/edit", ["prompt": "x", "image_urls": urls])
    #expect(error.location?.description == "image_urls[1]")
  }

  @Test func `a body that is no JSON is refused at the result too`() async throws {
    let site = try SiteUnderTest()
    let endpoint = try EndpointID("fal-ai/z-image/turbo")
    let accepted = await site.send(.submit(endpoint), body: Array("{oops".utf8))
    let id = try #require(try accepted.json()["request_id"]?.string)
    let result = await site.send(.result(endpoint.app, requestID: id))
    #expect(result.status == 422)
    #expect(PlatformError(result).type == "json_invalid")
  }

  @Test(arguments: ["[]", "null", "3", "\"text\""])
  func `a body that is no record is refused`(body: String) async throws {
    let site = try SiteUnderTest()
    let response = await site.send(.run(try EndpointID("fal-ai/z-image/turbo")), body: Array(body.utf8))
    #expect(response.status == 422)
  }
}
