package import FalProtocol

/// A connection over which both ends send messages (RFC 6455).
package protocol MessageSocket: Sendable {
  /// Sends a message.
  /// - Returns: false if the connection was closed before anything of the
  ///   message was written.
  /// - Throws: `TransportFault` if it broke while the message was on its way.
  func send(_ message: SocketMessage) async throws(TransportFault) -> Bool

  /// What comes next; the end again and again once the connection has ended.
  /// - Throws: `TransportFault` of kind `cancelled`; nothing is lost by that.
  func receive() async throws(TransportFault) -> SocketEvent

  /// What has come already; nil if nothing waits.
  func received() -> SocketEvent?

  /// Says goodbye and closes, within a second.
  func close() async
}

/// What comes over a socket.
package enum SocketEvent: Sendable, Hashable {
  case message(SocketMessage)
  /// The other end said goodbye, with a code of RFC 6455, section 7.4, or
  /// none.
  case closed(code: Int?)
  /// The connection broke.
  case broken(TransportFault)
}

/// What became of the wish for a socket.
package enum SocketOpening: Sendable {
  case open(any MessageSocket)
  /// The server answered, and opened none.
  case refused(WireResponse)
}
