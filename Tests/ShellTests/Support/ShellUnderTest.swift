import FalClient
import FalProtocol
import Journal
import Sandbox
import SandboxTesting
import Synchronization
import Terminal

@testable import Shell

/// A session with a sandbox of its own in a directory of its own, as it is
/// at the prompt or in a script, with all it shows kept.
struct ShellUnderTest: Sendable {
  let setup: Setup
  let folder: TestFolder
  let session: Session
  let server: SandboxServer
  private let output: OutputLog
  /// What the server was asked: `POST /queue/…`.
  let requests: OutputLog

  init(_ setup: Setup = Setup()) async throws {
    self.setup = setup
    let (folder, output, requests) = (try TestFolder(), OutputLog(), OutputLog())
    (self.folder, self.output, self.requests) = (folder, output, requests)
    for file in setup.files { try folder.write(Array(file.text.utf8), to: file.name) }
    for link in setup.links { try folder.link(link.name, to: link.target) }
    var configuration = SandboxConfiguration(clock: .machine, pace: 0, faults: setup.faults)
    if setup.connection == .wrongKey { configuration.key = "id:secret" }
    configuration.requestLog = { method, path, _ in requests.append("\(method) \(path)\n") }
    server = try await SandboxServer.start(configuration)
    session = Self.session(setup, folder, output, origin: server.origin)
    answerQuestions()
  }

  private static func session(_ setup: Setup, _ folder: TestFolder, _ output: OutputLog, origin: String) -> Session {
    let isScript = setup.scriptArguments != nil
    let policy = isScript ? Files.Policy.below(reading: [folder.path], writing: [folder.path]) : .everything
    return Session(
      environment: ShellEnvironment(
        variables: ["HOME": folder.path, "EDITOR": "true"].merging(setup.variables) { $1 },
        workingDirectory: folder.path,
        time: Timekeeper(now: TestTime.timekeeper.now, date: setup.date, sleep: TestTime.sleep)),
      console: console(output, isScript: isScript),
      files: Files(workingDirectory: folder.path, homeDirectory: folder.path, policy: policy),
      platform: platform(setup, origin: origin),
      records: Records(
        open: { try Journal.inMemory() }, date: TestTime.timekeeper.date, warn: { output.append($0 + "\n") }),
      terms: setup.terms, webhookHosts: isScript ? [] : nil, isInteractive: !isScript)
  }

  /// Standard error is marked in a script, where the two are told apart.
  private static func console(_ output: OutputLog, isScript: Bool) -> Console {
    var capabilities = Capabilities.plain
    capabilities.columns = 100
    let screen = Screen(capabilities: capabilities) { text in
      isScript ? output.append(text, mark: "2> ") : output.append(text)
    }
    return Console(screen: screen, capabilities: capabilities, results: isScript ? .lines : .screen) { text in
      output.append(text)
    }
  }

  private static func platform(_ setup: Setup, origin: String) -> Platform {
    Platform(kind: setup.isPaid ? .live : .sandbox, connectionsPerHost: setup.connectionsPerHost) {
      if setup.connection == .noKey { throw Platform.Obstacle.noKey }
      guard let url = WireURL(address(setup.connection, origin: origin)) else { throw BadDirective(origin) }
      return FalClient(
        origins: .single(url), credentials: Credentials(key: "id:other"),
        transport: AsyncHTTPTransport(environment: [:], connectionsPerHost: min(setup.connectionsPerHost, 64)),
        clock: setup.hurries ? TestTime.Hurry() : TestTime.Clock(),
        random: { 0.5 }, userAgent: "falsh-tests", limits: limits)
    }
  }

  /// A hurried clock leaves a busy machine little time for what is quick, and
  /// is not what a test is about.
  private static var limits: TimeLimits {
    var limits = TimeLimits()
    limits.lookup = limits.answer
    return limits
  }

  private static func address(_ connection: Setup.Connection, origin: String) -> String {
    switch connection {
    case .sandbox, .wrongKey, .noKey: origin
    // The port is reserved, and nothing listens there.
    case .closed: "http://127.0.0.1:1"
    case .unknownHost: "http://falsh-test.invalid"
    case .secure: "https" + origin.dropFirst("http".count)
    }
  }

  /// Questions and answers are shown as a person sees them.
  private func answerQuestions() {
    guard let answers = setup.answers else { return }
    let rest = Mutex(answers[...])
    session.person.answers(
      Person.Ways(
        confirm: { [output] question in
          let answer = rest.withLock { $0.popFirst() } ?? ""
          output.append("\(question.plain) [y/N] \(answer)\n")
          return answer.isYes
        },
        secret: { [output] prompt in
          output.append("\(prompt.plain)\n")
          return rest.withLock { $0.popFirst() }
        },
        line: { [output] prompt in
          guard let answer = rest.withLock({ $0.popFirst() }) else { return nil }
          output.append("\(prompt.plain)\(answer)\n")
          return answer
        },
        key: { rest.withLock { $0.popFirst() }.flatMap { $0 == "space" ? " " : $0.first } }))
  }

  // MARK: Use

  /// Performs an input as the set-up says, and waits until all that it set
  /// going has ended.
  /// - Returns: what was shown, the server's origin called `http://sandbox`.
  func perform(_ input: String) async -> String {
    setup.scriptArguments == nil ? await type(input) : await runScript(input).output
  }

  func type(_ line: String) async -> String {
    let correction = await LineRunner(session: session).run(line)
    if !session.holdsKey(line) { session.remember(line) }
    if !setup.stalls { await settle() }
    let edit = correction.map { "edit: \($0)\n" } ?? ""
    return shown(output.take() + edit)
  }

  func runScript(_ text: String) async -> (output: String, status: Int32) {
    let (interrupts, source) = AsyncStream<Int32>.makeStream()
    defer { source.finish() }
    let status = await ScriptRunner(session: session).run(
      .file(path: "test.fal", text: text), arguments: setup.scriptArguments ?? [], interrupts: interrupts)
    return (shown(output.take()) + "exit \(status)\n", status)
  }

  private func settle() async {
    try? await session.jobs.waitForBackground()
    for job in session.jobs.all { _ = try? await job.result.value() }
  }

  private func shown(_ text: String) -> String {
    let address = String(server.origin.dropFirst("http://".count))
    return text.replacing(address, with: "sandbox").replacing(folder.path, with: "~")
  }

  /// Stops the server and removes the directory.
  func close() async {
    await session.leave()
    await server.stop()
    folder.remove()
  }
}

/// Runs `body` with a shell that is closed afterwards.
func withShell<Result>(_ setup: Setup = Setup(), _ body: (ShellUnderTest) async throws -> Result) async throws -> Result
{
  let shell = try await ShellUnderTest(setup)
  do {
    let result = try await body(shell)
    await shell.close()
    return result
  } catch {
    await shell.close()
    throw error
  }
}
