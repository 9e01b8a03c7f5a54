import Diagnostics
import FalClient
import FalProtocol
import JSON
import Language
import Testing

@testable import Shell

/// What a person reads of each kind of error: every documented type, and
/// every shape in which a body may come.
@Suite struct ErrorWordsTests {
  private static func failure(_ status: Int, _ body: JSON, _ headers: WireHeaders = [:]) -> Failure {
    FalError.platform(PlatformError(WireResponse(status: status, headers: headers, json: body))).failure
  }

  private static func failure(type: String, status: Int = 422, _ context: JSON = .null) -> Failure {
    failure(status, ["detail": [["loc": ["body", "x"], "msg": "m", "type": .string(type), "ctx": context]]])
  }

  private static let refusals: [(type: String, context: JSON, help: String)] = [
    ("image_too_small", ["min_width": 512, "min_height": 256], "at least 512 × 256"),
    ("image_too_large", ["max_width": 512, "max_height": 256], "at most 512 × 256"),
    ("image_load_error", .null, "a picture in a usual format, whole, may pass"),
    ("image_aspect_ratio_error", .null, "a picture of another shape may pass"),
    ("face_detection_error", .null, "a picture with a face that is seen well may pass"),
    (
      "file_download_error", .null, "a file of your own is given as @path, any other by a URL that all may read"
    ),
    ("file_too_large", ["max_size": 10_485_760], "at most 10 MiB"),
    ("feature_not_supported", .null, "leave it out, or take another model"),
    ("no_media_generated", .null, "another wording may give something"),
    ("greater_than", ["gt": 0], "greater than 0"), ("greater_than_equal", ["ge": 0.5], "at least 0.5"),
    ("less_than", ["lt": 1], "less than 1"), ("less_than_equal", ["le": 20], "at most 20"),
    ("multiple_of", ["multiple_of": 8], "a multiple of 8"),
    ("sequence_too_short", ["min_length": 1], "at least 1"), ("sequence_too_long", ["max_length": 4], "at most 4"),
    ("one_of", ["expected": ["a", 2]], "one of a 2"),
    ("invalid_archive", ["supported_extensions": [".zip", ".tar"]], "an archive of .zip .tar"),
    (
      "archive_file_count_below_minimum", ["min_count": 10, "provided_count": 8],
      "at least 10 files; this has 8 files"
    ),
    ("archive_file_count_exceeds_maximum", ["max_count": 100], "at most 100 files"),
    ("audio_duration_too_long", ["max_duration": 60, "provided_duration": 90], "at most 60 s; this has 90 s"),
    ("audio_duration_too_short", ["min_duration": 5], "at least 5 s"),
    ("video_duration_too_long", ["max_duration": 60], "at most 60 s"),
    ("video_duration_too_short", ["min_duration": 3], "at least 3 s"),
    ("unsupported_audio_format", ["supported_formats": [".mp3", ".wav"]], "one of .mp3 .wav"),
    ("unsupported_image_format", ["supported_formats": [".png"]], "one of .png"),
    ("unsupported_video_format", ["supported_formats": [".mp4"]], "one of .mp4"),
    ("content_policy_violation", .null, "another wording may pass"),
    ("missing", .null, "give it: x=…"), ("value_error.missing", .null, "give it: x=…"),
  ]

  @Test(arguments: refusals)
  func `a refused input says what would do`(type: String, context: JSON, help: String) {
    let failure = Self.failure(type: type, context)
    #expect(failure.diagnostic.message == "the model refuses the input: x: m (422, \(type))")
    #expect(failure.diagnostic.help == help)
    #expect(failure.kind == (type == "content_policy_violation" ? .contentPolicy : .badInput))
    #expect(failure.field == JSONPath(key: "x") && failure.isRetryable == false)
    #expect(failure.kind.exitCode == .failed)
  }

  @Test func `every documented refusal is in the table`() {
    let documented = ErrorType.ofModels.filter { $0.status == 422 }.map(\.name)
    #expect(Set(documented).isSubset(of: Self.refusals.map(\.type)))
  }

  @Test(arguments: ErrorType.ofModels.filter { $0.status >= 500 })
  func `a model's own failure is the model's`(type: ErrorType) {
    let failure = Self.failure(type: type.name, status: type.status)
    #expect(failure.diagnostic.message.hasPrefix(type.status == 504 ? "the model took too long" : "the model failed"))
    #expect(failure.diagnostic.help == "trying again may help" && failure.isRetryable == true)
  }

  @Test(arguments: ErrorType.ofRequests)
  func `the platform's failure is the platform's`(type: ErrorType) {
    let failure = Self.failure(type.status, ["detail": "m", "error_type": .string(type.name)])
    let message = failure.diagnostic.message
    #expect(["the platform", "too many", "the request"].contains { message.hasPrefix($0) }, "\(message)")
    #expect(message.hasSuffix("(\(type.status), \(type.name))"))
    #expect((failure.diagnostic.help != nil) == type.isRetryable)
    #expect(failure.isRetryable == type.isRetryable && failure.type == type.name)
  }

  private static let shapes: [(status: Int, body: JSON, message: String, help: String?)] = [
    (
      401, ["detail": "no"], "the platform refuses the key: no (401)",
      "check FAL_KEY: keys are made at https://fal.ai/dashboard/keys"
    ),
    (
      403, ["detail": "forbidden"], "the key may not do this: forbidden (403)",
      "keys and what they may do: https://fal.ai/dashboard/keys"
    ),
    (
      403, ["detail": "User is locked. Reason: TOP_UP."],
      "the account is locked: User is locked. Reason: TOP_UP. (403)", "to top up: https://fal.ai/dashboard/billing"
    ),
    (
      403, ["detail": "User is locked. Reason: Admin lock."],
      "the account is locked: User is locked. Reason: Admin lock. (403)", "write to support@fal.ai"
    ),
    (
      402, ["detail": "no credit"], "the account is locked: no credit (402)",
      "to top up: https://fal.ai/dashboard/billing"
    ),
    (
      404, ["status": "NOT_FOUND"], "the platform knows no such thing: NOT_FOUND (404)",
      "results are kept for about an hour"
    ),
    (
      404, ["detail": "Path /x not found"], "the platform knows no such thing: Path /x not found (404)",
      nil
    ),
    (
      405, ["detail": "no"], "the platform refuses the request: no (405)",
      "the queue takes the short form of an id: owner/name"
    ),
    (413, ["error": "too big"], "the platform refuses the request: too big (413)", nil),
    (422, ["detail": "no"], "the model refuses the input: no (422)", nil),
    (
      429, ["error": ["type": "rate_limited", "message": "slow"]], "too many requests: slow (429, rate_limited)",
      "trying again may help"
    ),
    (500, ["message": "boom"], "the platform failed: boom (500)", "trying again may help"),
    (500, ["msg": "boom"], "the platform failed: boom (500)", "trying again may help"),
    (418, .null, "the platform refuses the request: null (418)", nil),
    (422, ["detail": []], "the model refuses the input: no reason was given (422)", nil),
  ]

  @Test(arguments: shapes)
  func `each shape of a body is a sentence`(status: Int, body: JSON, message: String, help: String?) {
    let diagnostic = Self.failure(status, body).diagnostic
    #expect(diagnostic.message == message)
    #expect(diagnostic.help == help)
  }

  @Test func `a deadline of the caller's own is called so`() {
    let failure = Self.failure(
      504, ["detail": "m", "error_type": "request_timeout"], [HeaderName.timeoutType: "user"])
    #expect(failure.diagnostic.message == "it did not start within its --start-timeout: m (504, request_timeout)")
    #expect(failure.kind == .timeout && failure.isRetryable == false)
  }

  @Test func `what the platform asks for is passed on`() {
    let failure = Self.failure(429, ["detail": "slow"], ["Retry-After": "7", HeaderName.requestID: "r-1"])
    #expect(failure.diagnostic.help == "try again after 7.0 s")
    #expect(failure.requestID == "r-1")
  }

  @Test func `all that is wrong with an input is told`() {
    let entries = (1...9).map { number -> JSON in
      ["loc": ["body", .string("p\(number)")], "msg": .string("m\(number)"), "type": "missing"]
    }
    let failure = Self.failure(422, ["detail": .array(entries)])
    #expect(failure.diagnostic.message == "the model refuses the input: p1: m1 (422, missing)")
    #expect(failure.diagnostic.notes.map(\.message) == ["p2: m2", "p3: m3", "p4: m4", "p5: m5"])
    #expect(failure.detail?.array?.count == 9)
  }

  @Test func `a content checker may have looked at a picture`() {
    let body: JSON = ["detail": [["loc": ["body", "image_urls"], "msg": "", "type": "content_policy_violation"]]]
    let diagnostic = Self.failure(422, body).diagnostic
    #expect(diagnostic.help == "another image may pass")
    #expect(diagnostic.message.contains("it reports content_policy_violation"))
  }
}
