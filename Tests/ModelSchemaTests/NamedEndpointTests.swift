import JSON
import ModelSchema
import Testing

/// The endpoints of the user's own texts.
@Suite(.enabled(if: Corpus.isHere, "shared/data is not here"))
struct NamedEndpointTests {
  /// Endpoint, category, required, main text, the first output with files.
  static let endpoints: [(String, String, [String], String?, String?)] = [
    ("fal-ai/nano-banana-pro", "text-to-image", ["prompt"], "prompt", "images"),
    ("fal-ai/flux-2/klein/9b", "text-to-image", ["prompt"], "prompt", "images"),
    ("fal-ai/z-image/turbo", "text-to-image", ["prompt"], "prompt", "images"),
    ("fal-ai/qwen-image-max/edit", "image-to-image", ["prompt", "image_urls"], "prompt", "images"),
    ("fal-ai/kling-video/o3/pro/image-to-video", "image-to-video", ["image_url"], "prompt", "video"),
    ("fal-ai/veo3.1", "text-to-video", ["prompt"], "prompt", "video"),
    ("fal-ai/minimax/speech-2.8-turbo", "text-to-speech", ["prompt"], "prompt", "audio"),
    ("fal-ai/nemotron/asr", "audio-to-text", ["audio_url"], nil, nil),
    ("fal-ai/hunyuan-3d/v3.1/rapid/text-to-3d", "text-to-3d", ["prompt"], "prompt", "model_obj"),
    ("openrouter/router", "llm", ["prompt", "model"], "prompt", nil),
  ]

  @Test(arguments: endpoints)
  func `what it needs and gives`(
    _ endpoint: String, _ category: String, _ required: [String], _ text: String?, _ output: String?
  ) throws {
    let schema = try Corpus.schema(endpoint)
    #expect(schema.category == category)
    #expect(Set(schema.parameters.filter(\.isRequired).map(\.name)) == Set(required))
    #expect(schema.mainText?.name == text)
    #expect(schema.output.fields.first { $0.media != nil }?.name == output)
  }

  static let summaries: [(String, String, String)] = [
    ("fal-ai/nano-banana-pro", "resolution", "one of 1K 2K 4K"),
    ("fal-ai/nano-banana-pro", "num_images", "integer from 1 to 4"),
    ("fal-ai/flux-2/klein/9b", "sync_mode", "true or false"),
    ("fal-ai/flux-2/klein/9b", "seed", "integer"),
    ("fal-ai/qwen-image-max/edit", "image_urls", "list of images"),
    ("fal-ai/kling-video/o3/pro/image-to-video", "image_url", "image"),
    ("fal-ai/veo3.1", "duration", "one of 4s 6s 8s"),
    ("fal-ai/nemotron/asr", "audio_url", "audio"),
  ]

  @Test(arguments: summaries)
  func `what a parameter takes, in words`(_ endpoint: String, _ name: String, _ summary: String) throws {
    #expect(try Corpus.parameter(endpoint, name).typeSummary == summary)
  }
}
