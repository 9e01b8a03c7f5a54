import FalProtocol
import NIOCore

/// A request as it came in, whole.
struct SandboxRequest: Sendable {
  let method: HTTPMethod
  /// The host that the caller believes to speak to, as it was written.
  var host = ""
  /// Path and query, percent-encoded.
  let target: String
  let headers: WireHeaders
  let body: ByteBuffer

  var bytes: [UInt8] { Array(body.readableBytesView) }

  var query: WireQuery { WireQuery(parsing: target.drop { $0 != "?" }.dropFirst()) }
}
