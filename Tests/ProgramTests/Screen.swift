import Foundation

/// A terminal with a program in it, typed at by a test.
final class Screen: @unchecked Sendable {
  struct NotSeen: Error {
    let text: String
    let screen: String
  }

  private let device: Int32
  private let child: Child
  /// All that was shown so far. Only one thread at a time works with a
  /// screen: the one that `blocking` gives it.
  private var shown: [UInt8] = []
  private var hasEnded = false

  /// Starts falsh, or another program, in a terminal of 100 columns.
  init(
    _ words: [String], of program: String = Project.program, in room: Room, variables: [String: String] = [:]
  ) throws {
    var (ours, its) = (Int32(), Int32())
    var size = winsize(ws_row: 50, ws_col: 100, ws_xpixel: 0, ws_ypixel: 0)
    guard openpty(&ours, &its, nil, nil, &size) == 0 else { throw Child.NotStarted(code: errno) }
    defer { close(its) }
    device = ours
    for descriptor in [ours, its] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    let path = try Self.path(of: its)
    var setting = Child.Setting(directory: room.work, variables: room.variables.merging(variables) { $1 })
    (setting.input, setting.output, setting.error, setting.isTerminal) = (path, path, path, true)
    child = try Child.start([program] + words, in: setting)
  }

  deinit {
    if !hasEnded {
      child.send(SIGKILL)
      _ = try? child.wait()
    }
    close(device)
  }

  private static func path(of terminal: Int32) throws -> String {
    var name = [CChar](repeating: 0, count: 256)
    guard ttyname_r(terminal, &name, name.count) == 0 else { throw Child.NotStarted(code: errno) }
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(device, bytes, bytes.count)
  }

  /// Waits until a text is shown.
  /// - Returns: what was shown since the call before, up to it and without
  ///   it.
  /// - Throws: `NotSeen` after 20 s, or if the program ends.
  @discardableResult
  func read(to text: String) throws -> String {
    let end = Date(timeIntervalSinceNow: 20)
    while true {
      if let place = shown.firstRange(of: Array(text.utf8)) {
        defer { shown.removeSubrange(..<place.upperBound) }
        return Self.text(shown[..<place.lowerBound])
      }
      guard Date() < end, receive() else { throw NotSeen(text: text, screen: Self.text(shown[...])) }
    }
  }

  /// Types `exit`, and waits for the end of the program.
  @discardableResult
  func exit() throws -> Int32 {
    type("exit\n")
    return try end()
  }

  /// Waits for the end of the program.
  func end() throws -> Int32 {
    while receive() {}
    hasEnded = true
    return try child.wait()
  }

  /// - Returns: false if nothing can come any more.
  private func receive() -> Bool {
    var ready = pollfd(fd: device, events: Int16(POLLIN), revents: 0)
    guard poll(&ready, 1, 500) > 0 else { return true }
    var buffer = [UInt8](repeating: 0, count: 4096)
    // What went to a terminal stays to be read when its program has ended;
    // only then is it an error.
    let count = Foundation.read(device, &buffer, buffer.count)
    guard count > 0 else { return false }
    shown += buffer[..<count]
    return true
  }

  /// Lines as they are in files.
  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.filter { $0 != UInt8(ascii: "\r") }, as: UTF8.self)
  }
}
