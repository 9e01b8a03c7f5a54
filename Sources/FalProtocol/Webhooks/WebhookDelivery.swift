package import JSON

/// What is sent to a webhook when a request has completed.
package struct WebhookDelivery: Sendable, Hashable {
  package let requestID: String
  /// Of the last attempt; the request's own unless the platform tried again.
  package let gatewayRequestID: String
  /// Nil if all went well.
  package let error: String?
  /// The model's output, or the body of its error.
  package let payload: JSON

  /// The delivery of an answer to a result request.
  package init(_ response: WireResponse, requestID: String) {
    self.requestID = requestID
    gatewayRequestID = requestID
    error = response.isSuccess ? nil : "Invalid status code: \(response.status)"
    payload = (try? response.json()) ?? .null
  }

  /// The body as it is sent.
  package var json: JSON {
    var members: JSONObject = [
      "request_id": .string(requestID), "gateway_request_id": .string(gatewayRequestID),
      "status": error == nil ? "OK" : "ERROR",
    ]
    members["error"] = error.map(JSON.string)
    members["payload"] = payload
    return .object(members)
  }
}
