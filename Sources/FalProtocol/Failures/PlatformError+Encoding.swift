import JSON

extension PlatformError {
  /// The answer as it is sent.
  package var response: WireResponse {
    guard ![.ingress, .gateway, .text].contains(shape) else {
      var headers = shape == .text ? headers : WireHeaders()
      headers["content-type"] = shape == .ingress ? "text/html" : "text/plain; charset=utf-8"
      return WireResponse(status: status, headers: headers, body: Array(message.utf8))
    }
    return WireResponse(status: status, headers: headers, json: json)
  }

  /// The page that the proxy sends in place of an answer.
  package static func ingress(_ status: Int) -> PlatformError {
    PlatformError(
      status: status, shape: .ingress,
      message: "<html><head><title>\(status)</title></head><body><center>nginx</center></body></html>\r\n")
  }

  private var headers: WireHeaders {
    var headers = WireHeaders()
    headers[HeaderName.requestID] = requestID
    headers[HeaderName.billableUnits] = billableUnits
    headers["retry-after"] = retryAfter.map { JSON($0.inSeconds).text }
    headers[HeaderName.retryable] = retryHint.map { $0 ? "true" : "false" }
    headers[HeaderName.timeoutType] = isCallersTimeout ? "user" : nil
    if shape == .detailText { headers[HeaderName.errorType] = type }
    return headers
  }

  private var json: JSON {
    switch shape {
    case .detailList: ["detail": .array(details.map(\.json))]
    case .statusWord: ["status": .string(message)]
    case .errorText: ["error": .string(message)]
    case .errorObject:
      ["error": .object(["type": .string(type ?? "server_error"), "message": .string(message)])]
    case .detailText, .ingress, .gateway, .text:
      .object(type.map { ["detail": .string(message), "error_type": .string($0)] } ?? ["detail": .string(message)])
    }
  }
}
