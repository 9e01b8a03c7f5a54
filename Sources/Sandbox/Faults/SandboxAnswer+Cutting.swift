import FalProtocol
import NIOCore
import Synchronization

/// A stream that a fault has broken off: the connection closes in the middle.
struct StreamCut: Error {}

extension SandboxAnswer {
  /// The beginning of the same answer.
  func part(byteCount: Int, staysOpen: Bool) -> SandboxAnswer {
    switch self {
    case .whole(let response): .part(response, byteCount: byteCount, staysOpen: staysOpen)
    case .buffer(let status, let headers, let bytes):
      .part(
        WireResponse(status: status, headers: headers, body: Array(bytes.readableBytesView)), byteCount: byteCount,
        staysOpen: staysOpen)
    case .part, .events, .drop, .stall: self
    }
  }

  /// The same answer, its stream broken off after so many events.
  func cut(after count: Int) -> SandboxAnswer {
    guard case .events(let write) = self else { return self }
    return .events { sink in
      let counter = EventCounter()
      try await write(
        EventSink { text in
          guard counter.next() <= count else { throw StreamCut() }
          try sink.send(text)
        })
    }
  }
}

private final class EventCounter: Sendable {
  private let sent = Mutex(0)

  func next() -> Int {
    sent.withLock { sent in
      sent += 1
      return sent
    }
  }
}
