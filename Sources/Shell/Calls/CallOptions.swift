import FalProtocol
import JSON
import Language

/// falsh's own options of a model call: `--async`, `--timeout 60`.
struct CallOptions: Sendable {
  /// Gives the job at once.
  var isAsync = false
  /// One connection that is held until the result is there.
  var isSync = false
  /// The output is shown while it grows.
  var streams = false
  /// In what way the platform is asked: a word.
  var way: String { streams ? "stream" : isSync ? "sync" : "queue" }
  var showsLogs = false
  var timeout: Duration??
  /// Polls at this interval and leaves the stream alone.
  var pollInterval: Duration?
  /// Shows the request and sends nothing.
  var isDryRun = false
  var isCurl = false
  var submit = SubmitOptions()
  /// Whether something is asked of the queue that it alone understands.
  var wantsQueue: Bool {
    isAsync || pollInterval != nil || submit.webhook != nil || submit.priority != nil
      || submit.maximumQueueLength != nil
  }

  /// All options a call may have, for help, Tab and "did you mean".
  static let declared: [any DeclaredParameter] = [
    Flag("async", letter: "a", "gives the job at once, and nobody waits for it"),
    Flag("wait", letter: "w", "waits for the result (the default)"),
    Flag("sync", "holds one connection instead of using the queue"),
    Flag("stream", "shows the output while it grows, for models that can"),
    Flag("logs", "shows the model's log lines, and what is sent again"),
    Named("timeout", Duration.self, "how many seconds to wait (600)"),
    Named("poll-interval", Duration.self, "polls every so many seconds"),
    Named("lifecycle", Lifecycle.self, "how long result files are kept: 1h, 3600, never"),
    Named("webhook", String.self, "a URL that is called at the end"),
    Named("priority", String.self, "low or normal", usual: ["low", "normal"]),
    Named("start-timeout", Duration.self, "gives up if it has not begun after so many seconds"),
    Named("tag", String.self, "a tag of yours, key=value, for the platform's lists; may be repeated"),
    Named("runner-hint", String.self, "prefers a runner that served the same hint"),
    Named("max-queue", Int.self, "is refused if more requests than this wait already"),
    Flag("no-retry", "the platform tries once only"),
    Named(
      "retry-config", RecordArgument.self, "how often the platform tries again, for own apps: {timeout: {retries: 0}}"),
    Flag("no-fallback", "no other provider stands in for the model's own"),
    Flag("no-store-io", "the platform keeps neither input nor output"),
    Flag("dry-run", "shows the request as JSON and sends nothing"),
    Flag("curl", "shows the request as a curl line, without the key"),
  ]

  static func declaration(of name: String) -> (any DeclaredParameter)? {
    declared.first { $0.name == name || $0.letter.map(String.init) == name }
  }

  /// Sets an option that is declared.
  /// - Throws: `Failure` for a value that does not fit.
  mutating func set(_ name: String, _ content: Argument.Content) throws {
    switch name {
    case "async", "a": isAsync = true
    case "wait", "w": isAsync = false
    case "sync": isSync = true
    case "stream": streams = true
    case "logs": showsLogs = true
    case "dry-run": isDryRun = true
    case "curl": isCurl = true
    case "timeout": timeout = .some(try Duration(reading: content))
    case "poll-interval": pollInterval = try pollInterval(content)
    case "start-timeout": submit.startTimeout = try startTimeout(content)
    case "webhook": submit.webhook = try webhook(content)
    case "priority": submit.priority = try priority(content)
    case "lifecycle": submit.lifecycle = try Lifecycle(reading: content)
    case "tag": try addTag(content)
    case "runner-hint": submit.runnerHint = try hint(content)
    case "max-queue": submit.maximumQueueLength = try queueLength(content)
    case "no-retry": submit.forbidsRetry = true
    case "retry-config": submit.retryConfig = try RecordArgument(reading: content).json
    case "no-fallback": submit.forbidsFallback = true
    case "no-store-io": submit.storesPayloads = false
    default: break
    }
  }

  private func webhook(_ content: Argument.Content) throws -> String {
    let url = try String(reading: content)
    guard let address = WireURL(url), !address.host.isEmpty else { throw Failure.wants("a URL: https://…") }
    return url
  }

  private mutating func addTag(_ content: Argument.Content) throws {
    let text = try String(reading: content)
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    // The platform drops a bad tag without a word.
    guard parts.count == 2, RequestTags.Tag(key: parts[0], value: parts[1]).isValid else {
      throw Failure.wants("key=value, the key of a-z 0-9 . _ -, the value without commas")
    }
    submit.tags[parts[0]] = parts[1]
    guard submit.tags.fit else {
      throw Failure.wants(
        "one of at most \(RequestTags.maximumCount) tags, of \(RequestTags.maximumLength) characters together")
    }
  }

  private func startTimeout(_ content: Argument.Content) throws -> Duration {
    let time = try Duration(reading: content)
    guard time > .milliseconds(100) else { throw Failure.wants("more than 0.1 s") }
    return time
  }

  private func pollInterval(_ content: Argument.Content) throws -> Duration {
    let time = try Duration(reading: content)
    guard time >= .milliseconds(100) else { throw Failure.wants("0.1 s or more") }
    return time
  }

  /// It becomes a header.
  private func hint(_ content: Argument.Content) throws -> String {
    let text = try String(reading: content)
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
      throw Failure.wants("a text of plain ASCII, in one line")
    }
    return text
  }

  private func queueLength(_ content: Argument.Content) throws -> Int {
    let count = try Int(reading: content)
    guard count >= 0 else { throw Failure.wants("0 or more") }
    return count
  }

  private func priority(_ content: Argument.Content) throws -> SubmitOptions.Priority {
    guard let priority = SubmitOptions.Priority(rawValue: try String(reading: content)) else {
      throw Failure.wants("low or normal")
    }
    return priority
  }
}
