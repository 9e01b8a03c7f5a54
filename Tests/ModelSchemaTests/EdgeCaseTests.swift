import JSON
import ModelSchema
import Testing

/// Section 8 of the survey: each case with an endpoint that shows it.
@Suite(.enabled(if: Corpus.isHere, "shared/data is not here"))
struct EdgeCaseTests {
  /// Endpoint, parameter, word, what is sent.
  static let words: [(String, String, String, JSON)] = [
    // anyOf with null
    ("fal-ai/flux/dev", "seed", "7", 7),
    ("fal-ai/flux/dev", "seed", "null", .null),
    ("fal-ai/flux/dev", "seed", "12345678901234567890123", number("12345678901234567890123")),
    ("fal-ai/flux/dev", "seed", "9007199254740993", 9_007_199_254_740_993),
    // enum or record
    ("fal-ai/flux/dev", "image_size", "landscape_16_9", "landscape_16_9"),
    ("fal-ai/flux/dev", "image_size", "1024x768", ["width": 1024, "height": 768]),
    ("fal-ai/flux/dev", "image_size", #"{"width":1024,"height":768}"#, ["width": 1024, "height": 768]),
    // enums of numeric texts, of integers, with units
    ("fal-ai/kling-video/v3/pro/text-to-video", "duration", "5", "5"),
    ("fal-ai/vidu/q2/image-to-video/pro", "duration", "5", 5),
    ("fal-ai/veo3.1", "duration", "8", "8s"),
    ("fal-ai/veo3.1/extend-video", "duration", "7", "7s"),
    ("fal-ai/kandinsky5-pro/text-to-video", "duration", "5s", "5s"),
    ("fal-ai/reconviagen-0.5", "resolution", "1024", 1024),
    ("fal-ai/fast-lightning-sdxl", "num_inference_steps", "4", "4"),
    ("decart/lucy-14b/image-to-video", "resolution", "720p", "720p"),
    // blanks, punctuation, the empty text
    ("argil/avatars/audio-to-video", "avatar", "Mia outdoor (UGC)", "Mia outdoor (UGC)"),
    ("fal-ai/meshy/v6/image-to-3d", "pose_mode", "", ""),
    // an open enum
    ("fal-ai/flux-pro/v1.1-ultra", "aspect_ratio", "5:7", "5:7"),
    ("fal-ai/flux-pro/v1.1-ultra", "aspect_ratio", "21:9", "21:9"),
    // number, "auto" or null; a text or a number
    ("sonauto/v2/text-to-music", "bpm", "120", 120),
    ("sonauto/v2/text-to-music", "bpm", "auto", "auto"),
    ("fal-ai/auto-caption", "top_align", "center", "center"),
    ("fal-ai/auto-caption", "top_align", "0.5", 0.5),
    // floating point
    ("fal-ai/ltxv-13b-098-distilled/extend", "tone_map_compression_ratio", "0.15", 0.15),
    ("fal-ai/wan/v2.2-14b/speech-to-video", "num_frames", "80", 80),
    // a text stays a text
    ("fal-ai/flux/dev", "prompt", "1984", "1984"),
    ("fal-ai/flux/dev", "prompt", "null", "null"),
    ("fal-ai/flux/dev", "sync_mode", "true", true),
    // a list of one, a list in JSON, an array of enum
    ("fal-ai/flux-2/edit", "image_urls", "https://e.org/a.png", ["https://e.org/a.png"]),
    ("fal-ai/flux-2/edit", "image_urls", #"["https://e.org/a.png"]"#, ["https://e.org/a.png"]),
    ("fal-ai/meshy/v5/remesh", "target_formats", "glb", ["glb"]),
    // a file's record
    ("cassetteai/video-sound-effects-generator", "video_url", "https://e.org/a.mp4", ["url": "https://e.org/a.mp4"]),
    // a dangling reference, an upper-case name
    ("fal-ai/wan-ati", "track", #"[[{"x":1,"y":2}]]"#, [[["x": 1, "y": 2]]]),
    ("fal-ai/hyper3d/rodin", "TAPose", "true", true),
    // what would be more than one word, or not ASCII
    ("fal-ai/ltx-2-19b/text-to-video", "video_output_type", "X264 (.mp4)", "X264 (.mp4)"),
    (
      "fal-ai/heygen/avatar4/image-to-video", "voice", "Derya - Lifelike - Excited 🤩",
      "Derya - Lifelike - Excited 🤩"
    ),
    // null where it is one of several, or said by another keyword
    ("fal-ai/fast-fooocus-sdxl/image-to-image", "image_size", "null", .null),
    ("fal-ai/stable-diffusion-v35-large", "image_size", "square", "square"),
    // a list that says nothing of its elements, or each of them
    ("fal-ai/ben/v2/video", "background_color", "[0, 255, 0]", [0, 255, 0]),
    // a size in a default
    ("fal-ai/cogvideox-5b/image-to-video", "video_size", "720x480", ["width": 720, "height": 480]),
    // behind allOf, a record; a format
    (
      "fal-ai/longcat-multi-avatar/image-audio-to-video", "bbox_person1", #"{"x":1,"y":2,"w":"3","h":4,"label":5}"#,
      ["x": 1, "y": 2, "w": 3, "h": 4, "label": "5"]
    ),
    (
      "fal-ai/recraft-v3", "style_id", "not checked, as only the platform knows them",
      "not checked, as only the platform knows them"
    ),
    // points as records or as lists
    (
      "fal-ai/moondream3-preview/segment", "spatial_references", #"[{"x":0.1,"y":0.2},["0.3",0.4]]"#,
      [["x": 0.1, "y": 0.2], [0.3, 0.4]]
    ),
  ]

  @Test(arguments: words)
  func `a word becomes what the schema says`(_ endpoint: String, _ name: String, _ word: String, _ value: JSON) throws {
    #expect(try Corpus.parameter(endpoint, name).coerced(word: word).value == value)
  }

  static let refusals: [(String, String, String, String)] = [
    ("fal-ai/flux/dev", "image_size", "hugee", "literal_error"),
    ("fal-ai/flux/dev", "image_size", "0x768", "greater_than"),
    ("fal-ai/flux/dev", "num_images", "five", "int_parsing"),
    ("fal-ai/flux/dev", "num_images", "1.5", "int_parsing"),
    ("fal-ai/flux/dev", "num_images", "99", "less_than_equal"),
    ("fal-ai/flux/dev", "sync_mode", "maybe", "bool_parsing"),
    ("fal-ai/kling-video/v3/pro/text-to-video", "duration", "16", "literal_error"),
    ("fal-ai/vidu/q2/image-to-video/pro", "duration", "99", "literal_error"),
    ("fal-ai/veo3.1/extend-video", "duration", "8s", "literal_error"),
    ("fal-ai/wan/v2.2-14b/speech-to-video", "num_frames", "81", "multiple_of"),
    ("fal-ai/ltxv-13b-098-distilled/extend", "tone_map_compression_ratio", "0.17", "multiple_of"),
    ("fal-ai/amt-interpolation/frame-interpolation", "output_fps", "61", "less_than_equal"),
    ("bria/fibo-edit/edit", "guidance_scale", "6", "less_than_equal"),
    ("fal-ai/elevenlabs/sound-effects/v2", "duration_seconds", "23", "less_than_equal"),
    ("fal-ai/ffmpeg-api/merge-audios", "audio_urls", "https://e.org/a.mp3", "sequence_too_short"),
    ("sonauto/v2/text-to-music", "bpm", "fast", "literal_error"),
    ("fal-ai/meshy/v5/remesh", "target_formats", "png", "literal_error"),
    ("fal-ai/ben/v2/video", "background_color", "[0, 255]", "sequence_too_short"),
    ("fal-ai/minimax/speech-02-turbo", "audio_setting", #"{"sample_rate":1}"#, "literal_error"),
    ("fal-ai/ltx-2-19b/text-to-video", "video_output_type", "X265", "literal_error"),
    ("fal-ai/flux-general/image-to-image", "control_loras", #"[{"path":"x"}]"#, "missing"),
    ("fal-ai/flux-lora", "loras", #"[{"scale":1}]"#, "missing"),
  ]

  @Test(arguments: refusals)
  func `what does not fit is refused`(_ endpoint: String, _ name: String, _ word: String, _ type: String) throws {
    let parameter = try Corpus.parameter(endpoint, name)
    let violation = #expect(throws: Violation.self) { try parameter.coerced(word: word) }
    #expect(violation?.platformDetail["type"] == .string(type))
  }

  @Test func `a default may break its own schema`() throws {
    let frames = try Corpus.parameter("fal-ai/hunyuan-video/video-to-video", "num_frames")
    #expect(frames.defaultValue == 129)
    #expect(frames.violations(of: 129, at: path("num_frames")).map(\.fault) == [.notOneOf(["129", "85"])])
    #expect(try frames.coerced(129).value == "129")
  }

  @Test func `very large enums are named in part`() throws {
    let avatar = try Corpus.parameter("fal-ai/heygen/v3/video-agent", "avatar")
    #expect(avatar.type.choices.count == 1287)
    #expect(avatar.typeSummary.hasSuffix("… (1287)"))
  }

  @Test func `a name that is not known deep inside is found`() throws {
    let subtitles = try Corpus.schema("veed/subtitles")
    let strict = subtitles.violations(of: ["video_url": "https://e.org/a.mp4", "customization": ["colour": 5]])
    #expect(strict.map { $0.platformDetail["type"] }.contains("extra_forbidden"))
    let flux = try Corpus.schema("fal-ai/flux-lora")
    let input: JSON = ["prompt": "a", "loras": [["path": "x", "scael": 1]], "sede": 3]
    #expect(flux.violations(of: input).isEmpty)
    #expect(Set(flux.unknownNames(in: input).map(\.path.description)) == ["loras[0].scael", "sede"])
  }

  @Test func `bounds above 2^53 hold`() throws {
    let seed = try Corpus.parameter("sonauto/v2/text-to-music", "seed")
    #expect(try seed.coerced(word: "9223372036854775807").value.text == "9223372036854775807")
    #expect(throws: Violation.self) { try seed.coerced(word: "99999999999999999999") }
  }

  @Test func `an array or a scalar, whichever is given`() throws {
    let fill = try Corpus.parameter("fal-ai/flux-general/inpainting", "fill_image")
    let one: JSON = ["fill_image_url": "https://e.org/a.png"]
    let two: JSON = ["fill_image_url": ["https://e.org/a.png", "https://e.org/b.png"]]
    #expect(try fill.coerced(one).value == one)
    #expect(try fill.coerced(two).value == two)
  }

  @Test func `deprecation and limits of files are read`() throws {
    #expect(try Corpus.parameter("fal-ai/meshy/v6-preview/text-to-3d", "is_a_t_pose").isDeprecated)
    let video = try Corpus.parameter("fal-ai/kling-video/o3/standard/video-to-video/edit", "video_url")
    #expect(video.media?.limits.maximumFileSize == 209_715_200)
    #expect(video.media?.limits.maximumDuration == 10.05)
  }

  @Test func `patterns hold, deep inside too`() throws {
    let speech = try Corpus.schema("fal-ai/gemini-tts")
    let speakers: JSON = [["voice": "Kore", "speaker_id": "two words"], ["voice": "Kore", "speaker_id": "Host"]]
    let found = speech.violations(of: ["prompt": "a", "speakers": speakers])
    #expect(found.map(\.path.description) == ["speakers[0].speaker_id"])
    #expect(found.map { $0.platformDetail["type"] } == ["string_pattern_mismatch"])
  }

  @Test func `what is required deep inside is asked for there`() throws {
    let trainer = try Corpus.schema("fal-ai/ltx23-video-trainer")
    let input: JSON = ["training_data_url": "https://e.org/a.zip", "validation": [["prompt": "a"], [:]]]
    #expect(trainer.violations(of: input) == [Violation(.missing, at: path("validation[1].prompt"))])
    let fibo = try Corpus.schema("bria/fibo-bbq-preview/generate")
    let deep: JSON = ["structured_prompt": ["objects": [["skin_color": ["red": 1, "green": 2]]]]]
    // A record of any other names fits as well, and so nothing is missing.
    #expect(fibo.violations(of: deep).isEmpty)
  }

  @Test func `a value is either a record or a number, or null`() throws {
    let flux = try Corpus.schema("fal-ai/flux-general/image-to-image")
    for scale in [["layer": 0.5], 2, -1.5] as [JSON] {
      let lora: JSON = ["path": "x", "control_image_url": "https://e.org/a.png", "scale": scale]
      let input: JSON = ["prompt": "a", "image_url": "https://e.org/a.png", "control_loras": [lora]]
      #expect(flux.violations(of: input).isEmpty)
    }
  }

  @Test func `a model that takes any name is not told that it knows none`() throws {
    let open = try Corpus.schema("decart/lucy2-vton/realtime")
    #expect(open.unknownNames(in: ["prompt": "a", "of_my_own": 1]).isEmpty)
  }

  @Test func `defaults of all kinds are kept as they stand`() throws {
    #expect(
      try Corpus.parameter("fal-ai/cogvideox-5b/image-to-video", "video_size").defaultValue
        == ["height": 480, "width": 720])
    #expect(try Corpus.parameter("fal-ai/meshy/v5/remesh", "target_formats").defaultValue == ["glb"])
    #expect(try Corpus.parameter("fal-ai/flux-lora", "loras").defaultValue == [])
    #expect(try Corpus.parameter("fal-ai/fast-fooocus-sdxl/image-to-image", "image_size").defaultValue == .null)
    let negative = try Corpus.parameter("fal-ai/ltx-2-19b/text-to-video", "negative_prompt")
    #expect(negative.defaultValue?.string?.count == 1077)
  }

  @Test func `long descriptions are one line, and need not be there`() throws {
    let data = try Corpus.parameter("fal-ai/qwen-image-edit-plus-trainer", "image_data_url")
    #expect((data.summary?.count ?? 0) > 600)
    #expect(data.summary?.contains("\n") == false)
  }
}
