package import JSON

/// What a flag of the old scripts comes to for a model.
package struct FlagReading: Sendable, Equatable {
  /// The place that is meant.
  package let path: JSONPath
  /// What was written, as the place wants it: `3:4` for `portrait`.
  package let word: String

  package init(path: JSONPath, word: String) {
    self.path = path
    self.word = word
  }
}

/// The model has nothing that a flag could mean.
package struct FlagFailure: Error, Equatable, Sendable {
  /// What it has of the same kind.
  package let instead: [String]

  package init(instead: [String]) { self.instead = instead }
}

extension ModelSchema {
  /// Names that stand for one another, the likeliest first, and names that
  /// are near but mean something else. Shapes have two flags for one thing.
  private static let flags: [String: (names: [String], near: [String])] = [
    "size": (["size", "image_size", "video_size", "aspect_ratio", "ratio"], shapeNames),
    "aspect_ratio": (["aspect_ratio", "ratio", "image_size", "video_size"], shapeNames),
    "num_images": (
      ["num_images", "number_of_images", "num_samples"], ["max_images", "num_results", "batch_size", "num_clips"]
    ),
    "duration": (
      ["duration", "duration_seconds", "seconds_total"], ["num_frames", "length", "max_duration", "duration_ms"]
    ),
    "seed": (["seed"], []),
  ]

  private static let shapeNames = [
    "resolution", "width", "height", "output_size", "canvas_size", "target_size", "orientation",
  ]

  /// Whether a flag has a meaning of its own for every model.
  package static func isFlag(_ name: String) -> Bool { flags[name] != nil }

  /// What a flag (`num_images`, without its dashes) means here.
  /// - Throws: `FlagFailure` if the model has nothing of that.
  package func reading(ofFlag name: String, word: String) throws(FlagFailure) -> FlagReading {
    let (names, near) = Self.flags[name] ?? ([name], [])
    guard let parameter = names.lazy.compactMap({ self.parameter(named: $0) }).first else {
      throw FlagFailure(instead: near.filter { parameter(named: $0) != nil })
    }
    let isShape = name == "size" || name == "aspect_ratio"
    let inner = isShape ? parameter.onlyChoiceField : nil
    let path = JSONPath([parameter.name, inner?.name].compactMap { $0.map { .key($0) } })
    guard isShape else { return FlagReading(path: path, word: word) }
    return FlagReading(path: path, word: (inner ?? parameter).type.choices.named(likeShape: word) ?? word)
  }
}

extension Parameter {
  /// The one field of a record that has choices: `aspect_ratio.ratio`.
  fileprivate var onlyChoiceField: Parameter? {
    guard type.choices.isEmpty else { return nil }
    for case .record(let record) in type.branches {
      let fields = record.fields.filter { !$0.type.choices.isEmpty }
      return fields.count == 1 ? fields[0] : nil
    }
    return nil
  }
}

extension [JSON] {
  /// The choice of the same shape; nil if there is none, or if the word is a
  /// choice itself.
  fileprivate func named(likeShape word: String) -> String? {
    let words = compactMap(\.string)
    guard !words.contains(word), let shape = Shape(word) else { return nil }
    return words.filter { Shape($0).map(shape.covers) ?? false }.min { left, right in
      shape.preference(left) < shape.preference(right)
    }
  }
}

/// The shape of a picture, by any of its names: `portrait`, `9:16`,
/// `landscape_4_3`, `1024x768`.
private struct Shape {
  /// Width by height; nil where only the direction is said.
  let ratio: Double?
  /// -1 upright, 0 square, 1 lying.
  let direction: Int
  private let isLarge: Bool

  init?(_ word: String) {
    let words = word.lowercased().split { "_:x×".contains($0) }
    let numbers = words.compactMap { Double($0) }.filter { $0 > 0 }
    let named = ["portrait": -1, "square": 0, "landscape": 1][words.first ?? ""]
    isLarge = words.last == "hd"
    if numbers.count == 2 {
      let (long, short) = (max(numbers[0], numbers[1]), min(numbers[0], numbers[1]))
      let ratio = named == -1 ? short / long : named == 1 ? long / short : numbers[0] / numbers[1]
      self.ratio = ratio
      direction = ratio < 1 ? -1 : ratio > 1 ? 1 : 0
    } else if let named, numbers.isEmpty {
      ratio = named == 0 ? 1 : nil
      direction = named
    } else {
      return nil
    }
  }

  func covers(_ other: Shape) -> Bool {
    guard let ratio else { return direction == other.direction }
    guard let theirs = other.ratio else { return false }
    return abs(ratio - theirs) < 0.01
  }

  /// The least is the best: for a direction alone 4:3 before others, and of
  /// two squares the one as large as the other shapes are.
  func preference(_ word: String) -> Double {
    guard let other = Shape(word) else { return .infinity }
    if direction == 0 { return other.isLarge ? 0 : 1 }
    let usual = direction < 0 ? 3.0 / 4 : 4.0 / 3
    return abs((other.ratio ?? 9) - usual)
  }
}
