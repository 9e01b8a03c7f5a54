import FalClient
import Sandbox

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A sandbox in a process of its own, so that the memory of what is measured
/// is that alone. The process is this program, started once more: it writes
/// its origin, serves until its standard input ends, and writes its report.
final class ServedSandbox {
  /// What it saw.
  struct Report: Sendable {
    let requests: Int
    /// How many connections there were at one time.
    let connections: Int
    /// When each request was completed, since the start of 1970, in the
    /// order in which they came.
    let completions: [Duration]
    /// How long processors worked for it.
    let work: Duration
  }

  let origin: String
  private let process: ChildProcess
  private var unread: [UInt8] = []

  /// - Parameter bench: this program.
  init(_ plan: ServedPlan, bench: String) throws {
    process = try ChildProcess(Invocation([bench, Self.word] + plan.words), listens: true)
    guard let line = Self.line(of: process.output, &unread) else {
      throw ProgramRuns.Failed(description: "the sandbox does not start")
    }
    origin = line
  }

  deinit { process.closeInput() }

  /// Ends it.
  func stop() -> Report {
    process.closeInput()
    var lines: [String] = []
    while let line = Self.line(of: process.output, &unread) { lines.append(line) }
    let counts = lines.first?.split(separator: " ").compactMap { Int($0) } ?? []
    let ending = process.wait()
    return Report(
      requests: counts.first ?? 0, connections: counts.last ?? 0,
      completions: lines.dropFirst().compactMap { Int64($0) }.map { .nanoseconds($0) }, work: ending.usage.work)
  }

  /// - Returns: nil at the end.
  private static func line(of output: OutputPipe, _ unread: inout [UInt8]) -> String? {
    while true {
      if let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
        defer { unread.removeSubrange(...end) }
        return String(decoding: unread[..<end], as: UTF8.self)
      }
      guard let piece = output.next() else { return nil }
      unread += piece
    }
  }

  // MARK: On the other side

  /// The word that makes this program such a process.
  static let word = "--serve"

  static func serve(_ plan: ServedPlan) async throws {
    _ = OpenFiles.raiseLimit()
    let server = try await SandboxServer.start(plan.configuration)
    write(server.origin)
    try await OwnThread.run { while readLine() != nil {} }
    let completions = server.acceptedRequests.map { "\($0.completedAt.wholeNanoseconds)" }
    write((["\(server.requestCount) \(server.mostConnections)"] + completions).joined(separator: "\n"))
    await server.stop()
  }

  private static func write(_ text: String) {
    print(text)
    fflush(nil)
  }
}
