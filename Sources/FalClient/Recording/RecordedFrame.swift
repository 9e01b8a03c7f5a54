import FalProtocol
import FoundationEssentials
import JSON

/// Something that happened to a socket, as a line of a recording.
struct RecordedFrame: Sendable, Hashable {
  enum Event: Sendable, Hashable {
    /// A message, by its digest, and what became of it.
    case sent(String, Sending)
    case heard(SocketEvent)
    /// It was waited for something that did not come in time.
    case waited
    /// The client closed the socket.
    case left
  }

  /// What became of a message.
  enum Sending: String, Sendable, Hashable {
    case done
    /// The socket was closed before anything of it was written.
    case closed
    case broken
  }

  /// Of the exchange that opened it.
  var socket: Int
  /// In seconds from the start of the recording.
  var at: Double
  var event: Event

  var json: JSON {
    let members: [(String, JSON)] =
      switch event {
      case .sent(let digest, .done): [("frame", "sent"), ("body", .string(digest))]
      case .sent(let digest, let sending):
        [("frame", "sent"), ("body", .string(digest)), ("outcome", .string(sending.rawValue))]
      case .heard(.message(.text(let text))): [("frame", "received"), ("text", .string(text))]
      case .heard(.message(.binary(let bytes))):
        [("frame", "received"), ("base64", .string(Data(bytes).base64EncodedString()))]
      case .heard(.closed(let code)): [("frame", "closed"), ("code", code.map { JSON($0) } ?? .null)]
      case .heard(.broken(let fault)): [("frame", "broken"), ("fault", .string(fault.kind.recordedWord ?? "reset"))]
      case .waited: [("frame", "waited")]
      case .left: [("frame", "left")]
      }
    return .object(JSONObject([("socket", JSON(socket)), ("at", JSON(at))] + members) { $1 })
  }

  init(socket: Int, at: Double, _ event: Event) {
    self.socket = socket
    self.at = at
    self.event = event
  }

  /// - Returns: nil if the line is none of a socket.
  init?(_ json: JSON) {
    guard let socket = json["socket"]?.int, let at = json["at"]?.recordedMoment, let event = Self.event(json) else {
      return nil
    }
    self.init(socket: socket, at: at, event)
  }

  private static func event(_ json: JSON) -> Event? {
    switch json["frame"]?.string {
    case "sent":
      let sending = json["outcome"].map { $0.string.flatMap(Sending.init(rawValue:)) } ?? .done
      guard let digest = json["body"]?.string, let sending else { return nil }
      return .sent(digest, sending)
    case "received": return message(json).map { .heard(.message($0)) }
    case "closed": return .heard(.closed(code: json["code"]?.int))
    case "broken":
      guard let word = json["fault"]?.string else { return nil }
      return .heard(.broken(TransportFault(.init(recordedWord: word), host: "")))
    case "waited": return .waited
    case "left": return .left
    default: return nil
    }
  }

  private static func message(_ json: JSON) -> SocketMessage? {
    if let text = json["text"]?.string { return .text(text) }
    return json["base64"]?.string.flatMap { Data(base64Encoded: $0) }.map { .binary(Array($0)) }
  }
}
