extension PlatformError {
  /// What an error asks of the caller.
  package enum Kind: String, Sendable, CaseIterable {
    /// Change the input.
    case badInput
    /// The content was refused.
    case contentPolicy
    /// Get another key, or more rights.
    case auth
    /// The account is locked: pay, or ask.
    case locked
    case notFound
    case rateLimit
    case timeout
    case server
    case cancelled
    /// The result was asked for too early.
    case stillInProgress
  }

  /// The kind, from type and status; never from the sentence, but for two
  /// cases that the platform tells in no other way.
  package var kind: Kind {
    if type == "content_policy_violation" || details.contains(where: { $0.type == "content_policy_violation" }) {
      return .contentPolicy
    }
    if isFromIntermediary { return .server }
    switch status {
    case 400 where message.contains("still in progress"): return .stillInProgress
    case 402: return .locked
    case 403 where message.contains("User is locked"): return .locked
    case 401, 403: return .auth
    case 404: return .notFound
    case 408, 504: return .timeout
    case 429: return .rateLimit
    case 499: return .cancelled
    case 500...: return .server
    // An older answer of `downstream_service_error` is a 400.
    default: return type.flatMap(ErrorType.init).map { $0.status >= 500 } == true ? .server : .badInput
    }
  }

  /// Whether the same request may succeed later.
  package var isRetryable: Bool {
    if isCallersTimeout { return false }
    if let retryHint { return retryHint }
    if let type = type.flatMap(ErrorType.init) { return type.isRetryable }
    return [.server, .timeout, .rateLimit, .stillInProgress].contains(kind)
  }
}
