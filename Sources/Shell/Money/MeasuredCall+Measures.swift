import JSON
import MediaFiles
import ModelSchema

extension MeasuredCall {
  /// - Returns: nil if the input does not say.
  func usage(of measure: BillingUnit.Measure) -> Usage? {
    switch measure {
    case .images: images
    case .megapixels: has("num_frames", "number_of_frames") ? videoMegapixels : imageMegapixels
    case .processedMegapixels: imageMegapixels.map { Usage($0.count, mayBeMore: true) }
    case .seconds: seconds
    case .minutes: minutes
    case .characters: characters
    case .steps: number("steps", "number_of_steps", "training_steps").map { Usage($0) }
    case .requests: Usage(1, mayBeMore: (number("num_images", "num_results", "num_samples") ?? 1) > 1)
    case .clips: Usage(1, mayBeMore: has("duration", "num_frames", "seconds_total"))
    }
  }

  // MARK: Pictures

  /// What a call may add beyond its `num_images` counts as more.
  private var images: Usage {
    let count = number("num_images", "num_samples", "number_of_images", "num_results", "n") ?? 1
    return Usage(max(1, count), mayBeMore: (number("max_images") ?? 1) > 1 || unknown.contains("num_images"))
  }

  /// Each picture counts as whole megapixels; 1024 × 1024 is one.
  private var imageMegapixels: Usage? {
    guard let size = pictureSize else { return nil }
    let each = (Double(size.width) * Double(size.height) / 1_048_576).rounded(.up)
    return Usage(images.count * max(1, each), mayBeMore: images.mayBeMore || takesIn([.image]))
  }

  /// Width × height × frames.
  private var videoMegapixels: Usage? {
    guard let size = pictureSize, let frames = number("num_frames", "number_of_frames") else { return nil }
    let pixels = Double(size.width) * Double(size.height) * frames
    return Usage((pixels / 1_000_000).rounded(.up), mayBeMore: takesIn([.video]))
  }

  private var pictureSize: PixelSize? {
    if let width = number("width"), let height = number("height") { return Self.size(width, height) }
    guard let given = value("image_size") ?? value("video_size") ?? value("size") else { return nil }
    if let preset = given.string { return Self.presets[preset] ?? Self.size(of: preset) }
    guard let width = given["width"]?.double, let height = given["height"]?.double else { return nil }
    return Self.size(width, height)
  }

  /// `1024x768`.
  private static func size(of text: String) -> PixelSize? {
    let sides = text.split { $0 == "x" || $0 == "*" }.compactMap { Double($0) }
    return sides.count == 2 ? size(sides[0], sides[1]) : nil
  }

  private static func size(_ width: Double, _ height: Double) -> PixelSize? {
    guard (1...1e6).contains(width), (1...1e6).contains(height) else { return nil }
    return PixelSize(width: Int(width), height: Int(height))
  }

  private static let presets: [String: PixelSize] = [
    "square_hd": PixelSize(width: 1024, height: 1024), "square": PixelSize(width: 512, height: 512),
    "portrait_4_3": PixelSize(width: 768, height: 1024), "portrait_16_9": PixelSize(width: 576, height: 1024),
    "landscape_4_3": PixelSize(width: 1024, height: 768), "landscape_16_9": PixelSize(width: 1024, height: 576),
  ]

  // MARK: Time and text

  /// A length that follows a file is in no input.
  private var seconds: Usage? {
    if let shots = value("multi_prompt")?.array, !shots.isEmpty { return seconds(of: shots) }
    if has("duration") { return number("duration").map { Usage($0) } }
    if let seconds = number("seconds_total", "total_seconds", "duration_seconds") { return Usage(seconds) }
    guard !takesIn([.video, .audio]), let frames = number("num_frames", "number_of_frames") else { return nil }
    // Seconds are often counted at 16 pictures each, whatever the rate is.
    let rate = min(16, number("frames_per_second", "fps") ?? 16)
    return rate > 0 ? Usage(frames / rate, mayBeMore: true) : nil
  }

  /// The shots' lengths together; five seconds each where nothing is said.
  private func seconds(of shots: [JSON]) -> Usage {
    Usage(shots.reduce(0) { $0 + ($1["duration"].flatMap(Self.number) ?? 5) }, mayBeMore: true)
  }

  private var minutes: Usage? {
    if let milliseconds = number("music_length_ms") { return Usage(milliseconds / 60_000) }
    return seconds.map { Usage($0.count / 60, mayBeMore: $0.mayBeMore) }
  }

  private var characters: Usage? {
    guard let name = schema.mainText?.name, let text = value(name)?.string else { return nil }
    return Usage(Double(text.unicodeScalars.count))
  }
}
