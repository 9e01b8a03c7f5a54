import FalProtocol
import JSON

/// Keeps out of a recording what would let its reader act as its maker:
/// tokens, and URLs that are signed. (Keys stand in requests' headers alone,
/// which are not recorded.)
enum Secrets {
  /// What stands in place of a secret.
  static let mark = "left-out"

  /// Members of an answer that are secrets, whatever they hold.
  private static let members: Set = ["token", "access_token", "refresh_token", "fal_token", "api_key", "key_secret"]

  /// Parts of a query that sign a URL.
  private static func isSignature(_ name: String) -> Bool {
    let name = name.lowercased()
    return [
      "token", "sig", "signature", "policy", "key-pair-id", "googleaccessid", "awsaccesskeyid", "fal_jwt_token",
      "access_token", "jwt", "key",
    ].contains(name) || name.hasPrefix("x-amz-") || name.hasPrefix("x-goog-")
  }

  /// An answer without its secrets.
  static func clean(_ exchange: RecordedExchange) -> RecordedExchange {
    var cleaned = exchange
    cleaned.headers = clean(exchange.headers)
    cleaned.body = clean(exchange.body, ofType: exchange.headers["content-type"])
    if exchange.request.url.contains("token"), (200..<300).contains(exchange.status) {
      cleaned.body = withoutToken(cleaned.body)
    }
    if cleaned.body != exchange.body {
      cleaned.pieces = [.init(size: cleaned.body.count, at: exchange.pieces.last?.at ?? exchange.answeredAt)]
    }
    if cleaned.headers["content-length"] != nil { cleaned.headers["content-length"] = String(cleaned.body.count) }
    return cleaned
  }

  /// A token may be all that is answered, or stand where else words do.
  private static func withoutToken(_ body: [UInt8]) -> [UInt8] {
    guard var json = try? JSON(parsing: body) else { return body }
    if case .string = json { json = .string(mark) }
    if json["detail"]?.string != nil { json.set(.string(mark), at: JSONPath(key: "detail")) }
    return Array(json.text.utf8)
  }

  /// A message without its secrets: the same bytes if it has none.
  static func clean(_ message: SocketMessage) -> SocketMessage {
    switch message {
    case .text(let text):
      guard let json = try? JSON(parsing: text) else { return .text(clean(text: text)) }
      let cleaned = clean(json)
      return cleaned == json ? message : .text(cleaned.text)
    case .binary(let bytes):
      guard let json = try? MessagePack.decode(bytes) else { return message }
      let cleaned = clean(json)
      guard cleaned != json, let packed = try? MessagePack.encode(cleaned, filesAsBytes: true) else { return message }
      return .binary(packed)
    }
  }

  /// Headers of an answer that are kept: those that the client reads.
  private static func clean(_ headers: WireHeaders) -> WireHeaders {
    let kept: Set = ["content-type", "content-length", "retry-after", "date", "location", "etag", "accept-ranges"]
    return WireHeaders(
      headers.fields.filter { field in
        let name = field.name.lowercased()
        return kept.contains(name) || (name.hasPrefix("x-fal-") && !name.contains("token") && !name.contains("key"))
      }.map { ($0.name, clean(text: $0.value)) })
  }

  /// A body without its secrets.
  static func clean(_ body: [UInt8], ofType type: String?) -> [UInt8] {
    let type = type?.lowercased() ?? ""
    guard type.hasPrefix("application/json") || type.hasPrefix("text/"),
      let text = String(validating: body, as: UTF8.self)
    else { return body }
    guard let json = try? JSON(parsing: body) else { return Array(clean(text: text).utf8) }
    let cleaned = clean(json)
    return cleaned == json ? body : Array(cleaned.text.utf8)
  }

  static func clean(_ json: JSON) -> JSON {
    switch json {
    case .string(let text): .string(clean(text: text))
    case .array(let elements): .array(elements.map { clean($0) })
    case .object(let object):
      .object(
        JSONObject(
          object.map { key, value in
            members.contains(key.lowercased()) && value.string != nil ? (key, .string(mark)) : (key, clean(value))
          }
        ) { $1 })
    case .null, .bool, .number: json
    }
  }

  /// Every URL in a text without its signature.
  private static func clean(text: String) -> String {
    guard text.contains("://"), text.contains("?") else { return text }
    let parts = text.split(omittingEmptySubsequences: false) { " \n\t\"'<>\\".contains($0) }
    guard parts.contains(where: { clean(String($0)) != $0 }) else { return text }
    var cleaned = ""
    var position = text.startIndex
    for part in parts {
      cleaned += text[position..<part.startIndex] + clean(String(part))
      position = part.endIndex
    }
    return cleaned + text[position...]
  }

  /// A URL without its signature.
  static func clean(_ url: String) -> String {
    guard let mark = url.firstIndex(of: "?"), url.contains("://") else { return url }
    let pairs = url[url.index(after: mark)...].split(separator: "&", omittingEmptySubsequences: false).map { pair in
      let name = pair.prefix { $0 != "=" }
      return name.count < pair.count && isSignature(String(name)) ? "\(name)=\(Secrets.mark)" : String(pair)
    }
    return String(url[...mark]) + pairs.joined(separator: "&")
  }
}
