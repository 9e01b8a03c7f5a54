import Diagnostics
import FalClient
import FalProtocol
import JSON
import Language

extension FalError {
  /// Whether the platform knows no such thing.
  var isNotFound: Bool { if case .platform(let error) = self { error.kind == .notFound } else { false } }

  /// The error as a failed statement: one sentence that says what happened,
  /// and what to do where something can be done.
  var failure: Failure {
    switch self {
    case .platform(let error): error.failure
    case .transport(let fault): fault.failure
    case .unknownSubmit(let fault): Failure(.unknownSubmit, .unknownSubmit(fault))
    case .protocolViolation(let violation): Failure(.server, .violation(violation))
    case .file(let fault): Failure(.badInput, .file(fault))
    case .noKey: Failure(.auth, .noKey)
    case .cancelled: Failure(.cancelled, Diagnostic(code: "cancelled", "it was cancelled"))
    }
  }
}

extension PlatformError {
  fileprivate var failure: Failure {
    Failure(
      kind.failureKind, Diagnostic(code: "platform-\(type ?? String(status))", sentence, help: advice),
      type: type, requestID: requestID, status: status,
      detail: details.isEmpty ? nil : .array(details.map(\.json)))
  }

  private var sentence: String {
    let field = location.map { "\($0): " } ?? ""
    let words = message.oneLine
    let text = words.isEmpty ? "the platform gave no reason" : words
    let status = "(\([String(status), type].compactMap { $0 }.joined(separator: ", ")))"
    // The page of a proxy says nothing that a person could use.
    if isIngress { return "the platform is not available right now \(status)" }
    switch kind {
    case .badInput, .contentPolicy: return "the model refuses the input: \(field)\(text) \(status)"
    case .auth: return "the platform refuses the key: \(text) \(status)"
    case .locked: return "the account is locked: \(text) \(status)"
    case .notFound: return "the platform knows no such thing: \(text) \(status)"
    case .rateLimit: return "too many requests: \(text) \(status)"
    case .timeout: return "the platform took too long: \(text) \(status)"
    case .server: return "the platform failed: \(text) \(status)"
    case .cancelled: return "the request was cancelled \(status)"
    case .stillInProgress: return "the request is still in progress \(status)"
    }
  }

  private var advice: String? {
    switch kind {
    case .auth: "check FAL_KEY: keys are made at https://fal.ai/dashboard/keys"
    case .locked: "to top up: https://fal.ai/dashboard/billing"
    case .rateLimit, .timeout, .server: isRetryable ? "trying again may help" : nil
    case .contentPolicy: "another wording may pass"
    case .badInput, .notFound, .cancelled, .stillInProgress: nil
    }
  }
}

extension PlatformError.Detail {
  fileprivate var json: JSON {
    var members: JSONObject = [
      "loc": .array(location.steps.map { step in
        switch step {
        case .key(let key): .string(key)
        case .index(let index): JSON(index)
        }
      }), "msg": .string(message),
    ]
    members["type"] = type.map(JSON.string)
    members["ctx"] = context
    return .object(members)
  }
}

extension PlatformError.Kind {
  fileprivate var failureKind: Failure.Kind {
    switch self {
    case .badInput, .notFound, .stillInProgress: .badInput
    case .contentPolicy: .contentPolicy
    case .auth, .locked: .auth
    case .rateLimit: .rateLimit
    case .timeout: .timeout
    case .server: .server
    case .cancelled: .cancelled
    }
  }
}

extension TransportFault {
  fileprivate var failure: Failure {
    switch kind {
    case .timedOut, .connectTimedOut: Failure(.timeout, Diagnostic(code: "network", "\(host) \(words)"))
    case .cancelled: Failure(.cancelled, Diagnostic(code: "cancelled", "it was cancelled"))
    case .file(let fault): Failure(.badInput, .file(fault))
    default: Failure(.network, Diagnostic(code: "network", "cannot reach \(host): \(words)", help: advice))
    }
  }

  private var advice: String? {
    switch kind {
    case .certificate: "behind a proxy of your own: SSL_CERT_FILE=its-certificates.pem"
    case .proxy: "look at https_proxy, all_proxy and no_proxy"
    case .dns, .unreachable: "is this machine online?"
    default: nil
    }
  }

  fileprivate var words: String {
    switch kind {
    case .dns: "there is no such host"
    case .refused: "the connection was refused"
    case .unreachable: "there is no way to it"
    case .tls: "no secure connection could be made"
    case .certificate: "its certificate is not to be trusted"
    case .proxy: "the proxy did not let the request through"
    case .connectTimedOut: "did not accept a connection in time"
    case .timedOut: "did not answer in time"
    case .reset: "the connection broke"
    case .unreadableAnswer: "the answer could not be read"
    case .file(let fault): "'\(fault.path)' could not be read"
    case .cancelled: "it was cancelled"
    case .other(let text): text
    }
  }
}

extension Failure {
  /// The field of the input that the platform complains of.
  var field: JSONPath? {
    guard let steps = detail?[0]?["loc"]?.array, !steps.isEmpty else { return nil }
    return JSONPath(
      steps.compactMap { step in step.string.map(JSONPath.Step.key) ?? step.int.map(JSONPath.Step.index) })
  }
}

extension String {
  /// The words of a text from outside, in one line and without what a
  /// terminal would obey.
  fileprivate var oneLine: String {
    let words = unicodeScalars.split { $0.properties.isWhitespace || $0.properties.generalCategory == .control }
    let line = words.map { String($0) }.joined(separator: " ")
    return line.count > 500 ? line.prefix(499) + "…" : line
  }
}

extension Diagnostic {
  /// The sentence that names both ways out.
  static var noKey: Diagnostic {
    Diagnostic(
      code: "no-key", "there is no key for fal.ai: set FAL_KEY, or use --sandbox, which needs none and costs nothing")
  }

  fileprivate static func unknownSubmit(_ fault: TransportFault) -> Diagnostic {
    Diagnostic(
      code: "unknown-submit",
      "it is not known whether \(fault.host) accepted the request: \(fault.words); it was not sent again",
      help: "look at https://fal.ai/dashboard/requests before you repeat it")
  }

  fileprivate static func violation(_ violation: ProtocolViolation) -> Diagnostic {
    switch violation {
    case .body: Diagnostic(code: "bad-answer", "the platform's answer cannot be understood")
    case .bodyTooLarge(let limit):
      Diagnostic(code: "bad-answer", "the platform's answer is larger than \(limit >> 20) MiB")
    case .badURL(let url): Diagnostic(code: "bad-url", "'\(url)' is no URL to download from")
    case .redirect(let target): Diagnostic(code: "bad-redirect", "a redirect to \(target) is not followed")
    }
  }

  fileprivate static func file(_ fault: FileFault) -> Diagnostic {
    Diagnostic(code: "cannot-read", "cannot \(fault.operation == .write ? "write" : "read") '\(fault.path)'")
  }
}
