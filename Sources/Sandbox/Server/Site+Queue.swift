import FalProtocol
import JSON

extension Site {
  func submit(_ endpoint: EndpointID, _ request: SandboxRequest) throws(PlatformError) -> SandboxAnswer {
    let options = SubmitOptions(headers: request.headers, query: request.query)
    let now = configuration.clock.now()
    if let most = options.maximumQueueLength, book.waiting(for: endpoint, at: now) > most {
      throw PlatformError(status: 429, message: "more than \(most) requests are waiting", retryHint: true)
    }
    let queued = try accept(endpoint, request.bytes, options, at: now)
    return .whole(WireResponse(status: 200, json: queued.acceptance.json))
  }

  func status(of id: String, _ endpoint: EndpointID, logs: Bool) throws(PlatformError) -> SandboxAnswer {
    let request = try known(id, endpoint)
    let status = request.status(at: configuration.clock.now(), logs: logs)
    return .whole(WireResponse(status: status.httpStatus, json: status.json(for: request.acceptance)))
  }

  func result(of id: String, _ endpoint: EndpointID) async throws(PlatformError) -> SandboxAnswer {
    let request = try known(id, endpoint)
    guard request.lifecycle.phase(at: configuration.clock.now()) == .completed else {
      throw .stillInProgress(requestID: id)
    }
    return .whole(await answer(of: request))
  }

  func cancel(_ id: String, _ endpoint: EndpointID) -> SandboxAnswer {
    guard book.request(id, of: endpoint) != nil else { return .whole(CancelAnswer.notFound.response) }
    let now = configuration.clock.now()
    let wasEnded = book.update(id) { request in
      guard request.lifecycle.cancel(at: now) else { return false }
      request.verdict = PlatformError(
        status: 499, type: "client_cancelled", message: "Request was cancelled", requestID: id)
      return true
    }
    return .whole((wasEnded == true ? CancelAnswer.requested : .alreadyCompleted).response)
  }

  /// Takes a request in.
  /// - Throws: 404 if there is no such app; what is wrong with the input
  ///   shows at the result.
  func accept(
    _ endpoint: EndpointID, _ body: [UInt8], _ options: SubmitOptions, at now: Duration
  ) throws(PlatformError) -> QueuedRequest {
    guard Models.hasApplication(of: endpoint) else { throw .noApplication(endpoint) }
    let number = book.nextNumber()
    let id = configuration.requestID(number)
    let order = Workshop.Order(endpoint: endpoint, body: body, requestID: id, number: number)
    var lifecycle = lifecycle(of: order, at: now)
    var verdict: PlatformError?
    if let patience = options.startTimeout, now + patience < lifecycle.start, lifecycle.cancel(at: now + patience) {
      verdict = PlatformError(
        status: 504, type: "request_timeout", message: "Request did not start in time", requestID: id,
        isCallersTimeout: true)
    }
    let acceptance = Acceptance(requestID: id, endpoint: endpoint.app, origins: origins, queuePosition: firstPosition)
    let request = QueuedRequest(
      acceptance: acceptance, endpoint: endpoint, order: order, lifecycle: lifecycle, verdict: verdict)
    book.insert(request)
    if let hook = options.webhook { callBack(hook, about: request) }
    return request
  }

  /// The answer of a request that has ended; its work is done once, however
  /// many ask.
  func answer(of request: QueuedRequest) async -> WireResponse {
    if let verdict = request.verdict { return verdict.response }
    let begin = { @Sendable [workshop, book] (order: Workshop.Order) in
      Task {
        let response = await workshop.answerAside(order)
        book.charge(order.requestID, response.body.count)
        return response
      }
    }
    let work = book.update(request.id) { request in
      let work = request.work ?? begin(request.order)
      request.work = work
      return work
    }
    return await (work ?? begin(request.order)).value
  }

  func known(_ id: String, _ endpoint: EndpointID) throws(PlatformError) -> QueuedRequest {
    guard let request = book.request(id, of: endpoint) else {
      throw PlatformError(status: 404, shape: .statusWord, message: "NOT_FOUND")
    }
    return request
  }

  private func lifecycle(of order: Workshop.Order, at now: Duration) -> RequestLifecycle {
    let pace = configuration.pace
    let model = Models.model(of: order.endpoint.description)
    let input = Workshop.input(order.body)
    let fixed = configuration.requestDuration
    return RequestLifecycle(
      submitted: now, position: firstPosition, waitPerPosition: fixed == nil ? .milliseconds(150) * pace : .zero,
      run: fixed ?? .seconds((model?.duration(of: input) ?? 0) * pace), log: model?.log(of: input) ?? [])
  }

  /// How many requests are ahead of a new one.
  private var firstPosition: Int {
    configuration.pace > 0 && configuration.requestDuration == nil ? configuration.queuePosition : 0
  }
}
