import Terminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A terminal whose user is a test: types keys and looks at the screen.
final class PseudoTerminal {
  struct Timeout: Error, CustomStringConvertible {
    let description: String
  }

  let descriptor: Int32
  private var user: Int32
  private(set) var screen: VirtualScreen
  /// All that was written to it.
  private(set) var output = ""
  private var undecoded: [UInt8] = []

  init(columns: Int = 40, rows: Int = 12) throws {
    var (user, descriptor): (Int32, Int32) = (-1, -1)
    guard openpty(&user, &descriptor, nil, nil, nil) == 0 else { throw Timeout(description: "no pseudo-terminal") }
    (self.user, self.descriptor) = (user, descriptor)
    screen = VirtualScreen(columns: columns, rows: rows)
    setSize(columns: columns, rows: rows)
  }

  deinit {
    if user >= 0 { close(user) }
    close(descriptor)
  }

  func setSize(columns: Int, rows: Int) {
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(user, UInt(TIOCSWINSZ), &size)
  }

  func type(_ keys: String) {
    writeAll(keys, to: user)
  }

  /// Goes away, as when a window is closed.
  func hangUp() {
    close(user)
    user = -1
  }

  /// Reads what is drawn until it is as expected.
  func wait(until isExpected: (VirtualScreen) -> Bool) async throws {
    let deadline = ContinuousClock.now + .seconds(60)
    while !isExpected(screen) {
      guard ContinuousClock.now < deadline else { throw Timeout(description: "on the screen:\n\(screen.text)") }
      readOutput()
      await Task.yield()
    }
  }

  func wait(for text: String) async throws {
    try await wait { $0.text.contains(text) }
  }

  var echoes: Bool {
    var modes = termios()
    return tcgetattr(descriptor, &modes) == 0 && modes.c_lflag & tcflag_t(ECHO) != 0
  }

  private func readOutput() {
    var waiting = pollfd(fd: user, events: Int16(POLLIN), revents: 0)
    guard poll(&waiting, 1, 20) > 0 else { return }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = read(user, &bytes, bytes.count)
    guard count > 0 else { return }
    undecoded += bytes[..<count]
    // A character may have been cut in two.
    guard let text = String(validating: undecoded, as: UTF8.self) else { return }
    undecoded = []
    output += text
    screen.feed(text)
  }
}
