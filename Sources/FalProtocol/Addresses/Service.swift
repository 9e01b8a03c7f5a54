/// One of the platform's services; each has a base URL of its own.
package enum Service: String, Sendable, CaseIterable {
  /// Submit, status, result and cancel.
  case queue
  /// Synchronous calls and streams.
  case run
  /// Upload tokens.
  case rest
  /// Files: upload and download.
  case cdn
  /// The Platform API: models and prices.
  case api
  /// Models' OpenAPI documents.
  case openapi

  /// The path that tells the services apart where one origin serves them all.
  package var prefix: String { self == .api ? "/api/v1" : "/\(rawValue)" }

  /// Takes the service's prefix off `path`.
  /// - Returns: nil if it begins with no service's prefix.
  package static func split(path: some StringProtocol) -> (service: Service, path: String)? {
    for service in allCases where path == service.prefix || path.hasPrefix(service.prefix + "/") {
      return (service, String(path.dropFirst(service.prefix.count)))
    }
    return nil
  }

  /// Whether this service is told the key. Files are public, and their hosts
  /// are not the platform's own.
  var takesKey: Bool {
    switch self {
    case .queue, .run, .rest, .api: true
    case .cdn, .openapi: false
    }
  }
}
