import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix
import NIOSSL

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension TransportFault {
  /// An error of the HTTP client, the sockets or TLS.
  init(_ error: any Error, host: String) {
    self =
      switch error {
      case let fault as TransportFault: fault
      case let fault as FileFault: TransportFault(.file(fault), host: host)
      case is CancellationError: TransportFault(.cancelled, host: host)
      case let error as HTTPClientError: TransportFault(Self.kind(of: error), host: host)
      case let error as NIOConnectionError: TransportFault(Self.kind(of: error), host: host)
      case let error as IOError: TransportFault(Self.kind(of: error), host: host)
      case let error as NIOSSLError: TransportFault(Self.kind(of: error), host: host)
      case is NIOSSLExtraError: TransportFault(.certificate, host: host)
      case let error as BoringSSLError: TransportFault(Self.kind(of: error), host: host)
      // How an answer shows that ends before its length.
      case HTTPParserError.invalidEOFState: TransportFault(.reset, host: host)
      // Something came that is no HTTP, or more of it than anybody sends.
      case is HTTPParserError: TransportFault(.unreadableAnswer, host: host)
      // Something was packed that cannot be unpacked.
      case is NIOHTTPDecompression.DecompressionError, is NIOHTTPDecompression.ExtraDecompressionError:
        TransportFault(.unreadableAnswer, host: host)
      case is ProxyRefusal: TransportFault(.proxy, host: host)
      case let error as ChannelError: TransportFault(Self.kind(of: error), host: host)
      default: TransportFault(.other("\(type(of: error))"), host: host)
      }
  }

  private static func kind(of error: HTTPClientError) -> Kind {
    switch error {
    case .cancelled, .requestStreamCancelled: .cancelled
    case .connectTimeout, .getConnectionFromPoolTimeout, .tlsHandshakeTimeout: .connectTimedOut
    case .httpProxyHandshakeTimeout, .socksHandshakeTimeout, .invalidProxyResponse, .proxyAuthenticationRequired,
      .invalidProxyConfiguration:
      .proxy
    case .readTimeout, .writeTimeout, .deadlineExceeded: .timedOut
    case .remoteConnectionClosed, .uncleanShutdown: .reset
    default: .other(error.shortDescription)
    }
  }

  private static func kind(of error: NIOSSLError) -> Kind {
    switch error {
    case .noCertificateToValidate, .unableToValidateCertificate: .certificate
    // The library of the handshake tells its reasons in texts alone.
    case .handshakeFailed(let reason) where "\(reason)".contains("CERTIFICATE_VERIFY_FAILED"): .certificate
    case .handshakeFailed, .failedToLoadCertificate, .failedToLoadPrivateKey, .noSuchFilesystemObject: .tls
    // The rest comes over a connection that was made.
    default: .reset
    }
  }

  /// An error of the handshake comes inside one of `NIOSSLError`; by itself it
  /// is one of making a context, or of a connection that was made: what was
  /// sent over that may have arrived.
  private static func kind(of error: BoringSSLError) -> Kind {
    switch error {
    case .sslError, .syscallError, .zeroReturn: .reset
    default: .tls
    }
  }

  /// A socket tells in the same words that there is no way to the host any
  /// more, and then what was sent before may have arrived.
  private static func kind(of error: IOError) -> Kind {
    let kind = kind(ofErrno: error.errnoCode)
    return kind == .unreachable && !error.description.hasPrefix("connect(") ? .reset : kind
  }

  private static func kind(of error: NIOConnectionError) -> Kind {
    guard let last = error.connectionErrors.last?.error else { return .dns }
    if let error = last as? IOError { return kind(ofErrno: error.errnoCode) }
    if let error = last as? ChannelError { return kind(of: error) }
    return .unreachable
  }

  private static func kind(of error: ChannelError) -> Kind {
    switch error {
    case .connectTimeout: .connectTimedOut
    case .ioOnClosedChannel, .alreadyClosed, .eof, .inputClosed, .outputClosed: .reset
    default: .other("ChannelError")
    }
  }

  private static func kind(ofErrno code: Int32) -> Kind {
    switch code {
    case ECONNREFUSED: .refused
    case ENETUNREACH, EHOSTUNREACH, ENETDOWN, EHOSTDOWN, EADDRNOTAVAIL: .unreachable
    case EMFILE, ENFILE: .tooManyOpenFiles
    case ETIMEDOUT: .timedOut
    case ECONNRESET, EPIPE, ECONNABORTED, ENOTCONN: .reset
    default: .other("errno \(code)")
    }
  }
}
