import FalProtocol
import JSON
import Sandbox
import Testing

@testable import Shell

/// One fault, what a person is told of it, and how often the paid request
/// went out.
struct FaultCase: Sendable, CustomTestStringConvertible {
  let name: String
  var setup = Setup()
  var line = #"fal-ai/z-image/turbo "a fox" seed=1 image_size=square"#
  /// The sentence of the error; nil: all went well.
  let message: String?
  /// How often a submit reached the server, whatever it said.
  let submissions: Int

  var testDescription: String { name }

  init(
    _ name: String, _ faults: [Fault] = [], connection: Setup.Connection = .sandbox, hurries: Bool = false,
    line: String? = nil, submissions: Int = 1, shows message: String? = nil
  ) {
    self.name = name
    self.message = message
    self.submissions = submissions
    if let line { self.line = line }
    setup.faults = faults
    setup.connection = connection
    setup.hurries = hurries
  }
}

extension Fault.Action {
  /// An answer with a body as it stands.
  fileprivate static func raw(
    _ status: Int, _ body: String, type: String = "application/json", _ headers: WireHeaders = [:]
  ) -> Fault.Action { .bytes(status, Array(body.utf8), type: type, headers) }

  fileprivate static func bytes(
    _ status: Int, _ body: [UInt8], type: String = "application/json", _ headers: WireHeaders = [:]
  ) -> Fault.Action {
    var headers = headers
    headers["content-type"] = type
    return .answer(WireResponse(status: status, headers: headers, body: body))
  }

  fileprivate static func ingress(_ status: Int) -> Fault.Action { .answer(PlatformError.ingress(status).response) }

  fileprivate static func locked(_ reason: String) -> Fault.Action {
    raw(403, #"{"detail":"User is locked. Reason: \#(reason)"}"#)
  }

  /// A picture of 8 × 8 and its seed, in gzip.
  fileprivate static let packed = bytes(
    200,
    [
      0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 3, 0x0D, 0xC6, 0x41, 0x0A, 0x80, 0x20, 0x10, 5, 0xD0, 0xBB, 0xFC, 0xB5,
      0xE4, 0xB2, 0x98, 0xAB, 0x44, 0x0B, 0xC3, 0xC9, 0x11, 0x4A, 0x25, 0x27, 0x12, 0xC4, 0xBB, 0xD7, 0x5B,
      0xBD, 0x8E, 0x78, 0xB9, 0xC0, 0x15, 0xB4, 0x76, 0x3C, 0xF7, 9, 0x82, 0xA8, 0x16, 0xB2, 0xB6, 0xBA, 0xE4,
      0xF7, 0xDC, 0xEC, 0x91, 0xDB, 0x54, 0x52, 0x80, 0xC1, 0x1B, 0xBD, 0x0A, 0x68, 0x31, 0x10, 0x8E, 0x41,
      0xF4, 0xEF, 0xD8, 0x0C, 0x2A, 0xB3, 7, 0xCD, 0xE3, 3, 0x31, 0x5C, 0xB8, 0x50, 0x4B, 0, 0, 0,
    ], ["content-encoding": "gzip"])

  fileprivate static let hugeHeader = raw(200, "{}", ["x-much": String(repeating: "x", count: 200_000)])
}

extension FaultCase {
  private static func unknown(_ reason: String) -> String {
    "it is not known whether 127.0.0.1 accepted the request: \(reason); it was not sent again"
  }

  private static let polled = #"fal-ai/z-image/turbo "a fox" seed=1 image_size=square --poll-interval 0.1"#
  private static let edit = #"fal-ai/qwen-image-max/edit @portrait.jpg "brighter" seed=1"#
  private static let saved = #"fal-ai/z-image/turbo "a fox" seed=1 image_size=square | save fox.png"#

  static let all = network + submits + refusals + streams + polls + results + files + catalogue

  private static let network = [
    FaultCase(
      "nothing listens", connection: .closed, submissions: 0,
      shows: "cannot reach 127.0.0.1: the connection was refused"),
    FaultCase(
      "a host that nobody knows", connection: .unknownHost, submissions: 0,
      shows: "cannot reach falsh-test.invalid: there is no such host"),
    FaultCase(
      "no TLS at the other end", connection: .secure, submissions: 0,
      shows: "cannot reach 127.0.0.1: no secure connection could be made"),
  ]

  private static let submits = [
    FaultCase(
      "reset before the submit is read", [Fault(.dropBeforeAnswer, on: .submit)], shows: unknown("the connection broke")
    ),
    FaultCase(
      "reset after the submit is taken", [Fault(.dropAfterAccept, on: .submit)],
      shows: unknown("the connection broke")),
    FaultCase(
      "reset in the answer to a submit", [Fault(.cutBody(afterBytes: 9), on: .submit)],
      shows: unknown("the connection broke")),
    FaultCase(
      "no answer to a submit", [Fault(.stall, on: .submit)], hurries: true,
      shows: unknown("it did not answer in time")),
    FaultCase(
      "half an answer to a submit", [Fault(.stallBody(afterBytes: 9), on: .submit)], hurries: true,
      shows: unknown("it did not answer in time")),
    FaultCase(
      "truncated JSON for a submit", [Fault(.raw(200, #"{"request_id":"r"#), on: .submit)],
      shows: unknown("the answer could not be read")),
    FaultCase(
      "bytes that are no text for a submit", [Fault(.bytes(200, [0x7B, 0xFF, 0xFE, 0x7D]), on: .submit)],
      shows: unknown("the answer could not be read")),
    FaultCase(
      "an answer to a submit without an id", [Fault(.raw(200, "{}"), on: .submit)],
      shows: unknown("the answer could not be read")),
    FaultCase(
      "a page in answer to a submit", [Fault(.raw(200, "<html>hi</html>", type: "text/html"), on: .submit)],
      shows: unknown("the answer could not be read")),
    FaultCase(
      "a header without end for a submit", [Fault(.hugeHeader, on: .submit)],
      shows: unknown("the answer could not be read")),
    FaultCase(
      "a gateway that timed out", [Fault(.ingress(504), on: .submit)], shows: unknown("it did not answer in time")),
    FaultCase(
      "an id that nobody knows", [Fault(.raw(200, #"{"request_id":"nobody"}"#, type: "text/plain"), on: .submit)],
      shows: "the platform knows no such thing: NOT_FOUND (404)"),
  ]

  private static let refusals = [
    FaultCase(
      "a redirect to somebody else", [Fault(.raw(302, "", ["location": "http://evil.invalid/x"]), on: .submit)],
      shows: "a redirect to http://evil.invalid/x is not followed"),
    FaultCase(
      "redirects in a circle", [Fault(.raw(307, "", ["location": "/queue/fal-ai/z-image/turbo"]), on: .submit)],
      submissions: 6, shows: "a redirect to http://sandbox/queue/fal-ai/z-image/turbo is not followed"),
    FaultCase(
      "a gateway without a platform", [Fault(.ingress(502), on: .submit)], submissions: 5,
      shows: "the platform is not available right now (502)"),
    FaultCase(
      "a gateway that is closed", [Fault(.ingress(503), on: .submit)], submissions: 5,
      shows: "the platform is not available right now (503)"),
    FaultCase("a gateway that opens again", [Fault(.ingress(503), on: .submit, occurrences: 1...2)], submissions: 3),
    FaultCase(
      "a storm of 429", [Fault(.raw(429, #"{"detail":"slow down"}"#, ["retry-after": "1"]), on: .submit)],
      submissions: 5, shows: "too many requests: slow down (429)"),
    FaultCase(
      "a 429 that asks for an hour",
      [Fault(.raw(429, #"{"detail":"slow down"}"#, ["retry-after": "3600"]), on: .submit)],
      shows: "too many requests: slow down (429)"),
    FaultCase(
      "one 429", [Fault(.raw(429, "{}", ["retry-after": "1"]), on: .submit, occurrences: 1...1)], submissions: 2),
    FaultCase(
      "a platform that fails", [Fault(.raw(500, #"{"detail":"boom"}"#), on: .submit)],
      shows: "the platform failed: boom (500)"),
    FaultCase(
      "somebody who answers for the platform", [Fault(.raw(502, "<html>cloud</html>", type: "text/html"), on: .submit)],
      shows: unknown("it answered with 502")),
    FaultCase(
      "somebody who waited for the platform", [Fault(.raw(524, ""), on: .submit)],
      shows: unknown("it did not answer in time")),
    FaultCase(
      "somebody who waited for the platform, and says so in JSON",
      [Fault(.raw(504, #"{"message":"Endpoint request timed out"}"#), on: .submit)],
      shows: unknown("it did not answer in time")),
    FaultCase(
      "a platform without runners",
      [Fault(.raw(503, #"{"detail":"m","error_type":"runner_scheduling_failure"}"#), on: .submit)],
      shows: "the platform failed: m (503, runner_scheduling_failure)"),
    FaultCase(
      "a key that ended", [Fault(.raw(401, #"{"detail":"no"}"#), on: .submit)],
      shows: "the platform refuses the key: no (401)"),
    FaultCase(
      "an account without credit", [Fault(.locked("Exhausted balance."), on: .submit)],
      shows: "the account is locked: User is locked. Reason: Exhausted balance. (403)"),
    FaultCase(
      "an answer too large to be JSON", [Fault(.raw(413, #"{"detail":"too large"}"#), on: .submit)],
      shows: "the platform refuses the request: too large (413)"),
  ]

  private static let streams = [
    FaultCase("a status stream that never begins", [Fault(.dropBeforeAnswer, on: .statusStream)]),
    FaultCase("a status stream cut at once", [Fault(.cutStream(afterEvents: 0), on: .statusStream)]),
    FaultCase(
      "a status stream cut in the middle",
      [
        Fault(.cutBody(afterBytes: 20), on: .statusStream),
        Fault(.raw(200, "data: {\"sta", type: "text/event-stream"), on: .statusStream),
      ]),
    FaultCase("a status stream that is refused", [Fault(.raw(500, "boom"), on: .statusStream)]),
    FaultCase("a status stream that is a page", [Fault(.raw(200, "<html>", type: "text/html"), on: .statusStream)]),
    FaultCase(
      "a status stream of nonsense",
      [Fault(.raw(200, "data: ?\n\nevent: x\n\n", type: "text/event-stream"), on: .statusStream)]),
    FaultCase("a status stream that says nothing", [Fault(.stall, on: .statusStream)], hurries: true),
  ]

  private static let polls = [
    FaultCase(
      "an id that is too fresh", [Fault(.raw(404, #"{"status":"NOT_FOUND"}"#), on: .status, occurrences: 1...2)],
      line: polled),
    FaultCase("polls behind a closed gateway", [Fault(.ingress(502), on: .status, occurrences: 1...4)], line: polled),
    FaultCase("polls that break", [Fault(.dropBeforeAnswer, on: .status, occurrences: 1...3)], line: polled),
    FaultCase(
      "polls that cannot be read", [Fault(.raw(200, #"{"status":"#), on: .status, occurrences: 1...3)], line: polled),
    FaultCase(
      "a state that nobody knows", [Fault(.raw(202, #"{"status":"PAUSED"}"#), on: .status, occurrences: 1...2)],
      line: polled),
    FaultCase(
      "polls that are refused for good", [Fault(.raw(405, #"{"detail":"Method Not Allowed"}"#), on: .status)],
      line: polled, shows: "the platform refuses the request: Method Not Allowed (405)"),
    FaultCase(
      "a place in the queue that gets worse",
      [
        Fault(.raw(202, #"{"status":"IN_QUEUE","queue_position":1}"#), on: .status, occurrences: 1...1),
        Fault(.raw(202, #"{"status":"IN_PROGRESS"}"#), on: .status, occurrences: 2...2),
        Fault(.raw(202, #"{"status":"IN_QUEUE","queue_position":9}"#), on: .status, occurrences: 3...3),
      ], line: polled),
    FaultCase(
      "a failure inside a completion",
      [
        Fault(
          .raw(200, #"{"status":"COMPLETED","error":"Runner disconnected","error_type":"runner_disconnected"}"#),
          on: .status),
        Fault(.raw(404, #"{"status":"NOT_FOUND"}"#), on: .result),
      ], line: polled, shows: "the platform failed: Runner disconnected (503, runner_disconnected)"),
  ]

  private static let results = [
    FaultCase(
      "a poll that is refused for a while",
      [Fault(.raw(405, #"{"detail":"Method Not Allowed"}"#), on: .status, occurrences: 1...2)], line: polled),
    FaultCase(
      "a result that is not there yet",
      [Fault(.raw(400, #"{"detail":"Request is still in progress"}"#), on: .result, occurrences: 1...3)]),
    FaultCase("a result that breaks off", [Fault(.cutBody(afterBytes: 20), on: .result, occurrences: 1...2)]),
    FaultCase("a result that does not come", [Fault(.stall, on: .result, occurrences: 1...1)], hurries: true),
    FaultCase("half a result", [Fault(.stallBody(afterBytes: 20), on: .result, occurrences: 1...1)], hurries: true),
    FaultCase("a result behind a gateway that timed out", [Fault(.ingress(504), on: .result, occurrences: 1...2)]),
    FaultCase(
      "a result behind somebody who is in trouble",
      [Fault(.raw(502, "<html>cloud</html>", type: "text/html"), on: .result, occurrences: 1...3)]),
    FaultCase("a result that is cut off once", [Fault(.raw(200, #"{"images":["#), on: .result, occurrences: 1...1)]),
    FaultCase(
      "a result that is no JSON", [Fault(.raw(200, #"{"images":["#), on: .result)],
      shows: "the platform's answer cannot be understood"),
    FaultCase(
      "a header without end for a result", [Fault(.hugeHeader, on: .result)],
      shows: "cannot reach 127.0.0.1: the answer could not be read"),
    FaultCase(
      "a result that is gone", [Fault(.raw(404, #"{"status":"NOT_FOUND"}"#), on: .result)],
      shows: "the platform knows no such thing: NOT_FOUND (404)"),
    FaultCase(
      "a result that one of many servers does not know yet",
      [Fault(.raw(404, #"{"status":"NOT_FOUND"}"#), on: .result, occurrences: 1...3)]),
    FaultCase("a result that somebody has packed", [Fault(.packed, on: .result)]),
    FaultCase(
      "a result that is packed badly",
      [Fault(.raw(200, "{}", ["content-encoding": "gzip"]), on: .result, occurrences: 1...1)]),
    FaultCase(
      "a result that has moved to nowhere",
      [Fault(.raw(302, "", ["location": "http://falsh-test.invalid/x"]), on: .result)],
      shows: "cannot reach falsh-test.invalid: there is no such host"),
    FaultCase(
      "a model that refuses",
      [Fault(.raw(422, #"{"detail":[{"loc":["body","prompt"],"msg":"m","type":"no_media_generated"}]}"#), on: .result)],
      shows: "the model refuses the input: prompt: m (422, no_media_generated)"),
    FaultCase(
      "a model that fails for a moment",
      [
        Fault(
          .raw(500, #"{"detail":[{"msg":"m","type":"downstream_service_error"}]}"#), on: .result, occurrences: 1...1)
      ]),
  ]

  private static let files = [
    FaultCase("an upload token that ended", [Fault(.raw(401, "{}"), on: .upload, occurrences: 1...1)], line: edit),
    FaultCase("an upload that breaks", [Fault(.dropBeforeAnswer, on: .upload, occurrences: 1...2)], line: edit),
    FaultCase(
      "an upload that nobody answers", [Fault(.stall, on: .upload, occurrences: 1...1)], hurries: true, line: edit),
    FaultCase(
      "an upload to a storage that fails for a while", [Fault(.raw(500, "boom"), on: .upload, occurrences: 1...4)],
      line: edit),
    FaultCase(
      "an upload that is refused with a new token too", [Fault(.raw(403, #"{"error":"not here"}"#), on: .upload)],
      line: edit, submissions: 0, shows: "the platform's storage does not take the file: not here (403)"),
    FaultCase(
      "an upload with an account without credit", [Fault(.locked("TOP_UP."), on: .upload)], line: edit, submissions: 0,
      shows: "the account is locked: User is locked. Reason: TOP_UP. (403)"),
    FaultCase(
      "no token to upload with", [Fault(.raw(500, "boom"), on: .token)], line: edit, submissions: 0,
      shows: "the platform failed: boom (500)"),
    FaultCase(
      "a file that breaks off", [Fault(.cutBody(afterBytes: 100), on: .file)], line: saved,
      shows: "cannot reach 127.0.0.1: the connection broke"),
    FaultCase(
      "a file that stops", [Fault(.stallBody(afterBytes: 100), on: .file)], hurries: true, line: saved,
      shows: "127.0.0.1 did not answer in time"),
    FaultCase(
      "a file that is gone", [Fault(.raw(404, "{}"), on: .file)], line: saved,
      shows: "127.0.0.1 does not give the file: {} (404)"),
    FaultCase(
      "a page in place of a file", [Fault(.raw(200, "<html>log in</html>", type: "text/html"), on: .file)],
      line: saved, shows: "127.0.0.1 gives a page in place of the file"),
    FaultCase(
      "a file that is for others", [Fault(.raw(403, "<Error/>", type: "text/xml"), on: .file)], line: saved,
      shows: "127.0.0.1 does not give the file (403)"),
  ]

  private static let catalogue = [
    FaultCase("a document that the site fails to give", [Fault(.raw(500, "boom"), on: .openAPI)]),
    FaultCase(
      "a catalogue that fails", [Fault(.raw(500, "boom"), on: .openAPI), Fault(.raw(500, "boom"), on: .models)],
      submissions: 0, shows: "the platform failed: boom (500)"),
    FaultCase(
      "a document that is no JSON", [Fault(.raw(200, "{"), on: .openAPI), Fault(.raw(200, "{"), on: .models)],
      submissions: 0, shows: "the platform's answer cannot be understood"),
    FaultCase(
      "a document that does not come", [Fault(.stall, on: .openAPI), Fault(.stall, on: .models)], hurries: true,
      submissions: 0, shows: "127.0.0.1 did not answer in time"),
  ]
}
