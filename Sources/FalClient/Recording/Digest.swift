import Crypto
import FalProtocol
import JSON

/// By what the contents of a request or a message are found again. Signatures
/// of URLs are no part of it: a replay has them from answers that were
/// recorded without.
enum Digest {
  /// - Parameter cleans: whether signatures are left out.
  /// - Returns: an empty text if the request has no body.
  /// - Throws: `TransportFault` if a file that is to be sent cannot be read.
  static func of(
    _ request: WireRequest, _ body: RequestBody?, cleans: Bool = true
  ) async throws(TransportFault) -> String {
    guard let body else {
      let type = request.headers["content-type"]
      let bytes = cleans ? Secrets.clean(request.body, ofType: type) : request.body
      return bytes.isEmpty ? "" : hex(SHA256.hash(data: bytes))
    }
    var hash = SHA256()
    do {
      for try await piece in body.unreported { hash.update(data: piece) }
    } catch {
      throw TransportFault((error as? FileFault).map { .file($0) } ?? .other("\(error)"), host: request.url.host)
    }
    return hex(hash.finalize())
  }

  static func of(_ json: JSON) -> String {
    hex(SHA256.hash(data: Secrets.clean(Array(json.text.utf8), ofType: "application/json")))
  }

  static func of(_ message: SocketMessage) -> String {
    switch Secrets.clean(message) {
    case .text(let text): hex(SHA256.hash(data: Array(text.utf8)))
    case .binary(let bytes): hex(SHA256.hash(data: bytes))
    }
  }

  private static func hex(_ digest: SHA256.Digest) -> String {
    digest.map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}
