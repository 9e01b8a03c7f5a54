import Diagnostics
import Language

/// Every exit status of the program, with its meaning.
package enum ExitCode: Int32, Sendable, CaseIterable {
  case done = 0
  case failed = 1
  case usage = 2
  case noKey = 3
  case timedOut = 4
  case network = 5
  case refused = 6
  case unknownSubmit = 7
  case expectation = 8
  case interrupted = 130
  case unread = 141
  case terminated = 143

  package var meaning: String {
    switch self {
    case .done: "done"
    case .failed: "a statement failed"
    case .usage: "wrong use, or it did not parse or check, and nothing was run"
    case .noKey: "no key, or a refused one"
    case .timedOut: "timed out"
    case .network: "the network"
    case .refused: "refused by the budget or for want of consent"
    case .unknownSubmit: "it is not known whether a request was accepted"
    case .expectation: "an expect failed"
    case .interrupted: "interrupted"
    case .unread: "nobody reads the results any more"
    case .terminated: "terminated"
    }
  }
}

extension Failure {
  /// What a script ends with that it ends. What no recording holds is caught
  /// as little as what the budget refuses, and is no matter of money.
  var exitCode: ExitCode { diagnostic.code == Diagnostic.notRecordedCode ? .failed : kind.exitCode }
}

extension Failure.Kind {
  var exitCode: ExitCode {
    switch self {
    case .badInput, .contentPolicy, .rateLimit, .server, .cancelled, .fail: .failed
    case .usage: .usage
    case .auth: .noKey
    case .timeout: .timedOut
    case .network: .network
    case .refused: .refused
    case .unknownSubmit: .unknownSubmit
    case .expect: .expectation
    case .interrupted: .interrupted
    }
  }
}
