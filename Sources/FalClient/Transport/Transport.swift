package import FalProtocol

/// What carries requests: the network, or a script in tests.
package protocol Transport: Sendable {
  /// Sends one request, as it is: no redirect is followed, nothing repeated.
  /// Returns when the head of the answer is there. Cancelling the task ends
  /// the request at once, also while its body is read.
  /// - Parameter body: sent in place of the request's own, piece by piece.
  /// - Throws: `TransportFault`.
  func execute(_ request: WireRequest, body: RequestBody?) async throws(TransportFault) -> StreamedResponse

  /// Opens a connection over which both ends send messages. Cancelling the
  /// task ends the attempt.
  /// - Parameter request: a GET of an `http` or `https` URL.
  /// - Throws: `TransportFault`.
  func open(_ request: WireRequest) async throws(TransportFault) -> SocketOpening

  /// Closes every connection; nothing may be sent afterwards.
  func shutdown() async

  /// How many requests to one host are under way at a time; what comes then
  /// waits.
  var connectionsPerHost: Int { get }
}

extension Transport {
  /// As many as there are.
  package var connectionsPerHost: Int { .max }
}

/// An answer whose body is still on its way.
package struct StreamedResponse: Sendable {
  /// The pieces of a body, read at the reader's pace.
  package typealias Body = any AsyncSequence<[UInt8], TransportFault> & Sendable

  /// The HTTP status code.
  package let status: Int
  package let headers: WireHeaders
  /// May be read once.
  package let body: Body

  package init(status: Int, headers: WireHeaders, body: Body) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}
