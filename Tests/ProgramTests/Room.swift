import Foundation

/// A home, a folder to work in and an environment for one test; gone with
/// it.
final class Room: Sendable {
  /// What a process left behind.
  struct Ended: Sendable, Equatable {
    let status: Int32
    let output: String
    let error: String

    var lines: [Substring] { output.split(separator: "\n") }
  }

  private let root: String
  let variables: [String: String]

  /// The folder that programs run in.
  var work: String { root + "/work" }
  var home: String { root + "/home" }
  /// Where falsh keeps what lasts.
  var state: String { home + "/.local/state/falsh" }

  /// - Parameter variables: added to those that every program has.
  init(_ variables: [String: String] = [:]) throws {
    root = NSTemporaryDirectory() + "/falsh-" + UUID().uuidString.prefix(13)
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let usual = [
      "HOME": root + "/home", "PATH": Project.products + ":" + path, "LANG": "C.UTF-8", "TERM": "dumb",
      "SWIFT_BACKTRACE": "enable=no",
    ]
    self.variables = usual.merging(variables) { $1 }
    for folder in [work, home] {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  /// Whether a program is in `PATH`.
  static func has(_ program: String) -> Bool {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return path.split(separator: ":").contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(program)") }
  }

  // MARK: Running

  /// Runs falsh to its end.
  func falsh(_ words: String..., input: String? = nil) async throws -> Ended {
    try await run([Project.program] + words, input: input)
  }

  /// Runs a line of the system's shell to its end; `falsh` is found in
  /// `PATH`.
  func shell(_ line: String) async throws -> Ended { try await run(["/bin/sh", "-c", line]) }

  func run(_ words: [String], input: String? = nil, seconds: Double = 40) async throws -> Ended {
    let running = try start(words, input: input)
    return try await blocking { try running.end(seconds: seconds) }
  }

  func start(_ words: [String], input: String? = nil) throws -> Running {
    let streams = root + "/" + UUID().uuidString
    var setting = Child.Setting(directory: work, variables: variables)
    if let input {
      setting.input = streams + ".in"
      try Data(input.utf8).write(to: URL(filePath: setting.input))
    }
    setting.output = streams + ".out"
    setting.error = streams + ".err"
    return Running(child: try Child.start(words, in: setting), output: setting.output, error: setting.error)
  }

  // MARK: Files

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(filePath: work + "/" + name))
  }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: work + "/" + name) }

  func bytes(of name: String) throws -> Data { try Data(contentsOf: URL(filePath: work + "/" + name)) }

  /// Every file below the room, by its path.
  func allFiles() throws -> [String: Data] {
    var files: [String: Data] = [:]
    for case let name as String in FileManager.default.enumerator(atPath: root) ?? .init() {
      let path = root + "/" + name
      if let data = try? Data(contentsOf: URL(filePath: path)) { files[path] = data }
    }
    return files
  }
}
