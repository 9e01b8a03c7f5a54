/// One message over a connection on which both ends speak.
package enum SocketMessage: Sendable, Hashable {
  case text(String)
  case binary([UInt8])
}
