import Foundation

/// A program of the system that judges what was made; tests that need one are
/// skipped where it is not installed.
struct Tool {
  let path: String

  init?(_ name: String) {
    let paths = ["/usr/bin/", "/usr/local/bin/", "/opt/homebrew/bin/"].map { $0 + name }
    guard let path = paths.first(where: FileManager.default.isExecutableFile) else { return nil }
    self.path = path
  }

  static let areInstalled = Tool("ffprobe") != nil && Tool("ffmpeg") != nil && Tool("file") != nil

  /// What the program prints, errors included, if `bytes` lie in the file that
  /// replaces `FILE` among the arguments.
  func output(_ arguments: [String], about bytes: [UInt8], named name: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent(name)
    try Data(bytes).write(to: file)
    return try run(arguments.map { $0 == "FILE" ? file.path : $0 })
  }

  private func run(_ arguments: [String]) throws -> String {
    let (process, pipe) = (Process(), Pipe())
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}

/// The complaints of a full decoding; empty for a flawless file.
func decodingErrors(in bytes: [UInt8], named name: String) throws -> String {
  try Tool("ffmpeg")?.output(["-v", "error", "-i", "FILE", "-f", "null", "-"], about: bytes, named: name) ?? "no ffmpeg"
}

/// What ffprobe says of the entries asked for, one value a line.
func probe(_ bytes: [UInt8], _ entries: String, named name: String) throws -> [String] {
  let arguments = ["-v", "error", "-show_entries", entries, "-of", "default=noprint_wrappers=1", "FILE"]
  let output = try Tool("ffprobe")?.output(arguments, about: bytes, named: name) ?? ""
  return output.split(separator: "\n").map(String.init)
}
