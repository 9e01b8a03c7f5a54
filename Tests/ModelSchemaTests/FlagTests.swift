import JSON
import ModelSchema
import Testing

@Suite struct FlagTests {
  @Test(arguments: [
    ("fal-ai/flux-2/klein/9b", "num_images", "2", "num_images", "2"),
    ("fal-ai/fashn/tryon/v1.5", "num_images", "2", "num_samples", "2"),
    ("fal-ai/flux-2/klein/9b", "size", "portrait", "image_size", "portrait_4_3"),
    ("fal-ai/flux-2/klein/9b", "size", "landscape", "image_size", "landscape_4_3"),
    ("fal-ai/flux-2/klein/9b", "size", "square", "image_size", "square"),
    ("fal-ai/flux-2/klein/9b", "size", "1024x768", "image_size", "landscape_4_3"),
    ("fal-ai/flux-2/klein/9b", "size", "1000x300", "image_size", "1000x300"),
    ("fal-ai/flux-2/klein/9b", "aspect_ratio", "1:1", "image_size", "square_hd"),
    ("fal-ai/flux-2/klein/9b", "aspect_ratio", "9:16", "image_size", "portrait_16_9"),
    ("fal-ai/nano-banana-pro", "aspect_ratio", "16:9", "aspect_ratio", "16:9"),
    ("fal-ai/nano-banana-pro", "size", "portrait", "aspect_ratio", "3:4"),
    ("fal-ai/veo3.1", "size", "landscape", "aspect_ratio", "16:9"),
    ("fal-ai/veo3.1", "size", "square", "aspect_ratio", "square"),
    ("fal-ai/image-apps-v2/city-teleport", "size", "portrait", "aspect_ratio.ratio", "3:4"),
    ("fal-ai/veo3.1", "duration", "8", "duration", "8"), ("fal-ai/veo3.1", "seed", "7", "seed", "7"),
  ])
  func `a flag reaches what the model has`(
    _ endpoint: String, _ flag: String, _ word: String, _ place: String, _ taken: String
  ) throws {
    let reading = try Facts.schema(endpoint).reading(ofFlag: flag, word: word)
    #expect(reading == FlagReading(path: path(place), word: taken))
  }

  @Test(
    arguments: [
      ("fal-ai/veo3.1", "num_images", []), ("fal-ai/nemotron/asr", "size", []), ("fal-ai/ultrashape", "duration", []),
      ("fal-ai/ltx-2-19b/text-to-video", "duration", ["num_frames"]),
    ] as [(String, String, [String])])
  func `or the model has nothing of it, and perhaps something near`(
    _ endpoint: String, _ flag: String, _ instead: [String]
  ) throws {
    let schema = try Facts.schema(endpoint)
    #expect(throws: FlagFailure(instead: instead)) { try schema.reading(ofFlag: flag, word: "2") }
  }

  @Test func `over the catalogue, every shape that a flag is turned into is one of the model's`() throws {
    var turned = 0
    for schema in Facts.all {
      for (flag, words) in [("size", ["square", "portrait", "landscape"]), ("aspect_ratio", ["16:9", "1:1", "9:16"])] {
        for word in words {
          guard let reading = try? schema.reading(ofFlag: flag, word: word), reading.word != word else { continue }
          let choices = try schema.type(at: reading.path).choices
          #expect(choices.contains(.string(reading.word)), "\(schema.endpointID)")
          turned += 1
        }
      }
    }
    #expect(turned > 1000)
  }
}
