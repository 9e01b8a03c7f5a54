import FalProtocol
import Testing

@Suite struct StatusWatchTests {
  private static let running = StatusWatch.Event.status(RequestStatus(requestID: nil, state: .inProgress))
  private static let done = StatusWatch.Event.status(RequestStatus(requestID: nil, state: .completed(nil)))
  private static func refusal(_ status: Int) -> StatusWatch.Event {
    .pollRefused(PlatformError(status: status, message: ""))
  }

  @Test func `a stream is read to its end`() {
    var watch = StatusWatch()
    #expect(watch.firstAction == .openStream)
    #expect(watch.next(after: Self.running) == .readStream)
    #expect(watch.next(after: .status(RequestStatus(requestID: nil, state: .inQueue(position: 1)))) == .readStream)
    #expect(watch.next(after: .status(RequestStatus(requestID: nil, state: .unknown("PAUSED")))) == .readStream)
    #expect(watch.next(after: Self.done) == .finish)
  }

  @Test func `a stream that ends is followed by polls at growing intervals`() {
    var watch = StatusWatch()
    #expect(watch.next(after: .streamEnded) == .poll)
    var waits: [Duration] = []
    for _ in 0..<6 {
      guard case .wait(let duration) = watch.next(after: Self.running) else { break }
      waits.append(duration)
      #expect(watch.next(after: .waited) == .poll)
    }
    #expect(waits.first == .milliseconds(500))
    #expect(waits.last == .seconds(2))
    #expect(waits == waits.sorted())
    #expect(waits.count == 6)
    #expect(watch.next(after: Self.done) == .finish)
  }

  @Test func `a fixed interval polls and never streams`() {
    var watch = StatusWatch(pollInterval: .seconds(5))
    #expect(watch.firstAction == .poll)
    #expect(watch.next(after: Self.running) == .wait(.seconds(5)))
    #expect(watch.next(after: .waited) == .poll)
    #expect(watch.next(after: .pollBroken) == .wait(.seconds(5)))
  }

  @Test func `an unknown id is fresh for a while, then unknown`() {
    var watch = StatusWatch()
    var action = watch.next(after: .streamEnded)
    var waited = Duration.zero
    while action == .poll {
      action = watch.next(after: Self.refusal(404))
      if case .wait(let duration) = action {
        waited += duration
        action = watch.next(after: .waited)
      }
    }
    #expect(action == .fail(PlatformError(status: 404, message: "")))
    #expect(waited >= StatusWatch.graceOfUnknownID)
    #expect(waited < StatusWatch.graceOfUnknownID + .seconds(10))
  }

  @Test(arguments: [(500, 20), (502, 20), (503, 20), (504, 20), (429, 20), (408, 20), (405, 5), (422, 5)])
  func `a failed poll is no failed job`(status: Int, times: Int) {
    var watch = StatusWatch()
    _ = watch.next(after: .streamEnded)
    for _ in 0..<times {
      guard case .wait = watch.next(after: Self.refusal(status)) else {
        Issue.record("gave up")
        return
      }
      #expect(watch.next(after: .waited) == .poll)
    }
    #expect(watch.next(after: Self.done) == .finish)
  }

  @Test func `a poll that is wrong is given up before long`() {
    var watch = StatusWatch()
    var action = watch.next(after: .streamEnded)
    var waited = Duration.zero
    while action == .poll {
      action = watch.next(after: Self.refusal(405))
      guard case .wait(let duration) = action else { break }
      waited += duration
      action = watch.next(after: .waited)
    }
    #expect(action == .fail(PlatformError(status: 405, message: "")))
    #expect(waited > StatusWatch.patienceIfWrong && waited < .seconds(40))
  }

  @Test(arguments: [401, 403])
  func `a refusal ends the watch`(status: Int) {
    var watch = StatusWatch(pollInterval: .seconds(1))
    #expect(watch.next(after: Self.refusal(status)) == .fail(PlatformError(status: status, message: "")))
  }

  @Test func `after long silence the watch is lost, and an answer resets it`() {
    var watch = StatusWatch(pollInterval: .seconds(200))
    for _ in 0..<2 {
      #expect(watch.next(after: .pollBroken) == .wait(.seconds(200)))
      #expect(watch.next(after: .waited) == .poll)
    }
    #expect(watch.next(after: Self.running) == .wait(.seconds(200)))
    #expect(watch.next(after: .waited) == .poll)
    #expect(watch.next(after: .pollBroken) == .wait(.seconds(200)))
    #expect(watch.next(after: .waited) == .poll)
    #expect(watch.next(after: .pollBroken) == .lose)
  }

  @Test func `a Retry-After is honoured`() {
    var watch = StatusWatch()
    _ = watch.next(after: .streamEnded)
    let error = PlatformError(status: 429, message: "", retryAfter: .seconds(30))
    #expect(watch.next(after: .pollRefused(error)) == .wait(.seconds(30)))
    var polling = StatusWatch(pollInterval: .seconds(1))
    #expect(polling.next(after: .pollRefused(error)) == .wait(.seconds(30)))
    let endless = PlatformError(status: 429, message: "", retryAfter: .seconds(900_000))
    #expect(polling.next(after: .pollRefused(endless)) == .wait(StatusWatch.patience))
  }
}

@Suite struct RetryPolicyTests {
  private static let reset = RetryPolicy.Failure.broken
  private static func answered(_ error: PlatformError) -> RetryPolicy.Failure { .answered(error) }

  @Test(arguments: [
    (RetryPolicy.Failure.neverSent, true), (.broken, false), (.answered(.ingress(502)), true),
    (.answered(.ingress(503)), true), (.answered(.ingress(504)), false),
    (.answered(PlatformError(status: 429, message: "")), true),
    (.answered(PlatformError(status: 503, message: "", requestID: "r")), false),
    (.answered(PlatformError(status: 500, message: "")), false),
    (.answered(PlatformError(status: 422, message: "")), false),
  ])
  func `a submit is repeated only if it was surely not accepted`(failure: RetryPolicy.Failure, repeats: Bool) {
    #expect((RetryPolicy.submits.delay(after: failure, attempt: 1, jitter: 0.5) != nil) == repeats)
  }

  @Test(arguments: [
    (RetryPolicy.Failure.neverSent, true), (.broken, true), (.answered(.ingress(504)), true),
    (.answered(PlatformError(status: 408, message: "")), true),
    (.answered(PlatformError(status: 409, message: "")), true),
    (.answered(PlatformError(status: 400, message: "Request is still in progress")), false),
    (.answered(PlatformError(status: 404, message: "")), false),
    (.answered(PlatformError(status: 422, message: "")), false),
  ])
  func `a read is repeated freely`(failure: RetryPolicy.Failure, repeats: Bool) {
    #expect((RetryPolicy.reads.delay(after: failure, attempt: 3, jitter: 0.5) != nil) == repeats)
  }

  @Test func `a model's passing failure is read once more`() {
    let failure = Self.answered(PlatformError(status: 500, type: "downstream_service_error", message: ""))
    #expect(RetryPolicy.reads.delay(after: failure, attempt: 1, jitter: 0) != nil)
    #expect(RetryPolicy.reads.delay(after: failure, attempt: 2, jitter: 0) == nil)
  }

  @Test(arguments: [
    (PlatformError(status: 400, message: "Request is still in progress"), true),
    (PlatformError(status: 404, shape: .statusWord, message: "NOT_FOUND"), true),
    (PlatformError(status: 404, type: "x", message: "Path /x not found"), false),
    (PlatformError(status: 404, details: [.init(message: "no such voice")]), false),
  ])
  func `a result that is announced is waited for`(error: PlatformError, repeats: Bool) {
    #expect((RetryPolicy.results.delay(after: Self.answered(error), attempt: 3, jitter: 0.5) != nil) == repeats)
  }

  @Test func `a storage's failures are outlasted`() {
    let failure = Self.answered(PlatformError(status: 500, shape: .text, message: "boom", requestID: "r"))
    #expect(RetryPolicy.uploads.delay(after: failure, attempt: 4, jitter: 0) != nil)
    #expect(RetryPolicy.uploads.delay(after: failure, attempt: 5, jitter: 0) == nil)
    #expect(RetryPolicy.reads.delay(after: failure, attempt: 4, jitter: 0) == nil)
  }

  @Test func `delays double, spread and end`() {
    let policy = RetryPolicy(attempts: 5, delay: .seconds(1), maximumDelay: .seconds(4), isRepeatable: true)
    let delays = (1...5).map { policy.delay(after: Self.reset, attempt: $0, jitter: 0.5) }
    #expect(delays == [.seconds(1), .seconds(2), .seconds(4), .seconds(4), nil])
    #expect(policy.delay(after: Self.reset, attempt: 1, jitter: 0) == .seconds(0.5))
    #expect(policy.delay(after: Self.reset, attempt: 1, jitter: 7) == .seconds(1.5))
    let patient = RetryPolicy(attempts: .max, delay: .seconds(1), maximumDelay: .seconds(4), isRepeatable: true)
    #expect(patient.delay(after: Self.reset, attempt: 1_000_000, jitter: 0.5) == .seconds(4))
  }

  @Test func `what the platform asks for is waited, within reason`() {
    let failure = Self.answered(PlatformError(status: 429, message: "", retryAfter: .seconds(7)))
    #expect(RetryPolicy.submits.delay(after: failure, attempt: 1, jitter: 0) == .seconds(7))
    let long = Self.answered(PlatformError(status: 429, message: "", retryAfter: .seconds(7000)))
    #expect(RetryPolicy.submits.delay(after: long, attempt: 1, jitter: 0) == nil)
    #expect(RetryPolicy.submits.delay(after: failure, attempt: 1, jitter: 1) == .seconds(8.75))
  }
}
