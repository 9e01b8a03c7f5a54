/// What a model is billed by. The platform's word for it is free text:
/// `images`, `1000 characters`, `5 seconds`, `1m tokens`.
struct BillingUnit: Sendable, Hashable {
  enum Measure: Sendable, Hashable {
    case images, megapixels
    /// Those of the files that go in count too.
    case processedMegapixels
    case seconds, minutes, characters
    /// Steps of a training.
    case steps
    /// Whole requests, whatever comes of them.
    case requests
    /// Whole clips; their price does not say of which length.
    case clips
  }

  let measure: Measure
  /// How many of the measure make one unit: 1000 characters.
  let size: Double

  /// - Returns: nil for what no input can tell: tokens, the platform's own
  ///   `units` and `credits`, the seconds that a machine computes.
  init?(_ text: String) {
    var words = text.lowercased().split(whereSeparator: \.isWhitespace)
    let count = words.first.flatMap { Double($0) }
    if count != nil { words.removeFirst() }
    guard let measure = Self.measures[words.joined(separator: " ").singular], count ?? 1 > 0 else { return nil }
    self.measure = measure
    size = count ?? 1
  }

  private static let measures: [String: Measure] = [
    "image": .images, "megapixel": .megapixels, "processed megapixel": .processedMegapixels, "second": .seconds,
    "minute": .minutes, "character": .characters, "step": .steps, "generation": .requests, "request": .requests,
    "training": .requests, "cloned voice": .requests, "video": .clips, "video segment": .clips, "audio": .clips,
  ]
}

extension String {
  /// `image` for `images`.
  var singular: String { hasSuffix("s") ? String(dropLast()) : self }
}
