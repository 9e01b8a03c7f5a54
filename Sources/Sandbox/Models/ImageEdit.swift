import FalProtocol
import JSON

/// Changes pictures as words say.
struct ImageEdit: SandboxModel {
  let listing: ModelListing

  /// The service says it in prose only.
  private static let pictureCount = 1...3

  func duration(of input: JSON) -> Double { 1.2 }

  func log(of input: JSON) -> [String] {
    ["Reading \(input["image_urls"]?.array?.count ?? 0) pictures", "Editing", "Encoding"]
  }

  func run(_ call: ModelCall) throws(PlatformError) -> ModelOutput {
    let sources = try call.pictures("image_urls")
    guard let first = sources.first, Self.pictureCount.contains(sources.count) else { throw wrongCount(sources.count) }
    let size = try call.imageSize() ?? first.size
    let count = call.count("num_images")
    var images: [JSON] = []
    for index in 0..<count {
      let file = try Studio.edit(sources, call.provenance(call.text("prompt"), part: index), size, call.pictureFormat)
      // This model's output names files, not pictures: no width and height.
      images.append(try call.publishPicture(file, part: index))
    }
    return ModelOutput(body: ["images": .array(images), "seed": JSON(call.seed)], billableUnits: Double(count))
  }

  private func wrongCount(_ count: Int) -> PlatformError {
    let isShort = count < Self.pictureCount.lowerBound
    return .refusal(
      isShort ? "sequence_too_short" : "sequence_too_long", at: [.key("image_urls")],
      "one to three pictures are needed, and there are \(count)",
      context: isShort
        ? ["min_length": JSON(Self.pictureCount.lowerBound)] : ["max_length": JSON(Self.pictureCount.upperBound)])
  }
}
