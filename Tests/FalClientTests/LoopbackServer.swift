import Foundation  // Thread: a blocking accept must not hold a task's thread
import Synchronization

/// A server of a few lines: it answers each request with the next of its
/// texts, byte for byte, and counts connections.
final class LoopbackServer: Sendable {
  /// What follows the request.
  enum Step: Sendable {
    case send(String)
    /// Closes the connection, after `text`.
    case close(after: String = "")
    /// Says nothing until the server ends.
    case hold
  }

  private struct State {
    var steps: [Step]
    var requests: [String] = []
    var connections = 0
    var held: [Int32] = []
  }

  #if canImport(Glibc)
    private static let streamType = Int32(SOCK_STREAM.rawValue)
    static let sendFlags = Int32(MSG_NOSIGNAL)
  #else
    private static let streamType = SOCK_STREAM
    static let sendFlags: Int32 = 0
  #endif

  let port: UInt16
  private let listener: Int32
  private let state: Mutex<State>

  init?(_ steps: [Step]) {
    state = Mutex(State(steps: steps))
    guard let (descriptor, port) = Self.listen() else { return nil }
    (listener, self.port) = (descriptor, port)
    Thread.detachNewThread { [self] in
      while case let connection = accept(descriptor, nil, nil), connection >= 0 {
        state.withLock { $0.connections += 1 }
        Thread.detachNewThread { [self] in serve(connection) }
      }
    }
  }

  /// A socket that listens on some port of the loopback interface.
  static func listen(backlog: Int32 = 8) -> (descriptor: Int32, port: UInt16)? {
    let descriptor = socket(AF_INET, streamType, 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && Foundation.listen(descriptor, backlog) == 0
          && getsockname(descriptor, $0, &length) == 0
      }
    }
    return isBound ? (descriptor, UInt16(bigEndian: address.sin_port)) : nil
  }

  /// A socket that is connecting, or connected, to a port of the loopback
  /// interface.
  static func beginConnecting(to port: UInt16) -> Int32? {
    let descriptor = socket(AF_INET, streamType, 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    address.sin_port = port.bigEndian
    guard descriptor >= 0, fcntl(descriptor, F_SETFL, O_NONBLOCK) == 0 else { return nil }
    _ = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    return descriptor
  }

  var requests: [String] { state.withLock { $0.requests } }
  var connections: Int { state.withLock { $0.connections } }

  func stop() {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
    for connection in state.withLock({ $0.held }) { close(connection) }
  }

  private func serve(_ connection: Int32) {
    while let request = read(connection) {
      let step = state.withLock { state -> Step in
        state.requests.append(request)
        return state.steps.isEmpty ? .close() : state.steps.removeFirst()
      }
      switch step {
      case .send(let text): write(text, to: connection)
      case .close(let text):
        write(text, to: connection)
        close(connection)
        return
      case .hold:
        state.withLock { $0.held.append(connection) }
        return
      }
    }
    close(connection)
  }

  /// One request with its body, whose length a header gives.
  private func read(_ connection: Int32) -> String? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while !Self.isWhole(bytes) {
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether `bytes` are a request with all of its body.
  static func isWhole(_ bytes: [UInt8]) -> Bool {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let end = text.range(of: "\r\n\r\n") else { return false }
    let length = text[..<end.lowerBound].lowercased().split(separator: "\r\n")
      .first { $0.hasPrefix("content-length:") }.flatMap { Int($0.split(separator: " ").last ?? "") }
    return text[end.upperBound...].utf8.count >= length ?? 0
  }

  private func write(_ text: String, to connection: Int32) {
    let bytes = Array(text.utf8)
    _ = send(connection, bytes, bytes.count, Self.sendFlags)
  }
}
