import Diagnostics
import FalClient
import FalProtocol
import JSON
import Language

extension FalError {
  /// Whether the platform knows no such thing.
  var isNotFound: Bool { if case .platform(let error) = self { error.kind == .notFound } else { false } }

  /// Whether an app is there, and has nothing at the path that was asked for;
  /// an empty answer may say that too.
  var isMissingPath: Bool {
    guard case .platform(let error) = self, error.kind == .notFound else { return false }
    return error.message.isEmpty || error.message.contains("Path ")
  }

  /// Whether a model could not read a file that it was given.
  var isOfUnreadableFile: Bool {
    guard case .platform(let error) = self else { return false }
    return error.details.contains { $0.type == "file_download_error" }
  }

  /// Whether the platform itself says what became of a job, and not
  /// something on the way to it.
  var isVerdict: Bool {
    if case .platform = self { JobEnding(self, isAccepted: true) == .failed } else { false }
  }

  /// The error as a failed statement: one sentence that says what happened,
  /// and what to do where something can be done.
  var failure: Failure {
    switch self {
    case .platform(let error), .statusRefused(let error): error.failure
    case .uploadRefused(let error): error.uploadFailure
    case .transport(let fault): fault.failure
    case .unknownSubmit(let fault): Failure(.unknownSubmit, .unknownSubmit(fault))
    case .interrupted(let fault): Failure(.unknownSubmit, .interrupted(fault))
    case .protocolViolation(.unsendable): Failure(.badInput, .violation(.unsendable))
    case .protocolViolation(let violation): Failure(.server, .violation(violation))
    case .file(let fault): Failure(.badInput, .file(fault))
    case .noKey: Failure(.auth, .noKey)
    case .cancelled: Failure(.cancelled, Diagnostic(code: "cancelled", "it was cancelled"))
    }
  }
}

extension FalError {
  /// The same for a file, which may lie anywhere, and is asked for without the
  /// key.
  func failure(ofFileAt url: String) -> Failure {
    guard let host = WireURL(url)?.host else { return failure }
    if case .protocolViolation(.noFile(let defect)) = self { return Failure(.badInput, .noFile(defect, from: host)) }
    guard case .platform(let error) = self else { return failure }
    var failure = failure
    failure.kind = error.status >= 500 ? .server : .badInput
    let reason = error.message.isEmpty || error.message.contains("<") ? "" : ": \(error.message.oneLine)"
    failure.diagnostic.message = "\(host) does not give the file\(reason) (\(error.status))"
    failure.diagnostic.help = error.status >= 500 ? "trying again may help" : "its link may have ended"
    return failure
  }
}

extension TransportFault {
  fileprivate var failure: Failure {
    switch kind {
    case .timedOut, .connectTimedOut:
      Failure(.timeout, Diagnostic(code: "network", "\(host) \(words.dropFirst(3))"), isRetryable: true)
    case .cancelled: Failure(.cancelled, Diagnostic(code: "cancelled", "it was cancelled"))
    case .file(let fault): Failure(.badInput, .file(fault))
    // No `try` catches it: the run that was recorded went another way.
    case .notRecorded(let request): Failure(.refused, .notRecorded(request))
    default:
      Failure(
        .network, Diagnostic(code: "network", "cannot reach \(host): \(words)", help: advice), isRetryable: isPassing)
    }
  }

  private var advice: String? {
    switch kind {
    case .certificate: "behind a proxy of your own: SSL_CERT_FILE=its-certificates.pem"
    case .tooManyOpenFiles: "to allow more, before falsh is started: ulimit -n 10240"
    case .proxy: "look at https_proxy, all_proxy and no_proxy"
    case .socks: "an http proxy will do, in https_proxy"
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
    case .tooManyOpenFiles: "this process has as many files open as it may"
    case .proxy: "the proxy did not let the request through"
    case .socks: "models do not speak in real time through a SOCKS proxy"
    case .connectTimedOut: "it did not accept a connection in time"
    case .timedOut: "it did not answer in time"
    case .reset: "the connection broke"
    case .unreadableAnswer: "the answer could not be read"
    case .file(let fault): "'\(fault.path)' could not be read"
    case .cancelled: "it was cancelled"
    case .notRecorded: "it is not in the recording"
    case .other(let text): text
    }
  }
}

extension ProtocolViolation.FileDefect {
  fileprivate var words: String {
    switch self {
    case .page: "a page in place of the file"
    case .nothing: "an empty file"
    case .part: "a part of the file only"
    }
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

  fileprivate static func interrupted(_ fault: TransportFault) -> Diagnostic {
    Diagnostic(
      code: "interrupted",
      "\(fault.host) took the request and its answer broke off: \(fault.words); it was not sent again",
      help: "it may be paid for: https://fal.ai/dashboard/requests")
  }

  fileprivate static func violation(_ violation: ProtocolViolation) -> Diagnostic {
    switch violation {
    case .body: Diagnostic(code: "bad-answer", "the platform's answer cannot be understood")
    case .bodyTooLarge(let limit):
      Diagnostic(code: "bad-answer", "the platform's answer is larger than \(limit >> 20) MiB")
    case .tooManyValues(let limit):
      Diagnostic(code: "bad-answer", "the platform's answer holds more than \(limit / 1_000_000) million values")
    case .tooManyPages(let limit):
      Diagnostic(code: "bad-answer", "the platform's list has more than \(limit) pages")
    case .badURL(let url): Diagnostic(code: "bad-url", "'\(url)' is no URL to download from")
    case .noFile(let defect): Diagnostic(code: "no-file", "the platform gives \(defect.words)")
    case .unsendable:
      Diagnostic(code: "unsendable", "a number of more than 64 bits cannot be sent in real time")
    case .redirect(let target): Diagnostic(code: "bad-redirect", "a redirect to \(target) is not followed")
    }
  }

  fileprivate static func noFile(_ defect: ProtocolViolation.FileDefect, from host: String) -> Diagnostic {
    // Who must log in first is sent a page.
    let help = defect == .page ? "its link may have ended" : nil
    return Diagnostic(code: "no-file", "\(host) gives \(defect.words)", help: help)
  }

  static let notRecordedCode = "not-recorded"

  fileprivate static func notRecorded(_ request: String) -> Diagnostic {
    Diagnostic(
      code: notRecordedCode, "\(request) is not in the recording, and nobody is asked",
      help: "to record it: --record FILE")
  }

  fileprivate static func file(_ fault: FileFault) -> Diagnostic {
    Diagnostic(code: "cannot-read", "cannot \(fault.operation == .write ? "write" : "read") '\(fault.path)'")
  }
}
