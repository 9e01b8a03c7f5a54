package import JSON

/// What a model gave back.
package struct Answer: Sendable, Hashable {
  /// The model's own output, bare.
  package let output: JSON
  package let requestID: String?
  /// Decimal text as the platform writes it, such as `0.00001230`.
  package let billableUnits: String?
  /// The HTTP status code, 200 to 299.
  package let status: Int

  package init(output: JSON, requestID: String?, billableUnits: String? = nil, status: Int = 200) {
    self.output = output
    self.requestID = requestID
    self.billableUnits = billableUnits
    self.status = status
  }

  /// A successful answer to a result or run request.
  /// - Parameter json: the body.
  package init(json: JSON, status: Int, headers: WireHeaders) {
    // The queue of 2023 wrapped outputs so.
    let isWrapped = json["status"]?.string == "COMPLETED" && json["logs"] != nil
    output = isWrapped ? json["response"] ?? json : json
    requestID = headers[HeaderName.requestID]
    billableUnits = headers[HeaderName.billableUnits]
    self.status = status
  }

  /// What went wrong, where the output is a language model's that says so in
  /// place of its text or beside the beginning of it.
  package var toldFailure: PlatformError? {
    guard let error = output.languageError else { return nil }
    var failure = PlatformError(told: error)
    failure.requestID = failure.requestID ?? requestID
    failure.billableUnits = billableUnits
    return failure
  }

  /// The answer as it is sent.
  package var response: WireResponse {
    var headers = WireHeaders()
    headers[HeaderName.requestID] = requestID
    headers[HeaderName.billableUnits] = billableUnits
    return WireResponse(status: status, headers: headers, json: output)
  }
}
