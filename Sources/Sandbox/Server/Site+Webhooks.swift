import FalProtocol

extension Site {
  /// Tells a webhook of a request once it has ended. Whoever is no server of
  /// this machine is not called.
  func callBack(_ hook: String, about request: QueuedRequest) {
    guard let url = WireURL(hook), WebhookSender.mayCall(url) else { return }
    Task { [self] in
      guard let ended = await end(of: request) else { return }
      let delivery = WebhookDelivery(await answer(of: ended), requestID: ended.id)
      await webhooks.send(delivery, to: url, clock: configuration.clock)
    }
  }

  /// Waits until a request has ended, which a cancel may bring about sooner.
  private func end(of request: QueuedRequest) async -> QueuedRequest? {
    let clock = configuration.clock
    var request = request
    while request.lifecycle.phase(at: clock.now()) != .completed {
      guard (try? await clock.sleep(min(request.lifecycle.end - clock.now(), .milliseconds(250)))) != nil else {
        return nil
      }
      request = book.request(request.id, of: request.endpoint) ?? request
    }
    return request
  }
}
