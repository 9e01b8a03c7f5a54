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

  @Test func `patterns, deprecation and limits of files are read`() throws {
    #expect(try Corpus.parameter("fal-ai/meshy/v6-preview/text-to-3d", "is_a_t_pose").isDeprecated)
    let video = try Corpus.parameter("fal-ai/kling-video/o3/standard/video-to-video/edit", "video_url")
    #expect(video.media?.limits.maximumFileSize == 209_715_200)
    #expect(video.media?.limits.maximumDuration == 10.05)
    let subtitles = try Corpus.schema("veed/subtitles").parameters
    #expect(!subtitles.isEmpty)
  }
}
