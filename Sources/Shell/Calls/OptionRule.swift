import Diagnostics
import FalProtocol
import Language

/// Which of falsh's own options go together: what holds a connection to the
/// end goes past the platform's queue, and so it can be had neither with
/// `--async`, which gives a job that waits there, nor with what the queue
/// alone understands.
struct OptionRule: Sendable {
  let endpoint: EndpointID

  func problems(of options: CallOptions, in invocation: Invocation) -> [Diagnostic] {
    guard options.isAsync, let async = invocation.place(ofOption: "async") else { return strays(options, invocation) }
    let against = Self.direct.compactMap { name in
      invocation.place(ofOption: name).map {
        Diagnostic.contradiction(name, async, in: invocation.source).located(in: invocation.source, at: $0)
      }
    }
    guard against.isEmpty, endpoint.isOpenAICompatible else { return against }
    return [.noQueue(endpoint).located(in: invocation.source, at: async)]
  }

  /// Options that would be sent, and heeded by nobody.
  private func strays(_ options: CallOptions, _ invocation: Invocation) -> [Diagnostic] {
    guard options.isSync || options.streams else { return [] }
    let direct = Self.direct.first { invocation.place(ofOption: $0) != nil }
    return Self.ofQueue.compactMap { name in
      invocation.place(ofOption: name).map {
        let problem = direct.map { Diagnostic.withoutQueue(name, $0) } ?? .withoutQueue(name, endpoint)
        return problem.located(in: invocation.source, at: $0)
      }
    }
  }

  private static let direct = ["sync", "stream"]
  private static let ofQueue = ["webhook", "priority", "max-queue", "poll-interval"]
}

extension Invocation {
  /// Where one of falsh's own options was given, by its name or its letter.
  fileprivate func place(ofOption name: String) -> SourceRange? {
    arguments.first { argument in
      guard case .option(let given) = argument.role else { return false }
      return CallOptions.declaration(of: given)?.name == name
    }?.range
  }
}

extension Diagnostic {
  fileprivate static func contradiction(_ name: String, _ async: SourceRange, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "contradicting-options", "--\(name) keeps a connection open to the end, and \(source[async]) does not wait",
      help: "leave out one of them")
  }

  fileprivate static func withoutQueue(_ name: String, _ direct: String) -> Diagnostic {
    Diagnostic(
      code: "contradicting-options", "--\(name) is for the queue, and --\(direct) goes past it",
      help: "leave out one of them")
  }

  fileprivate static func withoutQueue(_ name: String, _ endpoint: EndpointID) -> Diagnostic {
    Diagnostic(
      code: "contradicting-options", "--\(name) is for the queue, and \(endpoint) goes past it", help: "leave it out")
  }

  fileprivate static func noQueue(_ endpoint: EndpointID) -> Diagnostic {
    Diagnostic(
      code: "no-queue", "\(endpoint) has no queue to come back to: it can only be waited for",
      help: "to go on meanwhile: & at the end of the line")
  }
}
