package import JSON

/// What a caller may ask of the platform beside the model's input.
package struct SubmitOptions: Sendable, Hashable {
  /// A request can only give way to others.
  package enum Priority: String, Sendable { case normal, low }

  /// Called when the request has completed.
  package var webhook: String?
  package var priority: Priority?
  /// How long the request may take to start; greater than 0.1 s.
  package var startTimeout: Duration?
  /// Lifetime of the output files.
  package var lifecycle: Lifecycle?
  /// Asks the platform not to try again by itself.
  package var forbidsRetry = false
  /// How often the platform tries again after which failure, as its own JSON;
  /// it heeds this for the caller's own apps.
  package var retryConfig: JSON?
  /// No other provider stands in for the model's own.
  package var forbidsFallback = false
  /// Prefers a runner that has served the same hint.
  package var runnerHint: String?
  /// At most 10 valid ones are sent.
  package var tags = RequestTags()
  /// Whether the platform keeps input and output; nil is its default, to keep.
  package var storesPayloads: Bool?
  /// Refused with 429 when more requests than this are waiting already.
  package var maximumQueueLength: Int?

  package init() {}

  /// The headers of these options.
  package var headers: WireHeaders {
    var headers = WireHeaders()
    headers[HeaderName.priority] = priority?.rawValue
    headers[HeaderName.startTimeout] = startTimeout.map { JSON($0.inSeconds).text }
    headers[HeaderName.outputLifecycle] = lifecycle?.json.text
    headers[HeaderName.noRetry] = forbidsRetry ? "1" : nil
    headers[HeaderName.retryConfig] = retryConfig?.text
    headers[HeaderName.disableFallback] = forbidsFallback ? "true" : nil
    headers[HeaderName.runnerHint] = runnerHint
    headers[HeaderName.storeIO] = storesPayloads.map { $0 ? "1" : "0" }
    headers[HeaderName.tags] = tags.header
    return headers
  }

  /// The query of these options.
  package var query: WireQuery {
    var query = WireQuery()
    query.append("fal_webhook", webhook)
    query.append("fal_max_queue_length", maximumQueueLength.map(String.init))
    return query
  }

  /// Reads the options of a request. What does not follow the wire's rules
  /// is dropped without a word, as the platform does.
  package init(headers: WireHeaders, query: WireQuery) {
    webhook = query["fal_webhook"]
    maximumQueueLength = query["fal_max_queue_length"].flatMap { Int($0) }
    priority = headers[HeaderName.priority].flatMap { Priority(rawValue: $0.lowercased()) }
    startTimeout = (headers[HeaderName.startTimeout] ?? headers[HeaderName.requestTimeout]).flatMap(Self.seconds)
    lifecycle = headers[HeaderName.outputLifecycle].flatMap(Lifecycle.init(header:))
    forbidsRetry = headers[HeaderName.noRetry].map(Self.isYes) ?? false
    retryConfig = headers[HeaderName.retryConfig].flatMap { try? JSON(parsing: $0) }
    forbidsFallback = headers[HeaderName.disableFallback].map(Self.isYes) ?? false
    runnerHint = headers[HeaderName.runnerHint]
    storesPayloads = headers[HeaderName.storeIO].map(Self.isYes)
    tags = headers[HeaderName.tags].map(RequestTags.init(header:)) ?? [:]
  }

  private static func isYes(_ text: String) -> Bool { ["1", "true", "yes"].contains(text.lowercased()) }

  private static func seconds(_ text: String) -> Duration? {
    guard let seconds = Double(text), seconds > 0.1, seconds < 1e9 else { return nil }
    return .seconds(seconds)
  }
}
