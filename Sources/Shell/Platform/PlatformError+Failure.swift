import Diagnostics
import FalProtocol
import JSON
import Language

extension PlatformError {
  /// The error as a failed statement. It keeps what a `catch` may go by.
  var failure: Failure {
    Failure(
      kind.failureKind,
      Diagnostic(
        code: "platform-\(type ?? String(status))", sentence, help: advice,
        notes: details.dropFirst().prefix(Self.shownDetails).map { Diagnostic.Note($0.words) }),
      type: type, requestID: requestID, status: status,
      detail: details.isEmpty ? nil : .array(details.map(\.failureJSON)), isRetryable: isRetryable)
  }

  /// The same of the storage that takes no file.
  var uploadFailure: Failure {
    var failure = failure
    failure.kind = .server
    failure.diagnostic.message =
      "the platform's storage does not take the file: \(reason) (\(status))"
    failure.diagnostic.help = nil
    return failure
  }

  private var reason: String {
    let text = details.first?.words ?? message.oneLine
    return text.isEmpty ? "no reason was given" : text
  }

  /// How many entries of a model's list are told beside the first.
  private static let shownDetails = 4

  private var sentence: String {
    let status = "(\([String(status), type].compactMap { $0 }.joined(separator: ", ")))"
    // The page of a proxy says nothing that a person could use.
    if isIngress || (isFromIntermediary && (message.isEmpty || message.contains("<"))) {
      return "the platform is not available right now \(status)"
    }
    return "\(subject): \(reason) \(status)"
  }

  /// Who did what: a model, the platform and the input are told apart.
  private var subject: String {
    switch kind {
    case .badInput, .contentPolicy:
      shape == .detailList || status == 422 ? "the model refuses the input" : "the platform refuses the request"
    case .auth: status == 403 ? "the key may not do this" : "the platform refuses the key"
    case .locked: "the account is locked"
    case .notFound: "the platform knows no such thing"
    case .rateLimit: "too many requests"
    case .timeout where isCallersTimeout: "it did not start within its --start-timeout"
    case .timeout: isOfModel ? "the model took too long" : "the platform took too long"
    case .server: isOfModel ? "the model failed" : "the platform failed"
    case .cancelled: "the request was cancelled"
    case .stillInProgress: "the request is not finished"
    }
  }

  /// Whether it was the model that failed, not what is around it.
  private var isOfModel: Bool { shape == .detailList || ErrorType.ofModels.contains { $0.name == type } }
}

extension PlatformError.Detail {
  /// The place and what is wrong there, in one line.
  fileprivate var words: String {
    let place = location.steps.isEmpty ? "" : "\(location): "
    let text = message.oneLine
    return place + (text.isEmpty ? type.map { "it reports \($0.oneLine)" } ?? "" : text)
  }

  /// As `$e.detail` holds it: the places without the leading `body`.
  fileprivate var failureJSON: JSON {
    var members: JSONObject = ["loc": .array(location.steps.map(\.json)), "msg": .string(message)]
    members["type"] = type.map(JSON.string)
    members["ctx"] = context
    return .object(members)
  }
}

extension JSONPath.Step {
  fileprivate var json: JSON {
    switch self {
    case .key(let key): .string(key)
    case .index(let index): JSON(index)
    }
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

extension String {
  /// The words of a text from outside, in one line and without what a
  /// terminal would obey.
  var oneLine: String {
    let words = unicodeScalars.split { $0.properties.isWhitespace || $0.properties.generalCategory == .control }
    let line = words.map { String($0) }.joined(separator: " ")
    return line.count > 500 ? line.prefix(499) + "…" : line
  }
}
