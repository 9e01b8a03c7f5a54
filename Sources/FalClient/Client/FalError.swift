package import FalProtocol

/// Why a call failed.
package enum FalError: Error, Hashable, Sendable {
  /// The platform answered, and said no.
  case platform(PlatformError)
  /// The platform would not tell how a request stands, which says nothing of
  /// the request itself.
  case statusRefused(PlatformError)
  /// The storage takes no file, though the platform has just given leave to
  /// put one there: that says nothing of the key.
  case uploadRefused(PlatformError)
  /// The platform did not answer. Of what changes nothing there, or of a
  /// request that was never sent.
  case transport(TransportFault)
  /// A paid request was sent and its answer lost: it may have been accepted,
  /// and was not sent again.
  case unknownSubmit(TransportFault)
  /// The answer to a paid request had begun to come when it broke off: it
  /// was taken, what it made is lost, and it was not sent again.
  case interrupted(TransportFault)
  /// The answer is not what the wire says it must be.
  case protocolViolation(ProtocolViolation)
  /// A local file could not be read or written.
  case file(FileFault)
  case noKey
  case cancelled
}

/// What was wrong with an answer.
package enum ProtocolViolation: Error, Hashable, Sendable {
  case body(WireFault)
  /// In bytes, the most that is read.
  case bodyTooLarge(limit: Int)
  /// The most that are read.
  case tooManyValues(limit: Int)
  /// The most that are read of a list.
  case tooManyPages(limit: Int)
  /// A text that was to be an `http`, `https` or `data` URL.
  case badURL(String)
  /// Something else in place of the file that was asked for.
  case noFile(FileDefect)
  /// An input that the binary form of the wire cannot hold: a number of more
  /// than 64 bits, or too many levels.
  case unsendable
  /// A redirect that is not followed: to a host that a body or a key may not
  /// go to, from `https` to `http`, or in a circle.
  case redirect(to: String)
}

extension ProtocolViolation {
  /// What came in place of a file.
  package enum FileDefect: Hashable, Sendable { case page, nothing, part }
}

/// Why a local file could not be used.
package struct FileFault: Error, Hashable, Sendable {
  package enum Operation: Hashable, Sendable { case open, read, write }

  package let operation: Operation
  package let path: String
  /// The system's `errno`; 0 if the file is shorter than it was.
  package let code: Int32

  package init(_ operation: Operation, path: String, code: Int32) {
    self.operation = operation
    self.path = path
    self.code = code
  }
}

extension FalError {
  /// Any error that a call comes upon.
  init(_ error: any Error, host: String) {
    self =
      switch error {
      case let error as FalError: error
      case let fault as TransportFault: FalError(fault)
      case let violation as ProtocolViolation: .protocolViolation(violation)
      case let fault as WireFault: .protocolViolation(.body(fault))
      case let fault as FileFault: .file(fault)
      case is CancellationError: .cancelled
      default: .transport(TransportFault(.other("\(type(of: error))"), host: host))
      }
  }

  private init(_ fault: TransportFault) {
    switch fault.kind {
    case .cancelled: self = .cancelled
    case .file(let fault): self = .file(fault)
    default: self = .transport(fault)
    }
  }

  /// The error as the retry policy sees it; nil if trying again is no use.
  var retryFailure: RetryPolicy.Failure? {
    switch self {
    case .platform(let error): .answered(error)
    case .transport(let fault) where fault.isPassing: fault.isBeforeSending ? .neverSent : .broken
    case .protocolViolation(.body): .unreadable
    case .transport, .statusRefused, .uploadRefused, .unknownSubmit, .interrupted, .protocolViolation, .file, .noKey,
      .cancelled:
      nil
    }
  }
}

extension FalError {
  /// The error at the result of a request whose status had told one already:
  /// where the result says nothing of its own, the status is believed.
  package func completed(with told: RequestStatus.QueueError?, requestID: String) -> FalError {
    guard let told else { return self }
    let fromStatus = PlatformError(told, requestID: requestID)
    switch self {
    case .platform(var error) where error.kind != .notFound && !error.isFromIntermediary && !error.message.isEmpty:
      if error.type == nil { error.type = told.type }
      error.requestID = error.requestID ?? requestID
      return .platform(error)
    case .platform, .protocolViolation: return .platform(fromStatus)
    default: return self
    }
  }
}
