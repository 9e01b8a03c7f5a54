import FalProtocol
import FoundationEssentials
import JSON

/// One request and its answer, as a line of a recording.
struct RecordedExchange: Sendable, Hashable {
  /// Where pieces of a body came, in bytes from its start, and when, in
  /// seconds from the start of the recording.
  struct Piece: Sendable, Hashable {
    var size: Int
    var at: Double
  }

  var request: RequestKey
  /// Of what ran side by side, what has asked.
  var strand: String
  /// When the request was sent, in seconds from the start of the recording.
  var at: Double
  /// 0 if there was no answer.
  var status: Int
  var headers: WireHeaders
  /// When the head of the answer was there.
  var answeredAt: Double
  var body: [UInt8]
  var pieces: [Piece]
  /// Whether the body was read to its end.
  var isWhole: Bool
  /// Why there is no answer, or no more of it; nil if nobody waited for more.
  var fault: TransportFault.Kind?
  /// The number of the socket that the request opened; nil if it opened none.
  var socket: Int?

  var json: JSON {
    var json: JSON = [
      "method": .string(request.method), "url": .string(request.url), "body": .string(request.body),
      "at": JSON(at), "status": JSON(status),
      "headers": .object(JSONObject(headers.fields.map { ($0.name, .string($0.value)) }) { $1 }),
      "answered": JSON(answeredAt),
      "pieces": .array(pieces.map { [JSON($0.size), JSON($0.at)] }),
      "whole": .bool(isWhole),
    ]
    if let text = String(validating: body, as: UTF8.self) {
      json.set(.string(text), at: JSONPath(key: "text"))
    } else {
      json.set(.string(Data(body).base64EncodedString()), at: JSONPath(key: "base64"))
    }
    if !strand.isEmpty { json.set(.string(strand), at: JSONPath(key: "strand")) }
    if let word = fault?.recordedWord { json.set(.string(word), at: JSONPath(key: "fault")) }
    if let socket { json.set(JSON(socket), at: JSONPath(key: "socket")) }
    return json
  }

  /// - Returns: nil if the line is no exchange.
  init?(_ json: JSON) {
    guard let method = json["method"]?.string, let url = json["url"]?.string, let key = json["body"]?.string,
      let at = json["at"]?.recordedMoment, let status = json["status"]?.int,
      let answeredAt = json["answered"]?.recordedMoment,
      let pieces = json["pieces"]?.array, let isWhole = json["whole"]?.bool,
      let body = Self.body(json)
    else { return nil }
    request = RequestKey(method: method, url: url, body: key)
    strand = json["strand"]?.string ?? ""
    self.at = at
    self.status = status
    self.answeredAt = answeredAt
    self.body = body
    self.isWhole = isWhole
    fault = json["fault"]?.string.map { TransportFault.Kind(recordedWord: $0) }
    socket = json["socket"]?.int
    headers = WireHeaders((json["headers"]?.object ?? [:]).map { ($0.key, $0.value.string ?? "") })
    self.pieces = pieces.compactMap { piece in
      guard let size = piece[0]?.int, size >= 0, let at = piece[1]?.recordedMoment else { return nil }
      return Piece(size: size, at: at)
    }
    guard self.pieces.reduce(0, { $0 &+ $1.size }) == body.count else { return nil }
  }

  private static func body(_ json: JSON) -> [UInt8]? {
    if let text = json["text"]?.string { return Array(text.utf8) }
    return json["base64"]?.string.flatMap { Data(base64Encoded: $0) }.map { Array($0) }
  }

  init(
    request: RequestKey, at: Double, status: Int, headers: WireHeaders, answeredAt: Double, body: [UInt8],
    pieces: [Piece], isWhole: Bool, socket: Int? = nil
  ) {
    self.request = request
    strand = Strand.current
    self.at = at
    self.status = status
    self.headers = headers
    self.answeredAt = answeredAt
    self.body = body
    self.pieces = pieces
    self.isWhole = isWhole
    self.socket = socket
  }

  /// A request that came to nothing: its status is 0.
  /// - Parameter fault: nil if nobody waited any longer.
  init(_ request: RequestKey, at: Double, fault: TransportFault.Kind?, foundAt: Double) {
    self.init(
      request: request, at: at, status: 0, headers: [:], answeredAt: foundAt, body: [], pieces: [], isWhole: false)
    self.fault = fault
  }

  /// Whether it tells of a job under way, of which more is to come.
  var isPassing: Bool {
    guard request.isRead, body.count < 1 << 16, let json = try? JSON(parsing: body) else { return false }
    return RequestStatus.isUnderWay(json)
  }

  /// What became of the wish for a socket.
  /// - Parameter socket: its number; nil if none was opened.
  init(opening request: RequestKey, at: Double, _ answer: WireResponse, answeredAt: Double, socket: Int?) {
    let pieces = answer.body.isEmpty ? [] : [Piece(size: answer.body.count, at: answeredAt)]
    self.init(
      request: request, at: at, status: answer.status, headers: answer.headers, answeredAt: answeredAt,
      body: answer.body, pieces: pieces, isWhole: true, socket: socket)
  }
}

/// By what a request is found again: where it goes and what it holds. The
/// key that it was signed with is no part of it.
struct RequestKey: Sendable, Hashable {
  var method: String
  var url: String
  /// A digest of the body; empty if there is none.
  var body: String

  init(method: String, url: String, body: String) {
    self.method = method
    self.url = url
    self.body = body
  }

  init(_ request: WireRequest, body: String) {
    method = request.method.rawValue
    url = Secrets.clean(request.url.description)
    self.body = body
  }

  /// Whether asking once more changes nothing there.
  var isRead: Bool { method == "GET" || method == "HEAD" }
}

extension JSON {
  /// A moment in seconds from the start of a recording; nil if it is none.
  var recordedMoment: Double? { double.flatMap { (0...1e9).contains($0) ? $0 : nil } }
}
