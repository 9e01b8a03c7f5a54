import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// HTTP over a bare socket, so that tests see what goes over the wire.
struct RawClient: Sendable {
  struct Answer: Sendable {
    /// 0 if the connection closed without a word.
    let status: Int
    /// The lines of the head, in lower case.
    let head: [String]
    let body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }

    init(_ bytes: [UInt8]) {
      let mark = Array("\r\n\r\n".utf8)
      let end = bytes.indices.first { bytes[$0...].starts(with: mark) } ?? bytes.count
      let lines = String(decoding: bytes[..<end], as: UTF8.self).lowercased().split(separator: "\r\n").map(String.init)
      head = lines
      status = lines.first.flatMap { Int($0.split(separator: " ").dropFirst().first ?? "") } ?? 0
      body = Array(bytes.dropFirst(end + mark.count))
    }
  }

  let port: UInt16

  init(origin: String) { port = UInt16(origin.split(separator: ":").last ?? "") ?? 0 }

  /// Sends one request and reads until the connection closes. Runs on a
  /// thread of its own: the server shares the other ones with the test.
  func send(_ method: String, _ target: String, body: String = "", headers: [String] = []) async -> Answer {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        let socket = open()
        write(request(method, target, body, headers), to: socket)
        let bytes = readAll(from: socket)
        close(socket)
        continuation.resume(returning: Answer(bytes))
      }
    }
  }

  /// Sends the same request over as many connections, all open at once.
  func sendMany(_ count: Int, _ method: String, _ target: String, body: String) async -> [Answer] {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        let sockets = (0..<count).map { _ in open() }
        for socket in sockets { write(request(method, target, body, []), to: socket) }
        let answers = sockets.map { Answer(readAll(from: $0)) }
        for socket in sockets { close(socket) }
        continuation.resume(returning: answers)
      }
    }
  }

  private func request(_ method: String, _ target: String, _ body: String, _ headers: [String]) -> [UInt8] {
    let fixed = ["host: 127.0.0.1", "connection: close", "content-length: \(body.utf8.count)"]
    let head = ["\(method) \(target) HTTP/1.1"] + fixed + headers
    return Array((head.joined(separator: "\r\n") + "\r\n\r\n" + body).utf8)
  }

  private func open() -> Int32 {
    #if canImport(Glibc)
      let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      let handle = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    _ = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(handle, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    return handle
  }

  private func write(_ bytes: [UInt8], to socket: Int32) {
    var sent = 0
    while sent < bytes.count {
      let count = Foundation.send(socket, Array(bytes[sent...]), bytes.count - sent, 0)
      guard count > 0 else { return }
      sent += count
    }
  }

  private func readAll(from socket: Int32) -> [UInt8] {
    var (bytes, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 65_536))
    while true {
      let count = recv(socket, &buffer, buffer.count, 0)
      guard count > 0 else { return bytes }
      bytes += buffer[..<count]
    }
  }
}
