import FalProtocol
import Synchronization

/// Messages that have come and were not read yet, in order.
final class SocketInbox: Sendable {
  /// How many bytes may wait to be read: whoever sends more without being
  /// asked is cut off.
  static let mostBytes = 128 << 20
  private static let mostMessages = 1024

  private struct State {
    var messages: [SocketMessage] = []
    var bytes = 0
    /// Set once; told when all messages are read.
    var end: SocketEvent?
    var reader: CheckedContinuation<SocketEvent?, Never>?
  }

  private let state = Mutex(State())

  /// Takes a message in.
  /// - Returns: false if too much waits already.
  func offer(_ message: SocketMessage) -> Bool {
    let (reader, isTaken) = state.withLock { state -> (CheckedContinuation<SocketEvent?, Never>?, Bool) in
      guard state.end == nil else { return (nil, true) }
      if let reader = state.reader.take() { return (reader, true) }
      guard state.messages.count < Self.mostMessages, state.bytes + message.size <= Self.mostBytes else {
        return (nil, false)
      }
      state.messages.append(message)
      state.bytes += message.size
      return (nil, true)
    }
    reader?.resume(returning: .message(message))
    return isTaken
  }

  /// Nothing more will come. The first end counts.
  func end(_ event: SocketEvent) {
    let reader = state.withLock { state in
      state.end = state.end ?? event
      return state.reader.take()
    }
    reader?.resume(returning: event)
  }

  /// Whether the connection has ended, whatever waits to be read.
  var hasEnded: Bool { state.withLock { $0.end != nil } }

  /// What has come already.
  func next() -> SocketEvent? { state.withLock { Self.first(of: &$0) } }

  /// What comes next, for one reader at a time.
  /// - Returns: nil if the task is cancelled.
  func waitForNext() async -> SocketEvent? {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let event = state.withLock { state -> SocketEvent?? in
          if let event = Self.first(of: &state) { return event }
          if Task.isCancelled || state.reader != nil { return .some(nil) }
          state.reader = continuation
          return nil
        }
        if let event { continuation.resume(returning: event) }
      }
    } onCancel: {
      state.withLock { $0.reader.take() }?.resume(returning: nil)
    }
  }

  private static func first(of state: inout State) -> SocketEvent? {
    guard !state.messages.isEmpty else { return state.end }
    let message = state.messages.removeFirst()
    state.bytes -= message.size
    return .message(message)
  }
}

extension SocketMessage {
  fileprivate var size: Int {
    switch self {
    case .text(let text): text.utf8.count
    case .binary(let bytes): bytes.count
    }
  }
}
