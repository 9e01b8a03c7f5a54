/// One operation of the platform, as both ends name it: a client makes its
/// path, a server reads it back.
///
/// An endpoint whose id ends in `/stream` is, when run, the stream of the
/// endpoint without it; the two share one path. One that ends in `/realtime`
/// is connected to under its own path; others have `/realtime` behind it.
package enum Route: Sendable, Hashable {
  // Queue
  case submit(EndpointID)
  case status(EndpointID, requestID: String, logs: Bool = false)
  case statusStream(EndpointID, requestID: String, logs: Bool = false)
  case result(EndpointID, requestID: String)
  case cancel(EndpointID, requestID: String)

  // Run
  case run(EndpointID)
  case stream(EndpointID)
  /// A connection over which both ends speak (RFC 6455).
  case realtime(EndpointID)
  /// The right to open one, as the official clients ask for it or as newer
  /// documentation says.
  case realtimeToken(isDocumented: Bool = false)

  // Storage
  case cdnToken
  case initiateUpload(multipart: Bool)
  case upload
  case startMultipart
  /// `file` is the path below `/files`; `number` is counted from 1.
  case uploadPart(file: String, uploadID: String, number: Int)
  case completeMultipart(file: String, uploadID: String)
  case putFile(String)
  case file(String)

  // Webhooks
  case webhookKeys

  // Catalogue
  case models(ModelQuery)
  case pricing([EndpointID], cursor: String? = nil)
  case openAPI(EndpointID)

  // Account
  case accountBilling
  case usage(UsageQuery)
  case history(HistoryQuery)

  /// The service that answers.
  package var service: Service {
    switch self {
    case .submit, .status, .statusStream, .result, .cancel: .queue
    case .run, .stream, .realtime: .run
    case .cdnToken, .initiateUpload, .webhookKeys, .realtimeToken: .rest
    case .upload, .startMultipart, .uploadPart, .completeMultipart, .putFile, .file: .cdn
    case .models, .pricing, .accountBilling, .usage, .history: .api
    case .openAPI: .openapi
    }
  }

  package var method: HTTPMethod {
    switch self {
    case .submit, .run, .stream, .cdnToken, .initiateUpload, .upload, .startMultipart, .completeMultipart,
      .realtimeToken:
      .post
    case .cancel, .uploadPart, .putFile: .put
    case .status, .statusStream, .result, .file, .models, .pricing, .openAPI, .accountBilling, .usage, .history,
      .webhookKeys, .realtime:
      .get
    }
  }
}

/// Why a request is no `Route`.
package enum RouteFault: Error, Hashable, Sendable {
  case notFound
  /// The path exists, under other methods.
  case methodNotAllowed([HTTPMethod])
}
