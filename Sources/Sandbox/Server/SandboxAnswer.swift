import FalProtocol
import NIOCore

/// What goes back over a connection.
enum SandboxAnswer: Sendable {
  case whole(WireResponse)
  /// A file or a part of one; the buffer shares the stored bytes.
  case buffer(status: Int, headers: WireHeaders, ByteBuffer)
  /// A stream of server-sent events, written as they come about.
  case events(@Sendable (EventSink) async throws -> Void)
  /// An answer whose body ends after so many bytes of what was promised; the
  /// connection then stays open, or breaks.
  case part(WireResponse, byteCount: Int, staysOpen: Bool)
  /// The connection closes without a word.
  case drop
  /// Nothing, for as long as the caller waits.
  case stall

  /// The status that the log shows; 0 where none is sent.
  var status: Int {
    switch self {
    case .whole(let response): response.status
    case .buffer(let status, _, _): status
    case .part(let response, _, _): response.status
    case .events: 200
    case .drop, .stall: 0
    }
  }
}

/// Where a stream's events go.
struct EventSink: Sendable {
  /// Sends text that is already framed.
  /// - Throws: when the stream is to break off.
  let send: @Sendable (String) throws -> Void

  func send(_ event: ServerSentEvent) throws { try send(event.text) }
}
