import FalProtocol
import JSON
import RandomTesting
import Testing

@Suite struct PlatformErrorTests {
  @Test(.enabled(if: RecordedData.isPresent), arguments: RecordedData.files("errors"))
  func `recorded errors are read and written again`(file: String) throws {
    let record = try RecordedData.json(file)
    let status = try #require(record["status"]?.int)
    let body = try #require(record["body"])
    let names = ["X-Fal-Retryable", "X-Fal-Error-Type", "X-Fal-Request-Timeout-Type", "x-fal-request-id"]
    let headers = WireHeaders(names.compactMap { name in record["headers"]?[name]?.string.map { (name, $0) } })
    let error = PlatformError(WireResponse(status: status, headers: headers, json: body))
    #expect(error.status == status)
    #expect(error.type == body["detail"]?[0]?["type"]?.string ?? body["error_type"]?.string)
    #expect(error.message == (body["detail"]?.string ?? body["detail"]?[0]?["msg"]?.string))
    #expect(error.details.count == body["detail"]?.array?.count ?? 0)
    #expect(PlatformError(error.response) == error)
    if let retryable = headers[HeaderName.retryable] { #expect(error.isRetryable == (retryable == "true")) }
    if let type = error.type.flatMap(ErrorType.init), error.retryHint != nil {
      #expect(type.isRetryable == error.isRetryable)
    }
    if status == 422 { #expect([.badInput, .contentPolicy].contains(error.kind)) }
  }

  @Test(.enabled(if: RecordedData.isPresent), arguments: RecordedData.files("platform").filter { $0.contains("error") })
  func `recorded errors of the Platform API are read and written again`(file: String) throws {
    let body = try RecordedData.json(file)
    let status = try #require(Int(file.dropLast(5).suffix(3)))
    let error = PlatformError(WireResponse(status: status, json: body))
    #expect(error.shape == .errorObject)
    #expect(error.type == body["error"]?["type"]?.string)
    #expect(error.message == body["error"]?["message"]?.string)
    #expect(try error.response.json() == body)
  }

  private static func error(_ status: Int, _ body: String, _ headers: WireHeaders = [:]) -> PlatformError {
    PlatformError(WireResponse(status: status, headers: headers, body: Array(body.utf8)))
  }

  @Test(arguments: [
    (422, #"{"detail":[{"loc":["body","p"],"msg":"m","type":"missing"}]}"#, PlatformError.Kind.badInput),
    (422, #"{"detail":[{"loc":["body"],"msg":"","type":"content_policy_violation"}]}"#, .contentPolicy),
    (422, #"{"detail":"no"}"#, .badInput), (400, #"{"detail":"Request is still in progress"}"#, .stillInProgress),
    (400, #"{"detail":[{"type":"downstream_service_error","msg":""}]}"#, .server), (401, "{}", .auth),
    (402, "{}", .locked), (403, #"{"detail":"forbidden"}"#, .auth),
    (403, #"{"detail":"User is locked. Reason: TOP_UP."}"#, .locked), (404, "null", .notFound),
    (404, #"{"status":"NOT_FOUND"}"#, .notFound), (405, "", .badInput), (408, "", .timeout), (429, "", .rateLimit),
    (499, "", .cancelled), (500, "boom", .server), (502, "<center>nginx</center>", .server), (504, "{}", .timeout),
    (504, "<center>nginx</center>", .server), (418, #"{"detail":"x","error_type":"brand_new"}"#, .badInput),
  ])
  func `an error has a kind`(status: Int, body: String, kind: PlatformError.Kind) {
    #expect(Self.error(status, body).kind == kind)
  }

  @Test func `a place in the input leads back to what set it`() {
    let body = #"{"detail":[{"loc":["body","loras",0,"path"],"message":"m","type":"t","ctx":{"gt":0},"input":5}]}"#
    let error = Self.error(422, body)
    #expect(error.location == JSONPath([.key("loras"), .index(0), .key("path")]))
    #expect(error.message == "m")
    #expect(error.details.first?.context == ["gt": 0])
    #expect(error.details.first?.input == 5)
    #expect(Self.error(422, #"{"detail":[{"loc":["body"],"msg":"m"}]}"#).location == nil)
  }

  @Test func `a page of the proxy is no answer of the platform`() {
    #expect(Self.error(503, "<html>nginx</html>").isIngress)
    #expect(!Self.error(503, "<html>nginx</html>", [HeaderName.requestID: "r"]).isIngress)
    #expect(!Self.error(500, "<html>nginx</html>").isIngress)
    #expect(!Self.error(503, #"{"detail":"nginx"}"#).isIngress)
    #expect(PlatformError(PlatformError.ingress(502).response) == .ingress(502))
  }

  @Test func `headers say whether to try again`() {
    let own = Self.error(504, "{}", [HeaderName.timeoutType: "user"])
    #expect(own.isCallersTimeout && !own.isRetryable)
    #expect(Self.error(429, "{}", [HeaderName.needsRetry: "1", "Retry-After": "2.5"]).retryAfter == .seconds(2.5))
    #expect(Self.error(429, "{}", ["Retry-After": "1e300"]).retryAfter == nil)
    let date = "Sat, 21 Nov 2026 10:00:30 GMT"
    let dated: WireHeaders = ["Retry-After": date, "Date": "Sat, 21 Nov 2026 10:00:00 GMT"]
    #expect(Self.error(503, "{}", dated).retryAfter == .seconds(30))
    #expect(Self.error(503, "{}", ["Retry-After": date]).retryAfter == nil)
    #expect(!Self.error(500, "{}", [HeaderName.retryable: "false"]).isRetryable)
    #expect(Self.error(503, #"{"detail":"x","error_type":"runner_disconnected"}"#).isRetryable)
    #expect(!Self.error(422, #"{"detail":"x"}"#).isRetryable)
  }

  @Test func `every shape is written as it is read`() {
    let shapes: [PlatformError] = [
      PlatformError(details: [.init(location: JSONPath(key: "prompt"), message: "m", type: "missing")]),
      PlatformError(status: 404, message: "Path /x not found", requestID: "r", billableUnits: "0"),
      PlatformError(status: 503, type: "runner_disconnected", message: "m", retryAfter: .seconds(3), retryHint: true),
      PlatformError(status: 404, shape: .statusWord, message: "NOT_FOUND"),
      PlatformError(status: 401, shape: .errorObject, type: "authorization_error", message: "m"),
      PlatformError(status: 400, shape: .errorText, message: "m"),
      PlatformError(status: 500, shape: .gateway, message: "plain"),
      PlatformError(status: 500, shape: .text, message: "plain", requestID: "r"),
    ]
    for error in shapes { #expect(PlatformError(error.response) == error) }
  }

  @Test func `a failed request without a result is an error by its type`() {
    let error = PlatformError(.init(message: "gone", type: "runner_disconnected"), requestID: "r")
    #expect(error.status == 503)
    #expect(error.kind == .server)
    #expect(PlatformError(.init(message: "?", type: "new"), requestID: nil).status == 500)
  }

  @Test func `no body traps the reader`() {
    var random = SeededGenerator(state: 11)
    let pieces = [
      "{", "}", "[", "]", "\"detail\":", "\"error\":", "\"loc\":", "null", "5", "\"x\"", ",", "nginx", "\u{FFFD}",
    ]
    for _ in 0..<2000 {
      let count = Int.random(in: 0...12, using: &random)
      let text = (0..<count).compactMap { _ in pieces.randomElement(using: &random) }.joined()
      let error = Self.error(Int.random(in: 300...599, using: &random), text)
      #expect(error.message.count <= 500)
    }
  }
}
