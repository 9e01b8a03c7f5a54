import JSON
import ModelSchema
import Testing

@Suite(.enabled(if: Corpus.isHere, "shared/data is not here"))
struct OutputTests {
  private func primary(_ endpoint: String, _ file: String) throws -> [String] {
    let body = try Corpus.json("results/\(file).json")
    return try Corpus.schema(endpoint).output.media(in: body).filter(\.isPrimary).map {
      "\($0.kind.rawValue) \($0.path)"
    }
  }

  static let results: [(String, String, [String])] = [
    ("fal-ai/hunyuan-3d/v3.1/pro/text-to-3d", "examples/fal-ai__hunyuan-3d__v3.1__pro__text-to-3d", ["mesh model_glb"]),
    ("fal-ai/meshy/v6-preview/text-to-3d", "examples/fal-ai__meshy__v6-preview__text-to-3d", ["mesh model_glb"]),
    ("fal-ai/veo3.1", "examples/fal-ai__veo3.1", ["video video"]),
    ("fal-ai/nano-banana-pro", "examples/fal-ai__nano-banana-pro", ["image images[0]"]),
    ("fal-ai/minimax/speech-2.8-hd", "examples/fal-ai__minimax__speech-2.8-hd", ["audio audio"]),
    ("fal-ai/sam-audio/separate", "examples/fal-ai__sam-audio__separate", ["audio target"]),
    ("fal-ai/hunyuan-motion", "examples/fal-ai__hunyuan-motion", ["mesh fbx_file"]),
    ("openrouter/router", "examples/openrouter__router", []),
  ]

  @Test(arguments: results)
  func `the files that a result is about`(_ endpoint: String, _ file: String, _ expected: [String]) throws {
    #expect(try primary(endpoint, file) == expected)
  }

  @Test func `recorded nulls are no sizes`() throws {
    let media = Media.all(in: try Corpus.json("results/recorded/fal-ai__flux-2__turbo-1.json"))
    #expect(!media.isEmpty)
    #expect(media.allSatisfy { $0.kind == .image && $0.isPrimary })
  }

  @Test(
    arguments: [
      ("openrouter/router", ["output": "Hello", "reasoning": "Hm"], "Hello"),
      ("fal-ai/nemotron/asr", ["output": "Hello", "partial": false], "Hello"),
      ("fal-ai/whisper", ["text": "Hello", "chunks": []], "Hello"),
      ("fal-ai/florence-2-large/caption", ["results": "A fox"], "A fox"),
      ("fal-ai/video-prompt-generator", ["prompt": "A fox"], "A fox"),
      ("half-moon-ai/ai-detector/detect-text", ["verdict": "human", "confidence": 1], "human"),
      ("fal-ai/flux/dev", ["prompt": "A fox", "images": []], nil),
    ] as [(String, JSON, String?)])
  func `the text of a result`(_ endpoint: String, _ output: JSON, _ text: String?) throws {
    #expect(try Corpus.schema(endpoint).output.text(in: output) == text)
  }

  @Test(
    arguments: [
      ("fal-ai/flux-2/klein/9b", "images", MediaKind.image, true), ("fal-ai/veo3.1", "video", .video, false),
      ("fal-ai/demucs", "other", .audio, false), ("fal-ai/hunyuan-3d/v3.1/pro/text-to-3d", "model_urls", .mesh, true),
      ("fal-ai/hunyuan-3d/v3.1/pro/text-to-3d", "thumbnail", .image, false),
      ("fal-ai/qwen-3-tts/clone-voice/1.7b", "speaker_embedding", .other, false),
      ("fal-ai/auto-caption", "video_url", .video, false),
      ("fal-ai/flux-lora-fast-training", "config_file", .other, false),
    ] as [(String, String, MediaKind, Bool)])
  func `the kinds of outputs are known before the run`(
    _ endpoint: String, _ name: String, _ kind: MediaKind, _ isList: Bool
  ) throws {
    let field = try #require(try Corpus.schema(endpoint).output.fields.first { $0.name == name })
    #expect(field.media == kind)
    #expect(field.isList == isList)
  }
}

@Suite struct MediaTests {
  private func primary(_ value: JSON) -> [String] {
    Media.all(in: value).filter(\.isPrimary).map(\.path.description)
  }

  private let file: (String) -> JSON = { ["url": .string("https://e.org/\($0)")] }

  @Test func `one mesh of several formats is the result`() {
    let urls: JSON = ["obj": file("a.obj"), "fbx": file("a.fbx"), "glb": file("a.glb"), "texture": file("t.png")]
    #expect(primary(["model_urls": urls]) == ["model_urls.glb"])
    #expect(primary(["model_urls": urls, "model_obj": file("b.obj")]) == ["model_obj"])
    #expect(primary(["model_mesh": file("m"), "model_glb": file("g"), "meshes": [file("1.glb")]]) == ["model_glb"])
    #expect(primary(["meshes": [file("1.glb"), file("2.glb")]]) == ["meshes[0]", "meshes[1]"])
    #expect(
      primary(["animation_glb": file("a"), "rigged_character_fbx": file("b"), "rigged_character_glb": file("c")]) == [
        "rigged_character_glb"
      ])
  }

  @Test func `what accompanies is the result only if it is alone`() {
    #expect(primary(["mask_image": file("m.png"), "image": file("a.png")]) == ["image"])
    #expect(primary(["masks": [file("m.png"), file("n.png")]]) == ["masks[0]", "masks[1]"])
    #expect(primary(["image": file("a.png"), "images": [file("a.png")]]) == ["image"])
    #expect(primary(["video_url": "https://e.org/a.mp4", "thumbnail_url": "https://e.org/a.png"]) == ["video_url"])
  }

  @Test func `a file's facts are read, and nulls are none`() {
    let media = Media.all(in: [
      "video": [
        "url": "https://e.org/a", "content_type": "video/mp4", "file_size": 5, "duration": 2.5, "width": .null,
        "file_name": "a.mp4",
      ]
    ])
    #expect(media.count == 1)
    #expect(media.first?.kind == .video)
    #expect(media.first?.fileSize == 5)
    #expect(media.first?.duration == 2.5)
    #expect(media.first?.width == nil)
    #expect(media.first?.fileName == "a.mp4")
  }

  static let kinds: [(JSON, MediaKind)] = [
    (["x": ["url": "data:image/PNG;base64,AAAA"]], .image),
    (["x": ["url": "https://e.org/a.glb?x=1", "content_type": "application/octet-stream"]], .other),
    (["model_glb": ["url": "https://e.org/a", "content_type": "application/octet-stream"]], .mesh),
    (["x": ["url": "https://e.org/a.bin", "width": 5]], .image), (["lora_file": ["url": "https://e.org/a"]], .other),
    (["image": ["url": "https://e.org/a", "content_type": "image/PNG"]], .image),
  ]

  @Test(arguments: kinds)
  func `the kind of a file`(_ value: JSON, _ kind: MediaKind) {
    #expect(Media.all(in: value).map(\.kind) == [kind])
  }

  @Test func `what is no address is no file`() {
    #expect(Media.all(in: ["a": ["url": "x.png"], "b": ["url": 5], "c": "https://e.org/a.png"]).isEmpty)
  }
}
