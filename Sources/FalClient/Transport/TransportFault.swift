/// Why a request got no answer, or not all of it.
package struct TransportFault: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case dns
    case refused
    /// No way to the host, or no network.
    case unreachable
    /// No secure connection came about.
    case tls
    /// The host's certificate is not one to trust: it would be no other the
    /// next time.
    case certificate
    /// This process has as many files and connections open as it may.
    case tooManyOpenFiles
    /// The proxy did not let the request through.
    case proxy
    /// Sockets do not go through a proxy of this kind.
    case socks
    case connectTimedOut
    /// No answer, or no more of it, within the limit.
    case timedOut
    /// The connection was closed before the answer had ended.
    case reset
    /// An answer came, and says that the request was taken, but not more.
    case unreadableAnswer
    /// The file that was to be sent could not be read.
    case file(FileFault)
    case cancelled
    /// A recording stands in the place of the network, and does not have this:
    /// a request, by its method and URL, or what was said over a socket.
    case notRecorded(String)
    case other(String)
  }

  package let kind: Kind
  package let host: String

  package init(_ kind: Kind, host: String) {
    self.kind = kind
    self.host = host
  }

  /// Whether asking again is no use, since nobody is asked.
  var isNotRecorded: Bool { if case .notRecorded = kind { true } else { false } }

  /// Whether it is certain that the other end has seen nothing of the request.
  package var isBeforeSending: Bool {
    switch kind {
    case .dns, .refused, .unreachable, .tls, .certificate, .tooManyOpenFiles, .proxy, .socks, .connectTimedOut,
      .notRecorded:
      true
    case .timedOut, .reset, .unreadableAnswer, .file, .cancelled, .other: false
    }
  }

  /// Whether the host was not found or did not take the connection, so that
  /// another name of it may do.
  var isConnectionFailure: Bool {
    switch kind {
    case .dns, .refused, .unreachable, .connectTimedOut: true
    default: false
    }
  }

  /// Whether trying again may help.
  package var isPassing: Bool {
    switch kind {
    case .certificate, .file, .cancelled, .socks, .notRecorded: false
    default: true
    }
  }
}
