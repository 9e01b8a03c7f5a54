package import JSON

/// What a model in real time says: results as binary messages, everything
/// about the connection as texts.
package enum RealtimeMessage: Sendable, Hashable {
  /// What the model made of an input.
  case result(JSON)
  /// How long the model worked on the result before, in seconds.
  case timing(Double)
  /// Something about the connection that nobody has to know.
  case remark
  /// The model failed; the connection closes.
  case failure(word: String, reason: String)
  /// Nothing was asked for a while; the connection closes, and nothing is
  /// wrong.
  case idle
  /// The token has expired.
  case unauthorized
  /// Bytes that are no message.
  case unreadable

  /// Reads what came. A text without a sign of its own is a result too, as
  /// in the official clients.
  package init(_ message: SocketMessage) {
    switch message {
    case .binary(let bytes):
      guard let json = try? MessagePack.decode(bytes) else {
        self = .unreadable
        return
      }
      self.init(json)
    case .text(let text):
      guard let json = try? JSON(parsing: text) else {
        self = .result(["type": "text", "payload": .string(text)])
        return
      }
      self.init(json)
    }
  }

  private init(_ json: JSON) {
    let word = json["error"]?.string ?? ""
    // Where the error is a record, all that is known of it is better than nothing.
    let reason = json["reason"]?.string ?? (word.isEmpty ? json["error"]?.text : nil) ?? ""
    switch json["type"]?.string {
    case "x-fal-message":
      self = json["action"]?.string == "timings" ? json["timing"]?.double.map(Self.timing) ?? .remark : .remark
    case "x-fal-error":
      self = word == Self.idleWord ? .idle : .failure(word: word, reason: reason)
    default:
      guard json["status"]?.string == "error", json["error"] != nil else {
        self = .result(json)
        return
      }
      self = word == Self.unauthorizedWord ? .unauthorized : .failure(word: word, reason: reason)
    }
  }

  private static let idleWord = "TIMEOUT"
  private static let unauthorizedWord = "Unauthorized"

  /// The message as it is sent; nil for what nobody sends.
  /// - Throws: `MessagePack.Fault` for a result that has no binary form.
  package func wire() throws(MessagePack.Fault) -> SocketMessage? {
    let json: JSON
    switch self {
    case .result(let output): return .binary(try MessagePack.encode(output, filesAsBytes: true))
    case .timing(let seconds): json = ["type": "x-fal-message", "action": "timings", "timing": JSON(seconds)]
    case .remark: json = ["type": "x-fal-message"]
    case .failure(let word, let reason):
      json = ["type": "x-fal-error", "error": .string(word), "reason": .string(reason)]
    case .idle:
      json = [
        "type": "x-fal-error", "error": .string(Self.idleWord), "reason": "no inputs, reconnect when needed!",
      ]
    case .unauthorized: json = ["status": "error", "error": .string(Self.unauthorizedWord)]
    case .unreadable: return nil
    }
    return .text(json.text)
  }
}
