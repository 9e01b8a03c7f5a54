import JSON
import ModelSchema
import Testing

@Suite(.enabled(if: Corpus.isHere, "shared/data is not here"))
struct WiringTests {
  private func offers(_ kinds: [MediaKind]) -> [Offer] {
    kinds.enumerated().map { Offer(kind: $1, label: "[\($0)]") }
  }

  /// Endpoint, what is piped, whether a text is too, what is given by name,
  /// and where it goes.
  static let table: [(String, [MediaKind], Bool, Set<String>, String)] = [
    ("fal-ai/kling-video/o3/pro/image-to-video", [.image], true, [], "image_url=0 text=prompt"),
    ("fal-ai/kling-video/v3/pro/image-to-video", [.image], true, [], "start_image_url=0 text=prompt"),
    ("fal-ai/qwen-image-max/edit", [.image], true, [], "image_urls=[0] text=prompt"),
    ("fal-ai/flux-2/klein/9b/edit", [.image, .image, .image], false, [], "image_urls=[0,1,2]"),
    ("fal-ai/hunyuan-3d/v3.1/rapid/image-to-3d", [.image], false, [], "input_image_url=0"),
    ("fal-ai/ultrashape", [.mesh, .image], false, [], "image_url=1 model_url=0"),
    ("fal-ai/nemotron/asr", [.audio], false, [], "audio_url=0"),
    ("openrouter/router", [], true, [], "text=prompt"),
    ("openrouter/router/vision", [.image], true, [], "image_urls=[0] text=prompt"),
    ("openrouter/router/video", [.video], true, [], "video_urls=[0] text=prompt"),
    ("fal-ai/minimax/speech-2.8-turbo", [], true, [], "text=prompt"),
    ("fal-ai/qwen-3-tts/text-to-speech/1.7b", [], true, [], "text=text"),
    ("fal-ai/qwen-3-tts/voice-design/1.7b", [], true, ["prompt"], "text=text"),
    ("fal-ai/f5-tts", [.audio], true, [], "ref_audio_url=0 text=gen_text"),
    ("fal-ai/pixverse/v5.6/transition", [.image, .image], true, [], "first_image_url=0 end_image_url=1 text=prompt"),
    ("fal-ai/fast-sdxl/inpainting", [.image, .image], false, [], "image_url=0 mask_url=1"),
    ("fal-ai/fast-sdxl/inpainting", [.image], false, ["image_url"], "mask_url=0"),
    ("fal-ai/kling-video/o3/pro/reference-to-video", [.image, .image], false, [], "image_urls=[0,1]"),
    (
      "fal-ai/longcat-multi-avatar/image-audio-to-video", [.image, .audio], false, [],
      "image_url=0 audio_url_person1=1"
    ),
    ("fal-ai/flux-pro/v1.1-ultra", [.image], false, [], "image_url=0"),
    ("fal-ai/flux-control-lora-canny", [.image], false, [], "control_lora_image_url=0"),
    ("fal-ai/leffa/virtual-tryon", [.image, .image], false, [], "human_image_url=0 garment_image_url=1"),
    ("fal-ai/fashn/tryon/v1.6", [.image, .image], false, [], "model_image=0 garment_image=1"),
    ("fal-ai/creatify/aurora", [.audio, .image], false, [], "image_url=1 audio_url=0"),
    ("fal-ai/veo3.1/extend-video", [.video], true, [], "video_url=0 text=prompt"),
  ]

  @Test(arguments: table)
  func `what is piped goes where it belongs`(
    _ endpoint: String, _ kinds: [MediaKind], _ hasText: Bool, _ given: Set<String>, _ expected: String
  ) throws {
    let wiring = try Corpus.schema(endpoint).wire(offers(kinds), hasText: hasText, given: given)
    let connections = wiring.connections.map { connection in
      let indices = connection.offers.map { "\($0)" }.joined(separator: ",")
      return "\(connection.parameter)=" + (connection.isList ? "[\(indices)]" : indices)
    }
    #expect((connections + (wiring.text.map { ["text=\($0)"] } ?? [])).joined(separator: " ") == expected)
  }

  static let failures: [(String, [MediaKind], Bool, Set<String>, WiringFailure)] = [
    (
      "fal-ai/kling-video/o3/pro/image-to-video", [.image, .image, .image, .image], false, [],
      .tooMany(kind: .image, count: 4, parameters: ["image_url"], capacity: 1)
    ),
    (
      "fal-ai/kling-video/o3/pro/image-to-video", [.image], false, ["image_url"],
      .alreadyGiven(kind: .image, parameters: ["image_url"])
    ),
    ("fal-ai/z-image/turbo", [.image], false, [], .noPlace(kind: .image, takes: [], named: [])),
    ("fal-ai/nemotron/asr", [.video], false, [], .noPlace(kind: .video, takes: [.audio], named: [])),
    ("fal-ai/z-image/turbo", [], true, ["prompt"], .textTwice(parameter: "prompt")),
    ("fal-ai/nemotron/asr", [], true, [], .noText),
  ]

  @Test(arguments: failures)
  func `what fits nowhere is an error`(
    _ endpoint: String, _ kinds: [MediaKind], _ hasText: Bool, _ given: Set<String>, _ failure: WiringFailure
  ) throws {
    let schema = try Corpus.schema(endpoint)
    #expect(throws: failure) { try schema.wire(offers(kinds), hasText: hasText, given: given) }
  }

  @Test func `end frames, masks and nested files are never filled by themselves`() throws {
    for schema in Corpus.all.schemas {
      for kind in MediaKind.allCases {
        guard let wiring = try? schema.wire(offers([kind]), hasText: false, given: []) else { continue }
        for connection in wiring.connections {
          let parameter = try #require(schema.parameter(named: connection.parameter))
          #expect(parameter.media?.kind == kind)
          #expect(parameter.isRequired || !["end_image_url", "mask_url", "tail_image_url"].contains(parameter.name))
        }
      }
    }
  }

  @Test func `every offer is taken once, or it is an error`() {
    for schema in Corpus.all.schemas {
      let kinds: [MediaKind] = [.image, .audio, .image, .video]
      for count in 1...4 {
        guard let wiring = try? schema.wire(offers(Array(kinds.prefix(count))), hasText: false, given: []) else {
          continue
        }
        #expect(wiring.connections.flatMap(\.offers).sorted() == Array(0..<count))
      }
    }
  }

  @Test func `most models have a main text`() {
    let without = Corpus.all.schemas.filter { $0.mainText == nil }
    let prompts = Corpus.all.schemas.filter { $0.mainText?.name == "prompt" }
    #expect(prompts.count == 980)
    #expect(without.count == 343)
  }
}
