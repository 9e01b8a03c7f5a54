import FalProtocol
import JSON
import MediaFiles
import ModelSchema

/// Draws pictures from words, for models whose size is an `image_size` and
/// for those whose size is an `aspect_ratio` and a `resolution`.
struct TextToImage: SandboxModel {
  let listing: ModelListing

  func duration(of input: JSON) -> Double { 0.8 }

  func log(of input: JSON) -> [String] {
    ["Loading weights", "Drawing \(input["num_images"]?.int ?? 1) of them", "Encoding"]
  }

  func run(_ call: ModelCall) throws(PlatformError) -> ModelOutput {
    let size = try call.imageSize() ?? call.ratioSize
    let count = call.count("num_images")
    var images: [JSON] = []
    for index in 0..<count {
      let file = Studio.picture(call.provenance(call.text("prompt"), part: index), size, call.pictureFormat)
      images.append(try call.publishPicture(file, part: index, size: size))
    }
    let units = units(of: call, each: size) * Double(count) + extras(of: call)
    return ModelOutput(body: body(of: call, images: images), billableUnits: units)
  }

  private func body(of call: ModelCall, images: [JSON]) -> JSON {
    let fields: JSONObject = [
      "images": .array(images),
      "description": "",
      "timings": ["inference": JSON(duration(of: call.input))],
      "seed": JSON(call.seed),
      "has_nsfw_concepts": .array(images.map { _ in false }),
      "prompt": .string(call.text("prompt")),
    ]
    let names = call.schema.output.fields.map(\.name)
    return .object(fields.filter { names.contains($0.key) })
  }

  /// Of one picture. Per picture, the largest ones count double.
  private func units(of call: ModelCall, each size: PixelSize) -> Double {
    if listing.price?.unit == "megapixels" { return size.megapixels }
    return call.text("resolution") == "4K" ? 2 : 1
  }

  /// What a request costs beyond its pictures: 0.015 dollars for a search of
  /// the web, 0.0025 for a prompt enriched.
  private func extras(of call: ModelCall) -> Double {
    guard let price = listing.price else { return 0 }
    let dollars = (call.flag("enable_web_search") ? 0.015 : 0) + (call.flag("enable_prompt_expansion") ? 0.0025 : 0)
    return dollars / price.perUnit
  }
}

extension ModelCall {
  /// What `aspect_ratio` and `resolution` ask for; each resolution doubles
  /// the sides of the one before.
  fileprivate var ratioSize: PixelSize {
    let base = Self.ratios[text("aspect_ratio")] ?? PixelSize(width: 1024, height: 1024)
    let scale = ["2K": 2, "4K": 4][text("resolution")] ?? 1
    return PixelSize(width: base.width * scale, height: base.height * scale)
  }

  private static let ratios: [String: PixelSize] = [
    "21:9": PixelSize(width: 1584, height: 672), "16:9": PixelSize(width: 1376, height: 768),
    "3:2": PixelSize(width: 1264, height: 848), "4:3": PixelSize(width: 1200, height: 896),
    "5:4": PixelSize(width: 1152, height: 928), "1:1": PixelSize(width: 1024, height: 1024),
    "4:5": PixelSize(width: 928, height: 1152), "3:4": PixelSize(width: 896, height: 1200),
    "2:3": PixelSize(width: 848, height: 1264), "9:16": PixelSize(width: 768, height: 1376),
  ]
}
