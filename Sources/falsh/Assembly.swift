import FalClient
import FalProtocol
import Journal
import Sandbox
import Shell
import Synchronization
import Terminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A session put together from its parts for this process.
struct Assembly: Sendable {
  let session: Session
  let world: World
  private let capabilities: Capabilities
  private let sandbox: SandboxHolder
  private let tape: Tape?
  private let kind: Platform.Kind
  private let output: ResultOutput

  init(
    options: FalshCommand, world: World, isInteractive: Bool, isTrusted: Bool, isOffline: Bool = false,
    _ arguments: [String] = [], readable: [String] = []
  ) throws(UsageError) {
    self.world = world
    var environment = world.shellEnvironment
    capabilities = Self.capabilities(world)
    let output = ResultOutput()
    self.output = output
    let console = Self.console(options, world, capabilities, output)
    sandbox = SandboxHolder(clock: world.sandboxClock)
    let tape = try Tape(options: options, world: world)
    self.tape = tape
    let connection = try Connection(options: options, world: world, isInteractive: isInteractive, tape: tape)
    kind = connection.kind
    let journalPath = environment.journalPath
    if let time = tape?.replay?.time { environment.time.follow(time) }
    if let tape { environment.facts = tape.facts }
    session = Session(
      environment: environment, console: console,
      files: Files(
        workingDirectory: world.workingDirectory, homeDirectory: environment.homeDirectory,
        policy: isTrusted ? .everything : Self.policy(options, world, arguments, readable),
        replacesFiles: options.force),
      platform: isOffline ? Self.noPlatform : connection.platform(sandbox: sandbox),
      records: Records(
        kind: isInteractive ? .prompt : .script,
        open: { try tape?.replay == nil ? Journal(path: journalPath) : .inMemory() }, date: environment.time.date,
        warn: { console.screen.print(StyledText("warning: " + $0, Style(color: .yellow))) },
        checkpoint: Self.checkpoint(world)),
      terms: try Self.terms(options),
      webhookHosts: isTrusted ? nil : Set(options.allowWebhook.map { $0.lowercased() }), isInteractive: isInteractive,
      reuse: options.reuseAll ? .everything : options.reuse ? .fixedSeeds : .nothing,
      present: tape?.replay.map { Self.present($0, world) })
  }

  /// The journal as it is beside a replay; none is made for that.
  private static func present(_ replay: Tape.Replay, _ world: World) -> PresentModels {
    let (environment, path) = (world.shellEnvironment, world.shellEnvironment.journalPath)
    let records = Records(
      open: {
        guard world.isFile(path) else { throw JournalError.cannotOpen(errno: nil) }
        return try Journal(path: path)
      }, date: environment.time.date, warn: { _ in })
    return PresentModels(recordedAt: replay.recordedAt, records: records)
  }

  private static func terms(_ options: FalshCommand) throws(UsageError) -> SpendingTerms {
    let budget = options.budget.flatMap { Money($0) }
    if let text = options.budget, budget == nil { throw UsageError("--budget takes dollars, like 2.50, not '\(text)'") }
    return SpendingTerms(budget: budget, isConsented: options.yes || options.replay != nil)
  }

  // MARK: Running

  func run(_ input: ScriptInput, arguments: [String]) async -> Int32 {
    let signals = SignalWatch([SIGINT, SIGTERM])
    output.tell(signals)
    if world.inputIsTerminal, world.errorIsTerminal { session.person.answers(ways) }
    let status = await ScriptRunner(session: session).run(input, arguments: arguments, interrupts: signals.signals)
    await finish()
    return output.status(of: tape?.status(of: status) ?? status)
  }

  /// - Parameter continues: goes on with the latest session.
  func runPrompt(continues: Bool) async -> Int32 {
    if continues { session.continueLatest() }
    let signals = SignalWatch()
    let history = History(path: session.environment.historyPath)
    let editor = LineEditor(
      session: session, history: history, capabilities: capabilities, environment: world.variables, signals: signals)
    let handler = Task { await handle(signals.signals, editor) }
    let status = await PromptLoop(
      session: session, editor: editor, history: history, reader: TerminalReader(descriptor: 0)
    ).run()
    handler.cancel()
    editor.close()
    await finish()
    return status
  }

  /// Whoever started a script from a terminal can be asked there.
  private var ways: Person.Ways {
    let reader = TerminalReader(descriptor: 0)
    let capabilities = capabilities
    let screen = session.console.screen
    @Sendable func line(behind prompt: StyledText, echoes: Bool) async -> String? {
      screen.attach(prompt: { writeAll($0.rendered(capabilities) + "\n", to: 2) })
      defer { screen.detachPrompt() }
      let line = await reader.line(echoes: echoes) { writeAll(prompt.rendered(capabilities), to: 2) }
      if !echoes || line == nil { writeAll("\n", to: 2) }
      return line
    }
    return Person.Ways(
      confirm: { await line(behind: $0 + " [y/N] ", echoes: true)?.isYes ?? false },
      secret: { await line(behind: $0, echoes: false) }, line: { await line(behind: $0, echoes: true) },
      key: { await reader.key() })
  }

  private func finish() async {
    await session.leave()
    await sandbox.stop()
    tape?.finish(kind)
  }

  /// Signals that concern no line that is being typed.
  private func handle(_ signals: AsyncStream<Int32>, _ editor: LineEditor) async {
    for await signal in signals {
      switch signal {
      case SIGINT: session.interruptions.interrupt()
      case SIGTSTP: session.console.screen.withoutLive { editor.suspend() }
      case SIGWINCH: world.columns(of: 1).map { session.console.screen.resize(columns: $0) }
      case SIGHUP, SIGTERM:
        editor.restoreTerminal()
        SignalWatch.die(by: signal)
      default: break
      }
    }
  }

  // MARK: Parts

  /// In a debug build `FALSH_STOP_AT=accepted:2` kills the process when it
  /// comes to that point for the second time, so that tests can.
  private static func checkpoint(_ world: World) -> @Sendable (Checkpoint) -> Void {
    #if DEBUG
      let words = (world.variables["FALSH_STOP_AT"] ?? "").split(separator: ":")
      guard let point = words.first.flatMap({ Checkpoint(rawValue: String($0)) }) else { return { _ in } }
      let left = Atomic(words.count > 1 ? Int(words[1]) ?? 1 : 1)
      return { if $0 == point, left.subtract(1, ordering: .relaxed).newValue == 0 { kill(getpid(), SIGKILL) } }
    #else
      return { _ in }
    #endif
  }

  /// Stands for fal.ai and is never asked anything.
  private static var noPlatform: Platform { Platform(kind: .live) { throw CancellationError() } }

  /// Where a person reads: standard output if that is a terminal, else
  /// standard error.
  private static func capabilities(_ world: World) -> Capabilities {
    Capabilities(
      environment: world.variables, isTerminal: world.outputIsTerminal || world.errorIsTerminal,
      columns: world.columns(of: world.outputIsTerminal ? 1 : 2))
  }

  private static func console(
    _ options: FalshCommand, _ world: World, _ capabilities: Capabilities, _ output: ResultOutput
  ) -> Console {
    let descriptor: Int32 = world.outputIsTerminal ? 1 : 2
    let results: Console.Results =
      options.pretty ? .pretty : options.json ? .lines : world.outputIsTerminal ? .screen : .lines
    return Console(
      screen: Screen(capabilities: capabilities) { writeAll($0, to: descriptor) }, capabilities: capabilities,
      results: results
    ) { output.write($0) }
  }

  /// A script reads and writes below the working directory and what its
  /// caller named.
  private static func policy(
    _ options: FalshCommand, _ world: World, _ arguments: [String], _ readable: [String]
  ) -> Files.Policy {
    let files = Files(workingDirectory: world.workingDirectory, homeDirectory: "/", policy: .everything)
    let named = arguments.compactMap { argument -> String? in
      guard let separator = argument.firstIndex(of: "=") else { return nil }
      let value = argument[argument.index(after: separator)...]
      return value.contains("/") ? files.absolute(String(value.drop { $0 == "@" })) : nil
    }
    return .below(
      reading: [world.workingDirectory] + (options.allowRead + readable).map(files.absolute) + named,
      writing: [world.workingDirectory] + options.allowWrite.map(files.absolute) + named)
  }
}
