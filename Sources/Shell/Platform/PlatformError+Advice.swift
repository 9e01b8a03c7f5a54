import FalProtocol
import JSON

extension PlatformError {
  /// What to do about it; nil where nothing can be said.
  var advice: String? {
    let specific = type.flatMap { Self.adviceByType[$0]?(context) }
    switch kind {
    case .auth where status == 403: return "keys and what they may do: https://fal.ai/dashboard/keys"
    case .auth: return "check FAL_KEY: keys are made at https://fal.ai/dashboard/keys"
    case .locked: return lockedAdvice
    case .contentPolicy: return contentAdvice
    case .notFound: return shape == .statusWord ? "results are kept for about an hour" : nil
    case .timeout where isCallersTimeout: return "a longer one lets it wait, or none"
    case .rateLimit, .timeout, .server: return specific ?? passingAdvice
    case .stillInProgress: return "wait waits for it"
    case .badInput where status == 405: return "the queue takes the short form of an id: owner/name"
    case .badInput: return specific ?? (Self.isMissing(type) ? missingAdvice : nil)
    case .cancelled: return nil
    }
  }

  /// The bounds that belong to the first entry's type.
  private var context: JSON { details.first?.context ?? .null }

  private var passingAdvice: String? {
    guard isRetryable else { return nil }
    return retryAfter.map { "try again after \($0.inTenths)" } ?? "trying again may help"
  }

  private var lockedAdvice: String {
    message.lowercased().contains("admin")
      ? "write to support@fal.ai" : "to top up: https://fal.ai/dashboard/billing"
  }

  /// A picture may be refused as well as words.
  private var contentAdvice: String {
    let place = location?.description ?? ""
    let kind = ["image", "video", "audio"].first { place.contains($0) }
    return kind.map { "another \($0) may pass" } ?? "another wording may pass"
  }

  private var missingAdvice: String? { location.map { "give it: \($0)=…" } }

  private static func isMissing(_ type: String?) -> Bool { type == "missing" || type == "value_error.missing" }

  /// By the platform's own words for errors of models and requests.
  private static let adviceByType: [String: @Sendable (JSON) -> String?] = [
    "image_too_small": { size("at least", $0["min_width"], $0["min_height"]) },
    "image_too_large": { size("at most", $0["max_width"], $0["max_height"]) },
    "image_load_error": { _ in "a picture in a usual format, whole, may pass" },
    "image_aspect_ratio_error": { _ in "a picture of another shape may pass" },
    "face_detection_error": { _ in "a picture with a face that is seen well may pass" },
    "file_download_error": { _ in "a file of your own is given as @path, any other by a URL that all may read" },
    "file_too_large": { $0["max_size"]?.int.map { "at most \($0.inMebibytes)" } },
    "feature_not_supported": { _ in "leave it out, or take another model" },
    "no_media_generated": { _ in "another wording may give something" },
    "greater_than": { bound("greater than", $0["gt"]) }, "greater_than_equal": { bound("at least", $0["ge"]) },
    "less_than": { bound("less than", $0["lt"]) }, "less_than_equal": { bound("at most", $0["le"]) },
    "multiple_of": { bound("a multiple of", $0["multiple_of"]) },
    "sequence_too_short": { bound("at least", $0["min_length"]) },
    "sequence_too_long": { bound("at most", $0["max_length"]) },
    "one_of": { list("one of", $0["expected"]) },
    "invalid_archive": { list("an archive of", $0["supported_extensions"]) },
    "archive_file_count_below_minimum": { count("at least", $0["min_count"], $0["provided_count"], " files") },
    "archive_file_count_exceeds_maximum": { count("at most", $0["max_count"], $0["provided_count"], " files") },
    "audio_duration_too_long": { count("at most", $0["max_duration"], $0["provided_duration"], " s") },
    "audio_duration_too_short": { count("at least", $0["min_duration"], $0["provided_duration"], " s") },
    "video_duration_too_long": { count("at most", $0["max_duration"], $0["provided_duration"], " s") },
    "video_duration_too_short": { count("at least", $0["min_duration"], $0["provided_duration"], " s") },
    "unsupported_audio_format": { list("one of", $0["supported_formats"]) },
    "unsupported_image_format": { list("one of", $0["supported_formats"]) },
    "unsupported_video_format": { list("one of", $0["supported_formats"]) },
    "concurrent_requests_limit": { _ in "without --sync it waits in the queue" },
  ]

  private static func bound(_ words: String, _ limit: JSON?) -> String? { limit.map { "\(words) \(word($0))" } }

  private static func size(_ words: String, _ width: JSON?, _ height: JSON?) -> String? {
    guard let width, let height else { return nil }
    return "\(words) \(word(width)) × \(word(height))"
  }

  private static func count(_ words: String, _ limit: JSON?, _ given: JSON?, _ unit: String) -> String? {
    limit.map { "\(words) \(word($0))\(unit)" + (given.map { "; this has \(word($0))\(unit)" } ?? "") }
  }

  private static func list(_ words: String, _ values: JSON?) -> String? {
    values?.array.map { "\(words) \($0.map(word).joined(separator: " "))" }
  }

  private static func word(_ json: JSON) -> String { (json.string ?? json.text).oneLine }
}

extension Int {
  /// `10 MiB`, `512 KiB`.
  fileprivate var inMebibytes: String {
    self >= 1 << 20 ? "\(self >> 20) MiB" : self >= 1 << 10 ? "\(self >> 10) KiB" : "\(self) bytes"
  }
}
