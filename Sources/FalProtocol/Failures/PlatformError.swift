package import JSON

/// An answer that says no: its facts, whatever shape they came in.
package struct PlatformError: Error, Hashable, Sendable {
  /// The forms in which the platform's services write errors.
  package enum Shape: Hashable, Sendable {
    /// `{"detail": [{"loc", "msg", "type", …}]}`: a model's.
    case detailList
    /// `{"detail": "text"}`, perhaps with `error_type`: an app's, the queue's.
    case detailText
    /// `{"status": "NOT_FOUND"}`: the queue's.
    case statusWord
    /// `{"error": {"type", "message"}}`: the Platform API's.
    case errorObject
    /// `{"error": "text"}` and its like: the storage's.
    case errorText
    /// A page of the proxy before the platform: the platform never saw the
    /// request.
    case ingress
    /// Of something else on the way there, which may have handed it on.
    case gateway
    /// Anything else; the first 500 characters are the message.
    case text
  }

  /// One entry of a model's list of errors.
  package struct Detail: Hashable, Sendable {
    /// Where in the input, without the leading `body`; empty for all of it.
    package let location: JSONPath
    package let message: String
    package let type: String?
    /// The bounds or values that were broken, under names that go with `type`.
    package let context: JSON?
    /// What was sent there.
    package let input: JSON?

    package init(
      location: JSONPath = JSONPath(), message: String, type: String? = nil, context: JSON? = nil, input: JSON? = nil
    ) {
      self.location = location
      self.message = message
      self.type = type
      self.context = context
      self.input = input
    }
  }

  /// The HTTP status code.
  package var status: Int
  package var shape: Shape
  /// The machine's word; see `ErrorType`.
  package var type: String?
  /// The platform's sentence. Text from outside; it may be empty.
  package var message: String
  /// Every entry of a model's list; empty in other shapes.
  package var details: [Detail]
  package var requestID: String?
  package var billableUnits: String?
  /// What a `Retry-After` header asks for.
  package var retryAfter: Duration?
  /// What the platform itself says about trying again.
  package var retryHint: Bool?
  /// Whether it was the caller's own deadline that passed.
  package var isCallersTimeout: Bool

  package init(
    status: Int, shape: Shape = .detailText, type: String? = nil, message: String, details: [Detail] = [],
    requestID: String? = nil, billableUnits: String? = nil, retryAfter: Duration? = nil, retryHint: Bool? = nil,
    isCallersTimeout: Bool = false
  ) {
    self.status = status
    self.shape = shape
    self.type = type
    self.message = message
    self.details = details
    self.requestID = requestID
    self.billableUnits = billableUnits
    self.retryAfter = retryAfter
    self.retryHint = retryHint
    self.isCallersTimeout = isCallersTimeout
  }

  /// A model's error about its input; `type` and `message` are those of the
  /// first entry.
  package init(status: Int = 422, details: [Detail], requestID: String? = nil) {
    self.init(
      status: status, shape: .detailList, type: details.first?.type, message: details.first?.message ?? "",
      details: details, requestID: requestID)
  }

  /// The place in the input that the first entry is about; nil if none is.
  package var location: JSONPath? { details.first { !$0.location.steps.isEmpty }?.location }

  /// What is answered to who asks too early for a result.
  package static func stillInProgress(requestID: String) -> PlatformError {
    PlatformError(status: 400, message: "Request is still in progress", requestID: requestID)
  }

  /// Whether the queue itself says it, in its own form or in the other that
  /// it may use, and not a model.
  var isOfQueue: Bool { shape == .statusWord || (shape == .detailText && type == nil) }

  /// Whether the request never reached the platform.
  package var isIngress: Bool { shape == .ingress }

  /// Whether somebody on the way to the platform has answered in its place,
  /// so that nothing is said of what was asked for.
  package var isFromIntermediary: Bool { isIngress || shape == .gateway }

  /// Whether it is not known what became of a request that was answered so:
  /// a gateway's time-out comes from behind it, and who redirects after all
  /// may have done what was wanted. Nothing but an id or a type of its own
  /// shows that it was the platform itself that answered.
  package var leavesOutcomeUnknown: Bool {
    shape == .gateway || (isIngress && status == 504)
      || (requestID == nil && type == nil && [303, 408, 504].contains(status))
  }
}
