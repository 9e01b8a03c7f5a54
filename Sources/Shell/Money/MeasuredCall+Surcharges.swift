import JSON
import ModelSchema

extension MeasuredCall {
  /// Whether something is asked for that many models bill more for, while
  /// the price list has one price: a higher resolution, sound, a better
  /// quality. Only the lowest of these is known to cost no more.
  var hasSurcharge: Bool { Self.grades.contains(where: isAboveLowest) || Self.switches.contains(where: isOn) }

  /// Parameters whose values are grades of the same thing.
  private static let grades = [
    "resolution", "target_resolution", "quality", "rendering_speed", "texture_quality", "geometry_quality", "mode",
    "tier", "enhancement_tier", "target_fps", "model",
  ]

  /// Parameters that add something.
  private static let switches = [
    "generate_audio", "generate_audio_switch", "audio", "with_audio", "enable_web_search", "hdr", "enable_pbr",
    "should_texture", "enable_rigging", "enable_animation", "textured_mesh", "generate_multi_clip_switch",
  ]

  private func isOn(_ name: String) -> Bool {
    guard let parameter = schema.parameter(named: name), parameter.media == nil else { return false }
    return unknown.contains(name) || value(name) == true
  }

  private func isAboveLowest(_ name: String) -> Bool {
    guard let parameter = schema.parameter(named: name) else { return false }
    let choices = parameter.type.choices.filter { !$0.isNull }
    guard choices.count > 1 else { return false }
    guard let value = value(name) else { return unknown.contains(name) }
    guard let rank = Self.rank(value), let lowest = choices.compactMap(Self.rank).min() else { return true }
    return rank > lowest
  }

  /// Where a value stands among the grades; nil if that cannot be said:
  /// `auto`.
  private static func rank(_ value: JSON) -> Double? {
    if let number = value.double { return number }
    guard let word = value.string?.lowercased() else { return nil }
    let digits = word.prefix { $0.isNumber || $0 == "." }
    if let number = Double(digits) { return word.hasSuffix("k") ? number * 1000 : number }
    return words[word]
  }

  private static let words: [String: Double] = [
    "turbo": 1, "fast": 1, "draft": 1, "low": 1, "lite": 1, "default": 2, "standard": 2, "std": 2, "basic": 2,
    "balanced": 2, "medium": 2, "normal": 2, "quality": 3, "high": 3, "hd": 3, "pro": 3, "detailed": 3, "best": 4,
    "ultra": 4, "max": 4,
  ]
}
