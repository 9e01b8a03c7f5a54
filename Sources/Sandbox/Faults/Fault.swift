package import FalProtocol

/// One thing that goes wrong on purpose, for tests.
package struct Fault: Sendable {
  /// The operations of the wire, as a fault chooses among them.
  package enum Operation: String, Sendable, CaseIterable {
    case submit, status, statusStream, result, cancel, run, stream, realtime, realtimeToken
    case token, upload, file, models, pricing, billing, usage, history, openAPI, webhookKeys
  }

  package enum Action: Sendable {
    /// This answer, and nothing happens behind it.
    case answer(WireResponse)
    /// The connection closes, and nothing has happened behind it.
    case dropBeforeAnswer
    /// What was asked for is done, and the connection closes without a word.
    case dropAfterAccept
    /// Nothing ever comes.
    case stall
    /// A stream of events breaks off after so many.
    case cutStream(afterEvents: Int)
    /// The body of the answer breaks off after so many bytes.
    case cutBody(afterBytes: Int)
    /// The body of the answer stops after so many bytes, and nothing follows.
    case stallBody(afterBytes: Int)
    /// In real time: this is said in place of an answer, and the connection
    /// closes.
    case say(RealtimeMessage)
    /// The answer is `{}`.
    case emptyResult
  }

  /// nil: any.
  package var operation: Operation?
  /// The endpoint id; nil: any. Where the wire names the app alone, an
  /// endpoint of that app.
  package var endpoint: String?
  /// Which of the requests that match, counted from 1; nil: all.
  package var occurrences: ClosedRange<Int>?
  package var action: Action

  package init(
    _ action: Action, on operation: Operation? = nil, of endpoint: String? = nil, occurrences: ClosedRange<Int>? = nil
  ) {
    self.action = action
    self.operation = operation
    self.endpoint = endpoint
    self.occurrences = occurrences
  }

  func matches(_ route: Route) -> Bool {
    guard operation == nil || operation == route.operation else { return false }
    guard let endpoint else { return true }
    guard let named = route.endpoint, let wanted = try? EndpointID(endpoint) else { return false }
    return named == wanted || (named.path.isEmpty && named.app == wanted.app)
  }
}

extension Route {
  var operation: Fault.Operation {
    switch self {
    case .submit: .submit
    case .status: .status
    case .statusStream: .statusStream
    case .result: .result
    case .cancel: .cancel
    case .run: .run
    case .stream: .stream
    case .realtime: .realtime
    case .realtimeToken: .realtimeToken
    case .cdnToken: .token
    case .initiateUpload, .upload, .startMultipart, .uploadPart, .completeMultipart, .putFile: .upload
    case .file: .file
    case .models: .models
    case .pricing: .pricing
    case .accountBilling: .billing
    case .usage: .usage
    case .history: .history
    case .openAPI: .openAPI
    case .webhookKeys: .webhookKeys
    }
  }

  /// The endpoint that is named, if one is.
  var endpoint: EndpointID? {
    switch self {
    case .submit(let endpoint), .run(let endpoint), .stream(let endpoint), .openAPI(let endpoint),
      .realtime(let endpoint),
      .status(let endpoint, _, _), .statusStream(let endpoint, _, _), .result(let endpoint, _),
      .cancel(let endpoint, _):
      endpoint
    default: nil
    }
  }
}
