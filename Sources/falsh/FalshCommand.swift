import ArgumentParser
import Shell
import Terminal

/// The program's own options. Everything behind them is a script with its
/// arguments, or a command with its own.
@main
struct FalshCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "falsh",
    abstract: "The shell for fal.ai.",
    usage: """
      falsh                                   the prompt
      falsh SCRIPT.fal [name=value …]         runs a script; --help lists its parameters
      falsh -c LINE                           runs a line
      falsh -                                 runs standard input
      falsh COMMAND|MODEL [ARGUMENT …]        runs one command: falsh upload photo.jpg
      falsh serve [--port N]                  the sandbox as a server
      falsh --complete LINE CURSOR            what Tab would offer there, as JSON
      """,
    discussion: "`falsh help` lists the commands, `falsh help exit-codes` what the exit statuses mean.",
    version: "falsh 0.1.0")

  @Option(name: .customShort("c"), help: ArgumentHelp("Run this line.", valueName: "line"))
  var line: String?

  @Flag(help: "Use the sandbox: no key, no cost, no network.")
  var sandbox = false

  @Option(help: ArgumentHelp("One origin that serves everything, like a sandbox (FALSH_HOST).", valueName: "url"))
  var host: String?

  @Option(help: ArgumentHelp("Keep all that goes over the wire in this file, to replay it.", valueName: "file"))
  var record: String?

  @Option(help: ArgumentHelp("Run without key or network, on what --record kept.", valueName: "file"))
  var replay: String?

  @Flag(help: "Let a replay take as long as it took.")
  var paced = false

  @Flag(help: "Take steps with a given seed that have not changed from the journal; --reuse=all takes the others too.")
  var reuse = false

  @Flag(name: .customLong("reuse-all"), help: .hidden)
  var reuseAll = false

  @Flag(name: .customLong("continue"), help: "Go on with the latest session at the prompt.")
  var continues = false

  @Flag(help: "Write each value as one line of JSON, on a terminal too.")
  var json = false

  @Flag(help: "Write each value as JSON laid out for reading.")
  var pretty = false

  @Flag(help: "Let save replace files.")
  var force = false

  @Option(help: ArgumentHelp("Let a script read below this folder too.", valueName: "dir"))
  var allowRead: [String] = []

  @Option(help: ArgumentHelp("Let a script write below this folder too.", valueName: "dir"))
  var allowWrite: [String] = []

  @Option(help: ArgumentHelp("Let a script have results sent to this host.", valueName: "host"))
  var allowWebhook: [String] = []

  @Option(help: ArgumentHelp("Spend no more than this; it is consent too.", valueName: "dollars"))
  var budget: String?

  @Flag(help: "Spend without asking.")
  var yes = false

  @Argument(
    parsing: .captureForPassthrough, help: ArgumentHelp("A script or a command, and its arguments.", valueName: "words")
  )
  var words: [String] = []

  static func main() async {
    do {
      let command = try parse(CommandLine.arguments.dropFirst().map { $0 == "--reuse=all" ? "--reuse-all" : $0 })
      try command.refuseUnknownOption()
      await command.run()
    } catch let error where exitCode(for: error) == .validationFailure {
      writeAll(fullMessage(for: error) + "\n", to: 2)
      exit(withError: ArgumentParser.ExitCode(ExitCode.usage.rawValue))
    } catch {
      exit(withError: error)
    }
  }

  /// What stands before the script or command and is no option of ours was
  /// taken for one of its words.
  private func refuseUnknownOption() throws {
    switch words.first {
    case "--help", "-h": throw CleanExit.helpRequest(self)
    case "--complete": break
    case "--version": throw CleanExit.message(Self.configuration.version)
    case let word? where word.hasPrefix("-") && word != "-": throw ValidationError("there is no option '\(word)'")
    default: break
    }
  }

  func run() async {
    // Thrown, the status would be looked at as if it were a message: a twentieth of the time to start.
    World.end(status: await Program(options: self, world: World()).run())
  }
}
