import ArgumentParser
import Shell
import Terminal

/// `falsh --complete LINE CURSOR [READER]`: what Tab would offer, for
/// editors and for other shells.
struct CompleteCommand: Sendable {
  let words: [String]
  let options: FalshCommand
  let world: World

  func run() async throws(UsageError) -> Int32 {
    guard (2...3).contains(words.count), let cursor = Int(words[1]) else {
      throw UsageError("--complete takes a line and the cursor's place in it, counted in characters")
    }
    guard let reader = words.count > 2 ? CompletionReport.Reader(rawValue: words[2]) : .json else {
      throw UsageError("--complete writes for json, bash, zsh or fish, not for '\(words[2])'")
    }
    let assembly = try Assembly(options: options, world: world, isInteractive: false, isTrusted: true, isOffline: true)
    let completer = ProgramCompleter(
      session: assembly.session, options: Self.options,
      subcommands: [("serve", "runs the sandbox as a server")])
    writeAll(await completer.report(on: words[0], at: cursor).text(for: reader), to: 1)
    return ExitCode.done.rawValue
  }

  /// The program's own options, as its help lists them.
  private static var options: [ProgramOption] {
    let help = FalshCommand.helpMessage(columns: 1000)
    return help.split(separator: "\n").filter { $0.hasPrefix("  -") }.compactMap { line in
      let parts = line.dropFirst(2).split(separator: "  ", maxSplits: 1)
      guard let head = parts.first, let name = head.split(separator: ", ").last?.split(separator: " ").first else {
        return nil
      }
      let summary = parts.dropFirst().first.map { String($0.drop { $0 == " " }) } ?? ""
      return ProgramOption(name: String(name), takesValue: head.contains("<"), summary: summary)
    }
  }
}
