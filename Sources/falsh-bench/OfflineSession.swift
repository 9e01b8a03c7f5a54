import Journal
import Shell
import Terminal

/// A session that nobody answers, in a folder with many files, with names
/// and jobs of its own.
enum OfflineSession {
  static func make(in scratch: ScratchFolder) async throws -> Session {
    for number in 1...500 { _ = try scratch.write("", to: "picture-\(number).png") }
    for number in 1...500 { _ = try scratch.write("", to: "notes-\(number).txt") }
    _ = try scratch.write(CompletionLines.script, to: "film.fal")
    let capabilities = Capabilities(isTerminal: false, columns: 100, colors: .none, links: false, canMoveCursor: false)
    let screen = Screen(capabilities: capabilities) { _ in }
    let time = Timekeeper(now: { .zero }, date: { 0 }, sleep: { try await ContinuousClock().sleep(for: $0) })
    let folder = scratch.variables["HOME"] ?? "/"
    let session = Session(
      environment: ShellEnvironment(variables: ["HOME": folder], workingDirectory: folder, time: time),
      console: Console(screen: screen, capabilities: capabilities, results: .lines) { _ in },
      files: Files(workingDirectory: folder, homeDirectory: folder, policy: .everything),
      platform: Platform(kind: .live) { throw CancellationError() },
      records: Records(open: { try Journal.inMemory() }, date: { 0 }, warn: { _ in }), isInteractive: true)
    for line in CompletionLines.session { _ = await LineRunner(session: session).run(line) }
    return session
  }
}
