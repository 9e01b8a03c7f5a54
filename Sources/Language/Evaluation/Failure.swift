package import Diagnostics
package import JSON

/// A statement that failed: what is said about it, and the facts that a
/// `catch` and the exit code go by.
package struct Failure: Error, Sendable {
  /// The words of `$e.kind`, and two that no `catch` sees.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case badInput = "bad_input"
    case contentPolicy = "content_policy"
    case auth, timeout, network
    case rateLimit = "rate_limit"
    case server, cancelled
    case unknownSubmit = "unknown_submit"
    case expect, fail
    /// The budget, or a person, said no. Not caught.
    case refused
    /// Ctrl-C. Not caught.
    case interrupted
    /// Wrong use, found before anything ran.
    case usage

    /// Whether `try` may catch it.
    package var isCatchable: Bool { self != .refused && self != .interrupted }
    /// Whether `retry` may run its block again: a fault that passes, and
    /// nothing that the platform may have accepted.
    package var isPassing: Bool { self == .network || self == .rateLimit || self == .server }
  }

  package var kind: Kind
  package var diagnostic: Diagnostic
  /// The platform's word for the error, where it has one.
  package var type: String?
  package var requestID: String?
  package var status: Int?
  package var detail: JSON?
  /// Whether the same again may succeed, where somebody said so.
  package var isRetryable: Bool?

  package init(
    _ kind: Kind, _ diagnostic: Diagnostic, type: String? = nil, requestID: String? = nil, status: Int? = nil,
    detail: JSON? = nil, isRetryable: Bool? = nil
  ) {
    self.kind = kind
    self.diagnostic = diagnostic
    self.type = type
    self.requestID = requestID
    self.status = status
    self.detail = detail
    self.isRetryable = isRetryable
  }

  /// The field of the input that the platform complains of.
  package var field: JSONPath? {
    guard let steps = detail?[0]?["loc"]?.array, !steps.isEmpty else { return nil }
    return JSONPath(
      steps.compactMap { step in step.string.map(JSONPath.Step.key) ?? step.int.map(JSONPath.Step.index) })
  }

  /// What `catch e` binds.
  package var facts: JSON {
    [
      "kind": .string(kind.rawValue),
      "code": .string(diagnostic.code),
      "type": type.map(JSON.string) ?? .null,
      "message": .string(diagnostic.message),
      "hint": diagnostic.help.map(JSON.string) ?? .null,
      "request_id": requestID.map(JSON.string) ?? .null,
      "status": status.map { JSON($0) } ?? .null,
      "field": field.map { .string($0.description) } ?? .null,
      "detail": detail ?? .null,
      "retryable": .bool(isRetryable ?? kind.isPassing),
    ]
  }

  /// The same failure with a place, unless its diagnostic already has one.
  package func located(in source: SourceText, at range: SourceRange) -> Failure {
    var copy = self
    copy.diagnostic = diagnostic.located(in: source, at: range)
    return copy
  }
}
