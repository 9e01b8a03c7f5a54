package import JSON

/// The platform's answer to a submit: what the request is called from now on.
package struct Acceptance: Sendable, Hashable {
  package let requestID: String
  package let statusURL: WireURL
  package let responseURL: WireURL
  package let cancelURL: WireURL
  /// How many requests are ahead, if it was said.
  package var queuePosition: Int?

  /// The URLs of a request of which only endpoint and id are known.
  package init(requestID: String, endpoint: EndpointID, origins: Origins, queuePosition: Int? = nil) {
    self.requestID = requestID
    self.queuePosition = queuePosition
    statusURL = Route.status(endpoint, requestID: requestID).url(in: origins)
    responseURL = Route.result(endpoint, requestID: requestID).url(in: origins)
    cancelURL = Route.cancel(endpoint, requestID: requestID).url(in: origins)
  }

  /// Reads the answer to a submit. Only the id is needed; a URL that is
  /// missing is built, for the name in it may be another than was asked for.
  /// - Throws: `WireFault.missing("request_id")`, also for one that nobody
  ///   could type.
  package init(json: JSON, endpoint: EndpointID, origins: Origins) throws(WireFault) {
    guard let id = json["request_id"]?.string, Self.isTypable(id) else { throw .missing("request_id") }
    let built = Acceptance(requestID: id, endpoint: endpoint, origins: origins)
    requestID = id
    statusURL = json["status_url"]?.string.flatMap { WireURL($0) } ?? built.statusURL
    responseURL = json["response_url"]?.string.flatMap { WireURL($0) } ?? built.responseURL
    cancelURL = json["cancel_url"]?.string.flatMap { WireURL($0) } ?? built.cancelURL
    queuePosition = json["queue_position"]?.int
  }

  /// The same request at URLs that the key may go to: who stands before the
  /// platform passes on what it says of its own hosts.
  package func reachable(at origins: Origins, as endpoint: EndpointID) -> Acceptance {
    let isReachable = [statusURL, responseURL, cancelURL].allSatisfy(origins.mayReceiveKey)
    guard !isReachable else { return self }
    return Acceptance(requestID: requestID, endpoint: endpoint, origins: origins, queuePosition: queuePosition)
  }

  /// Words about a request lead back to it by its id.
  private static func isTypable(_ id: String) -> Bool {
    !id.isEmpty && id.utf8.allSatisfy { (0x21...0x7E).contains($0) }
  }

  /// The answer as it is sent.
  package var json: JSON {
    var members: JSONObject = ["status": "IN_QUEUE", "request_id": .string(requestID)]
    members.merge(urlMembers) { _, new in new }
    members["logs"] = .null
    members["metrics"] = [:]
    members["queue_position"] = JSON(queuePosition ?? 0)
    return .object(members)
  }

  /// The URL of the status stream.
  package func statusStreamURL(logs: Bool) -> WireURL {
    statusURL.appending(path: "/stream", query: logs ? [.init("logs", "1")] : [])
  }

  /// The URL of the status.
  package func statusURL(logs: Bool) -> WireURL { statusURL.replacing(query: logs ? [.init("logs", "1")] : []) }

  var urlMembers: JSONObject {
    [
      "response_url": .string(responseURL.description), "status_url": .string(statusURL.description),
      "cancel_url": .string(cancelURL.description),
    ]
  }
}
