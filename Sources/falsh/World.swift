import FalClient
import FalProtocol
import FoundationEssentials
import Sandbox
import Shell
import Terminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The process: its environment, streams and clocks. The one place that
/// touches them.
struct World: Sendable {
  let variables: [String: String]
  let workingDirectory: String
  let inputIsTerminal: Bool
  let outputIsTerminal: Bool
  let errorIsTerminal: Bool
  /// How many files and connections may be open.
  let openFileLimit: Int
  /// How many that were when the process began.
  private let firstOpenFileLimit: Int

  init() {
    variables = World.environment().withKeptKey
    workingDirectory = World.currentDirectory()
    inputIsTerminal = isatty(0) == 1
    outputIsTerminal = isatty(1) == 1
    errorIsTerminal = isatty(2) == 1
    // What many generations at once need is more than many systems give at first.
    firstOpenFileLimit = OpenFiles.limit
    openFileLimit = OpenFiles.raiseLimit()
    IgnoredSignals.ignore()
  }

  var shellEnvironment: ShellEnvironment {
    ShellEnvironment(
      variables: variables, workingDirectory: workingDirectory, time: World.time,
      openFiles: firstOpenFileLimit == openFileLimit ? nil : firstOpenFileLimit)
  }

  /// The clocks as the sandbox reads them.
  var sandboxClock: SandboxClock {
    SandboxClock(now: { .seconds(World.time.date()) }, sleep: World.time.sleep)
  }

  /// Columns of the terminal behind a descriptor; nil if it is none.
  func columns(of descriptor: Int32) -> Int? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Ends the process.
  static func end(status: Int32) -> Never { exit(status) }

  /// All of standard input; nil if it cannot be read or is no UTF-8.
  func standardInput() -> String? { World.text(of: 0) }

  /// The text of a file; nil if it cannot be read or is no UTF-8.
  func text(ofFile path: String) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    return World.text(of: descriptor)
  }

  /// What a file holds, whatever that is.
  func bytes(ofFile path: String) throws(SystemError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemError(code: errno) }
    defer { close(descriptor) }
    return try World.bytes(of: descriptor)
  }

  func isFile(_ path: String) -> Bool {
    guard access(path, F_OK) == 0 else { return false }
    guard let folder = opendir(path) else { return true }
    closedir(folder)
    return false
  }

  private static func text(of descriptor: Int32) -> String? {
    (try? bytes(of: descriptor)).flatMap { String(validating: $0, as: UTF8.self) }
  }

  private static func bytes(of descriptor: Int32) throws(SystemError) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw SystemError(code: errno) }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
  }

  /// What this process has taken so far. POSIX counts it in microseconds.
  static func processorTime() -> Duration { .microseconds(Int64(clock())) }

  fileprivate static let time = Timekeeper(
    now: {
      let instant = ContinuousClock.now
      return start.duration(to: instant)
    },
    date: { Date().timeIntervalSince1970 },
    sleep: { try await ContinuousClock().sleep(for: $0) })

  private static let start = ContinuousClock.now

  private static func environment() -> [String: String] {
    var variables: [String: String] = [:]
    var entry = environ
    while let text = entry.pointee {
      let pair = String(cString: text)
      if let separator = pair.firstIndex(of: "=") {
        variables[String(pair[..<separator])] = String(pair[pair.index(after: separator)...])
      }
      entry += 1
    }
    if variables["HOME"]?.isEmpty != false { variables["HOME"] = homeOfUser() }
    return variables
  }

  /// What the system says of whoever runs this; nil if it does not know him.
  private static func homeOfUser() -> String? {
    guard let entry = getpwuid(getuid()), let path = entry.pointee.pw_dir else { return nil }
    return String(cString: path)
  }

  private static func currentDirectory() -> String {
    guard let path = getcwd(nil, 0) else { return "/" }
    defer { free(path) }
    return String(cString: path)
  }
}

extension [String: String] {
  /// Where the environment holds no key, the one that `login` kept.
  fileprivate var withKeptKey: [String: String] {
    guard Credentials(environment: self) == nil else { return self }
    let environment = ShellEnvironment(variables: self, workingDirectory: "/", time: World.time)
    guard let key = KeyFile(environment: environment).key else { return self }
    return merging(["FAL_KEY": key]) { $1 }
  }
}

/// What the system said of a file.
struct SystemError: Error, Hashable {
  let code: Int32

  /// As the system words it, in lower case.
  var words: String { String(cString: strerror(code)).lowercased() }
}
