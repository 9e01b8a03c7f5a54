import FalProtocol
import JSON
import Testing

@Suite struct SubmitOptionsTests {
  @Test func `options are read back from their headers and query`() {
    var options = SubmitOptions()
    options.webhook = "https://a.b/c?d=e&f"
    options.priority = .low
    options.startTimeout = .milliseconds(2500)
    options.lifecycle = Lifecycle(seconds: 3600, initialACL: ["default": "forbid"])
    options.forbidsRetry = true
    options.runnerHint = "warm"
    options.tags = ["team": "art", "take": "3"]
    options.storesPayloads = false
    options.maximumQueueLength = 10
    options.retryConfig = ["timeout": ["retries": 0]]
    options.forbidsFallback = true
    #expect(options.headers[HeaderName.startTimeout] == "2.5")
    #expect(SubmitOptions(headers: options.headers, query: options.query) == options)
    #expect(SubmitOptions().headers.fields.isEmpty)
    #expect(SubmitOptions().query.isEmpty)
  }

  @Test func `what breaks the rules is dropped`() {
    let headers: WireHeaders = [
      HeaderName.priority: "urgent", HeaderName.startTimeout: "inf", HeaderName.storeIO: "0",
      HeaderName.tags: "ok=1,fal.x=2,BAD=3,novalue,é=4", HeaderName.outputLifecycle: "soon",
    ]
    let options = SubmitOptions(headers: headers, query: [])
    #expect(options.priority == nil)
    #expect(options.startTimeout == nil)
    #expect(options.lifecycle == nil)
    #expect(options.storesPayloads == false)
    #expect(options.tags == ["ok": "1"])
  }

  @Test func `the newer of two timeouts wins`() {
    let old: WireHeaders = ["X-Fal-Request-Timeout": "30.0"]
    #expect(SubmitOptions(headers: old, query: []).startTimeout == .seconds(30))
    var both = old
    both[HeaderName.startTimeout] = "5"
    #expect(SubmitOptions(headers: both, query: []).startTimeout == .seconds(5))
  }

  @Test func `at most ten tags and a kilobyte are sent`() {
    var options = SubmitOptions()
    for number in 0..<20 { options.tags["k\(number)"] = String(repeating: "v", count: 200) }
    let text = options.headers[HeaderName.tags] ?? ""
    #expect(text.utf8.count <= 1024)
    #expect(text.hasPrefix("k0=v"))
  }

  @Test(arguments: [
    ("never", Int?.none), ("immediate", 60), ("1h", 3600), ("3600", 3600), ("90m", 5400), ("2d", 172_800),
  ])
  func `a lifecycle is a name or a time`(text: String, seconds: Int?) throws {
    let lifecycle = try #require(Lifecycle(text))
    #expect(lifecycle.seconds == seconds)
    #expect(Lifecycle(header: lifecycle.json.text) == lifecycle)
  }

  @Test(arguments: ["", "0", "-1", "1w", "h", "soon", "99999999999999999999", "9999999999999999y", "1.5h"])
  func `what is no lifecycle is refused`(text: String) { #expect(Lifecycle(text) == nil) }
}

@Suite struct StatusTests {
  static func acceptance() throws -> Acceptance {
    Acceptance(
      requestID: "r-1", endpoint: try EndpointID("fal-ai/flux/dev"), origins: try .fal(environment: [:]),
      queuePosition: 2)
  }

  @Test func `an acceptance is read back`() throws {
    let acceptance = try Self.acceptance()
    #expect(acceptance.statusURL.description == "https://queue.fal.run/fal-ai/flux/requests/r-1/status")
    let origins = try Origins.fal(environment: [:])
    #expect(try Acceptance(json: acceptance.json, endpoint: EndpointID("other/app"), origins: origins) == acceptance)
    #expect(
      acceptance.statusStreamURL(logs: true).description
        == "https://queue.fal.run/fal-ai/flux/requests/r-1/status/stream?logs=1")
  }

  @Test func `an acceptance needs only its id`() throws {
    let origins = try Origins.fal(environment: [:])
    let endpoint = try EndpointID("fal-ai/flux/dev")
    let bare = try Acceptance(json: ["request_id": "r-1"], endpoint: endpoint, origins: origins)
    #expect(bare == Acceptance(requestID: "r-1", endpoint: endpoint, origins: origins))
    for json: JSON in [[:], .null, ["request_id": 5], ["request_id": ""], ["request_id": "r\n1"]] {
      #expect(throws: WireFault.missing("request_id")) {
        try Acceptance(json: json, endpoint: endpoint, origins: origins)
      }
    }
  }

  static let statuses: [RequestStatus] = [
    RequestStatus(requestID: "r-1", state: .inQueue(position: 2)),
    RequestStatus(
      requestID: "r-1", state: .inProgress, logs: [LogLine(timestamp: "t", message: "m", level: "INFO")]),
    RequestStatus(requestID: "r-1", state: .inProgress, logs: []),
    RequestStatus(requestID: "r-1", state: .completed(nil), logs: [], inferenceTime: 3.42),
    RequestStatus(requestID: "r-1", state: .completed(.init(message: "x", type: "runner_disconnected"))),
    RequestStatus(requestID: "r-1", state: .unknown("PAUSED")),
  ]

  @Test(arguments: StatusTests.statuses)
  func `a status is read back, alone and as an event`(status: RequestStatus) throws {
    let acceptance = try Self.acceptance()
    #expect(try RequestStatus(json: status.json(for: acceptance)) == status)
    #expect(RequestStatus.events(in: status.event(for: acceptance)) == [status])
    #expect(status.httpStatus == (status.isCompleted ? 200 : 202))
  }

  @Test func `strict readers find queue position and logs`() throws {
    let json = RequestStatus(requestID: nil, state: .inQueue(position: nil)).json(for: try Self.acceptance())
    #expect(json["queue_position"] == 0)
    #expect(json["logs"] == JSON.null)
    #expect(json["response_url"]?.string != nil)
  }

  @Test func `an error that is null is none`() throws {
    let status = try RequestStatus(json: ["status": "COMPLETED", "error": .null])
    #expect(status.state == .completed(nil))
    #expect(throws: WireFault.missing("status")) { try RequestStatus(json: []) }
  }

  @Test(.enabled(if: RecordedData.isPresent), arguments: RecordedData.files("queue"))
  func `recorded queue answers are read`(file: String) throws {
    let json = try RecordedData.json(file)
    let endpoint = try EndpointID("fal-ai/flux/schnell")
    let name = file.dropFirst("queue/".count)
    if name.hasPrefix("submit") {
      let acceptance = try Acceptance(json: json, endpoint: endpoint, origins: .fal(environment: [:]))
      #expect(acceptance.statusURL.description == json["status_url"]?.string)
    } else if name.hasPrefix("status") {
      let status = try RequestStatus(json: json)
      #expect(status.state.word == json["status"]?.string)
      #expect(status.logs?.count == json["logs"]?.array?.count)
      if name == "status-in-progress-levels.json" { #expect(status.logs?.first?.level == "INFO") }
      if name == "status-completed.json" { #expect(status.inferenceTime == 3.42) }
      if name == "status-in-queue.json" { #expect(status.state == .inQueue(position: 2)) }
    } else if name.hasPrefix("cancel") || name == "not-found.json" {
      let code = ["cancel-requested.json": 202, "not-found.json": 404][String(name)] ?? 400
      let answer = try #require(CancelAnswer(WireResponse(status: code, json: json)))
      #expect(try answer.response.json() == json)
      #expect(answer.response.status == code)
    } else {
      #expect(Answer(json: json, status: 200, headers: WireHeaders()).output == json)
    }
  }

  @Test(arguments: [CancelAnswer.removed, .requested, .alreadyCompleted, .notFound, .refused])
  func `a cancel's answer is read back`(answer: CancelAnswer) { #expect(CancelAnswer(answer.response) == answer) }

  @Test func `an answer to cancel of another kind is none`() {
    #expect(CancelAnswer(WireResponse(status: 200, json: ["success": true])) == .removed)
    #expect(CancelAnswer(WireResponse(status: 500, json: [:])) == nil)
    #expect(CancelAnswer(WireResponse(status: 403, json: ["detail": "no"])) == nil)
  }

  @Test func `an answer is read back, and an old envelope is opened`() throws {
    let answer = Answer(output: ["seed": 5], requestID: "r", billableUnits: "0.00001230", status: 200)
    let response = answer.response
    #expect(try Answer(json: response.json(), status: response.status, headers: response.headers) == answer)
    let wrapped: JSON = ["status": "COMPLETED", "logs": [], "response": ["seed": 5]]
    #expect(Answer(json: wrapped, status: 200, headers: WireHeaders()).output == ["seed": 5])
  }
}

@Suite struct LogTests {
  private func line(_ text: String, at time: String? = "t") -> LogLine { LogLine(timestamp: time, message: text) }

  @Test func `a sliding window shows each line once`() {
    var window = LogWindow()
    #expect(window.newLines(ofWindow: [line("a"), line("b")]) == [line("a"), line("b")])
    #expect(window.newLines(ofWindow: [line("b"), line("c")]) == [line("c")])
    #expect(window.newLines(ofWindow: [line("c")]).isEmpty)
  }

  @Test func `the same line twice is two lines`() {
    var window = LogWindow()
    #expect(window.newLines(ofWindow: [line("a"), line("a")]).count == 2)
    #expect(window.newLines(ofWindow: [line("a"), line("a"), line("a")]).count == 1)
  }

  @Test func `polling takes over from a stream`() {
    var window = LogWindow()
    #expect(window.newLines(ofEvent: [line("a", at: nil)]).count == 1)
    #expect(window.newLines(ofEvent: [line("a", at: nil)]).count == 1)
    #expect(window.newLines(ofWindow: [line("a", at: nil), line("a", at: nil), line("b")]) == [line("b")])
  }

  @Test func `a line is read back, and a traceback is unwrapped`() {
    let line = LogLine(timestamp: "2026-08-20T15:37:17.120314", message: "Loading [1/2]", level: "INFO")
    #expect(LogLine(json: line.json) == line)
    #expect(LogLine(json: self.line("x", at: nil).json) == self.line("x", at: nil))
    #expect(self.line(#"{"traceback":"a\nb"}"#).shownLines == ["a", "b"])
    #expect(line.shownLines == ["Loading [1/2]"])
    #expect(self.line(#"{"other":"a"}"#).shownLines == [#"{"other":"a"}"#])
    #expect(LogLine(json: ["timestamp": "t"]) == nil)
  }

  @Test func `of a long traceback the end is shown`() {
    let text = (1...100).map { "frame \($0)" }.joined(separator: "\n")
    let lines = line(JSON.object(["traceback": .string(text)]).text).shownLines
    #expect(lines.first == "… 60 lines before" && lines.count == 41 && lines.last == "frame 100")
  }
}
