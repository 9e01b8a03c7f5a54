/// The platform's own words for what went wrong, and what it says of each.
/// Models may send others; those are kept as they are.
package struct ErrorType: Sendable, Hashable {
  /// The word on the wire.
  package let name: String
  /// The HTTP status code that goes with it.
  package let status: Int
  /// Whether the same request may succeed later.
  package let isRetryable: Bool

  /// The type called `name`, if the platform documents it.
  package init?(_ name: String) {
    guard let known = Self.byName[name] else { return nil }
    self = known
  }

  private init(_ name: String, _ status: Int, retry: Bool) {
    self.name = name
    self.status = status
    isRetryable = retry
  }

  /// Errors that a model reports.
  package static let ofModels: [ErrorType] =
    [
      ErrorType("internal_server_error", 500, retry: true), ErrorType("generation_timeout", 504, retry: true),
      ErrorType("downstream_service_error", 500, retry: true),
      ErrorType("downstream_service_unavailable", 500, retry: true),
    ]
    + [
      "content_policy_violation", "no_media_generated", "image_too_small", "image_too_large", "image_load_error",
      "file_download_error", "face_detection_error", "feature_not_supported", "file_too_large", "greater_than",
      "greater_than_equal", "less_than", "less_than_equal", "multiple_of", "sequence_too_short", "sequence_too_long",
      "one_of", "invalid_archive", "archive_file_count_below_minimum", "archive_file_count_exceeds_maximum",
      "audio_duration_too_long", "audio_duration_too_short", "video_duration_too_long", "video_duration_too_short",
      "unsupported_audio_format", "unsupported_image_format", "unsupported_video_format", "image_aspect_ratio_error",
    ].map { ErrorType($0, 422, retry: false) }

  /// Errors of the platform around the models.
  package static let ofRequests: [ErrorType] = [
    ErrorType("request_timeout", 504, retry: true), ErrorType("startup_timeout", 504, retry: true),
    ErrorType("runner_scheduling_failure", 503, retry: true),
    ErrorType("runner_connection_timeout", 503, retry: true), ErrorType("runner_disconnected", 503, retry: true),
    ErrorType("runner_connection_refused", 503, retry: true), ErrorType("runner_connection_error", 503, retry: true),
    ErrorType("runner_incomplete_response", 502, retry: true), ErrorType("runner_server_error", 500, retry: true),
    ErrorType("internal_error", 500, retry: true), ErrorType("client_disconnected", 499, retry: false),
    ErrorType("client_cancelled", 499, retry: false), ErrorType("bad_request", 400, retry: false),
    ErrorType("concurrent_requests_limit", 429, retry: true),
  ]

  private static let byName = Dictionary((ofModels + ofRequests).map { ($0.name, $0) }) { first, _ in first }
}
