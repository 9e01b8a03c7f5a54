import Crypto
import Diagnostics
import FalClient
import FalProtocol
import Journal
import JSON
import Language

/// Tells whether a call back comes from the platform.
struct WebhookCommand: Command {
  private static let action = Required("action", WebhookAction.self, "verify")
  private static let body = Required(
    "body", PathArgument.self, "the body as it came, byte for byte; - is standard input")
  private static let headers = Named("headers", HeadersArgument.self, "its headers: a file, a text or a record")

  static let name = "webhook"

  static let manual = Manual(
    name: name, group: .models, summary: "verifies what was sent to a webhook, and gives its body",
    parameters: [action, body, headers],
    details: """
      The signature must be of one of the platform's keys, over the body as it came, and not older than five minutes. \
      Only what begins with X-Fal-Webhook counts of the headers.
      """,
    examples: """
      > webhook verify notes.txt --headers "X-Fal-Webhook-Request-Id: 1"
      prompt:1:1: error: the headers have no x-fal-webhook-user-id
       1 | webhook verify notes.txt --headers "X-Fal-Webhook-Request-Id: 1"
         | ^^^^^^^
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    _ = try call[Self.action]
    let signature = try signature(of: call, in: session)
    let now = session.environment.time.date()
    guard signature.isTimely(at: now) else { throw Failure(.badInput, .untimely(signature.age(at: now))) }
    let body = try body(of: call, in: session)
    let message = signature.message(bodyHash: SHA256.hash(data: body))
    guard try await isSigned(message, signature, in: session) else { throw Failure(.badInput, .notSigned) }
    return .data((try? JSON(parsing: body)) ?? .string(String(decoding: body, as: UTF8.self)))
  }

  private func signature(of call: CommandCall, in session: Session) throws -> WebhookSignature {
    guard let headers = try call[Self.headers] else { throw Failure(.usage, .noHeaders) }
    do {
      return try WebhookSignature(headers: headers.headers(in: session))
    } catch let fault as WebhookSignature.Fault {
      throw Failure(.badInput, .fault(fault))
    } catch let failure as Failure {
      throw failure.located(in: call.invocation.source, at: call.range(of: Self.headers))
    }
  }

  private func body(of call: CommandCall, in session: Session) throws -> [UInt8] {
    let path = try call[Self.body].path
    do {
      if path == "-", case .everything = session.files.policy {
        return try session.files.bytes(of: LocalFile(path: "-", absolutePath: "/dev/stdin", size: 0))
      }
      return try session.files.bytes(of: session.files.localFile(path))
    } catch let failure as Failure {
      throw failure.located(in: call.invocation.source, at: call.range(of: Self.body))
    }
  }

  /// How long the platform lets its keys be kept, in seconds.
  private static let lifetime = 86_400.0

  /// By the keys that are kept, or else by those of now.
  private func isSigned(
    _ message: [UInt8], _ signature: WebhookSignature, in session: Session
  ) async throws -> Bool {
    let isBy = { (keys: WebhookKeys) in
      keys.all.contains { Self.verifies(signature.signature, message, key: $0) }
    }
    if let keys = keptKeys(in: session), isBy(keys) { return true }
    do {
      let keys = try await session.platform.client().webhookKeys()
      session.records.keep(keys.json, .webhookKeys, of: "", on: session.platform)
      return isBy(keys)
    } catch let error as FalError {
      throw error.failure
    }
  }

  private func keptKeys(in session: Session) -> WebhookKeys? {
    guard let kept = session.records.kept(.webhookKeys, of: "", on: session.platform),
      session.records.date() - kept.storedAt < Self.lifetime
    else { return nil }
    return try? WebhookKeys(json: kept.json)
  }

  private static func verifies(_ signature: [UInt8], _ message: [UInt8], key: [UInt8]) -> Bool {
    let key = try? Curve25519.Signing.PublicKey(rawRepresentation: key)
    return key?.isValidSignature(signature, for: message) ?? false
  }
}

/// The first word behind `webhook`.
enum WebhookAction: String, ArgumentType {
  case verify

  static let label = "verify"

  init(reading content: Argument.Content) throws {
    guard let action = WebhookAction(rawValue: try String(reading: content)) else { throw Failure.wants("verify") }
    self = action
  }

  static func candidates(_ prefix: String, in session: Session) -> [Suggestion] {
    [Suggestion("verify", "tells whether it comes from the platform")]
  }
}

/// Headers: lines of a file or text, or a record.
struct HeadersArgument: ArgumentType {
  static let label = "HEADERS"

  private enum Source: Sendable {
    case fields(WireHeaders)
    case file(String)
  }

  private let source: Source

  init(reading content: Argument.Content) throws {
    if case .value(.data(.object(let members))) = content {
      source = .fields(WireHeaders(members.map { ($0.key, $0.value.string ?? $0.value.text) }))
    } else if let text = try? String(reading: content), text.contains(":") {
      source = .fields(Self.fields(of: text))
    } else {
      source = .file(try PathArgument(reading: content).path)
    }
  }

  /// - Throws: `Failure` if the file cannot be read.
  func headers(in session: Session) throws -> WireHeaders {
    switch source {
    case .fields(let headers): headers
    case .file(let path):
      Self.fields(of: try session.files.text(of: session.files.localFile(path)))
    }
  }

  /// `Name: value` in each line, or one record in JSON.
  private static func fields(of text: String) -> WireHeaders {
    if case .object(let members)? = try? JSON(parsing: text) {
      return WireHeaders(members.map { ($0.key, $0.value.string ?? $0.value.text) })
    }
    return WireHeaders(
      text.split(whereSeparator: \.isNewline).compactMap { line -> (String, String)? in
        guard let colon = line.firstIndex(of: ":") else { return nil }
        let value = line[line.index(after: colon)...].drop(while: \.isWhitespace)
        return (String(line[..<colon]), String(value))
      })
  }
}

extension Diagnostic {
  fileprivate static var noHeaders: Diagnostic {
    Diagnostic(
      code: "missing-argument", "webhook verify needs the headers",
      help: "webhook verify body.json --headers headers.txt")
  }

  fileprivate static func fault(_ fault: WebhookSignature.Fault) -> Diagnostic {
    switch fault {
    case .missing(let name): Diagnostic(code: "no-signature", "the headers have no \(name)")
    case .malformed(let name): Diagnostic(code: "no-signature", "\(name) is not as the platform writes it")
    }
  }

  fileprivate static func untimely(_ age: Double) -> Diagnostic {
    let time = Duration(told: abs(age)).inTenths
    return Diagnostic(
      code: "untimely", age > 0 ? "it was signed \(time) ago" : "it was signed \(time) in the future",
      help: "more than 5 min is a repetition, or a clock that is wrong")
  }

  fileprivate static var notSigned: Diagnostic {
    Diagnostic(
      code: "not-signed", "the platform has not signed this", help: "the body must be as it came, byte for byte")
  }
}
