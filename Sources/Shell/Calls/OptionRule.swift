import Diagnostics
import FalProtocol
import Language

/// Which of falsh's own options go together: `--async` gives a job that
/// waits in the platform's queue, so that what holds a connection cannot be
/// had with it.
struct OptionRule: Sendable {
  let endpoint: EndpointID

  func problems(of options: CallOptions, in invocation: Invocation) -> [Diagnostic] {
    guard options.isAsync, let async = invocation.place(ofOption: "async") else { return [] }
    let against = ["sync", "stream"].compactMap { name in
      invocation.place(ofOption: name).map {
        Diagnostic.contradiction(name, async, in: invocation.source).located(in: invocation.source, at: $0)
      }
    }
    guard against.isEmpty, endpoint.isOpenAICompatible else { return against }
    return [.noQueue(endpoint).located(in: invocation.source, at: async)]
  }
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

  fileprivate static func noQueue(_ endpoint: EndpointID) -> Diagnostic {
    Diagnostic(
      code: "no-queue", "\(endpoint) has no queue to come back to: it can only be waited for",
      help: "to go on meanwhile: & at the end of the line")
  }
}
