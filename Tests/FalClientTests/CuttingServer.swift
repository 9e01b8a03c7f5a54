import Foundation  // Thread: a blocking accept must not hold a task's thread
import Synchronization

/// A server whose connection breaks once, after so many bytes in both
/// directions together, and which serves well before and after.
final class CuttingServer: Sendable {
  private struct State {
    /// Bytes until the cut; nil after it.
    var budget: Int?
    var begun = 0
    var requests: [String] = []
    /// Those that are open.
    var connections: Set<Int32> = []
  }

  let port: UInt16
  private let listener: Int32
  private let answer: @Sendable (String) -> String
  private let state: Mutex<State>

  /// - Parameter answer: the whole answer to a request, of which it is told
  ///   all.
  init?(cutAfter budget: Int, answer: @escaping @Sendable (String) -> String) {
    self.answer = answer
    state = Mutex(State(budget: budget))
    guard let (descriptor, port) = LoopbackServer.listen() else { return nil }
    (listener, self.port) = (descriptor, port)
    Thread.detachNewThread { [self] in
      while case let connection = accept(descriptor, nil, nil), connection >= 0 {
        Thread.detachNewThread { [self] in serve(connection) }
      }
    }
  }

  /// What came in whole.
  var requests: [String] { state.withLock { $0.requests } }

  /// How many requests came at least in part.
  var begun: Int { state.withLock { $0.begun } }

  /// Whether the connection has been cut.
  var hasCut: Bool { state.withLock { $0.budget == nil } }

  /// Ends it with its connections: another server may get its port, and
  /// nobody is to meet this one there.
  func stop() {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
    state.withLock { state in
      for connection in state.connections { shutdown(connection, Int32(SHUT_RDWR)) }
    }
  }

  private func serve(_ connection: Int32) {
    state.withLock { _ = $0.connections.insert(connection) }
    defer {
      state.withLock { _ = $0.connections.remove(connection) }
      close(connection)
    }
    while let request = read(connection) {
      state.withLock { $0.requests.append(request) }
      guard write(Array(answer(request).utf8), to: connection) else { return }
    }
  }

  /// How many of `wanted` bytes may pass.
  /// - Returns: nil if the connection is to be cut now.
  private func allowance(_ wanted: Int) -> Int? {
    state.withLock { state in
      guard let budget = state.budget else { return wanted }
      guard budget > 0 else {
        state.budget = nil
        return nil
      }
      return min(wanted, budget)
    }
  }

  private func spend(_ count: Int) { state.withLock { $0.budget = $0.budget.map { $0 - count } } }

  private func read(_ connection: Int32) -> String? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while !LoopbackServer.isWhole(bytes) {
      guard let most = allowance(buffer.count) else { return nil }
      let count = recv(connection, &buffer, most, 0)
      guard count > 0 else { return nil }
      if bytes.isEmpty { state.withLock { $0.begun += 1 } }
      spend(count)
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func write(_ bytes: [UInt8], to connection: Int32) -> Bool {
    var sent = 0
    while sent < bytes.count {
      guard let most = allowance(bytes.count - sent) else { return false }
      let count = bytes[sent..<sent + most].withUnsafeBytes {
        send(connection, $0.baseAddress, $0.count, LoopbackServer.sendFlags)
      }
      guard count > 0 else { return false }
      spend(count)
      sent += count
    }
    return allowance(1) != nil
  }
}
