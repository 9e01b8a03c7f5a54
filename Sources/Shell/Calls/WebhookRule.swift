import Diagnostics
import FalProtocol
import Language

/// Where a call may have its result sent: to what `--webhook` or
/// `FAL_WEBHOOK` says. A file that its caller may not trust sends results to
/// the host of the caller's own `FAL_WEBHOOK`, and to those of
/// `--allow-webhook`.
struct WebhookRule: Sendable {
  private let standard: String?
  /// nil: anywhere.
  private let allowedHosts: Set<String>?

  init(session: Session) {
    standard = session.environment.variables["FAL_WEBHOOK"].flatMap { $0.isEmpty ? nil : $0 }
    allowedHosts = session.webhookHosts.map { Set($0) }
  }

  /// What is wrong with the webhook that a call names.
  func problems(of options: CallOptions, in invocation: Invocation) -> [Diagnostic] {
    guard let given = completed(options).submit.webhook else { return [] }
    let argument = invocation.arguments.first { if case .option("webhook") = $0.role { true } else { false } }
    let place = argument?.range ?? invocation.name.range
    guard let url = WireURL(given) else {
      return [.noWebhook(argument == nil ? "FAL_WEBHOOK" : "this").located(in: invocation.source, at: place)]
    }
    guard let allowedHosts else { return [] }
    let isOwn = url.host == standard.flatMap { WireURL($0) }?.host
    guard isOwn || allowedHosts.contains(url.host) else {
      return [.refusedWebhook(url).located(in: invocation.source, at: place)]
    }
    return []
  }

  /// The options with the caller's webhook, where the call names none. What
  /// waits on its own connection needs no call back.
  func completed(_ options: CallOptions) -> CallOptions {
    guard options.submit.webhook == nil, !options.isSync, !options.streams else { return options }
    var options = options
    options.submit.webhook = standard
    return options
  }
}

extension Diagnostic {
  fileprivate static func noWebhook(_ name: String) -> Diagnostic {
    Diagnostic(code: "wrong-argument", "\(name) must be a URL like https://example.com/hook")
  }

  fileprivate static func refusedWebhook(_ url: WireURL) -> Diagnostic {
    Diagnostic(
      code: "webhook-not-allowed", "a script may not have results sent to \(url.host)",
      help: "to allow it: falsh --allow-webhook \(url.host) …")
  }
}
