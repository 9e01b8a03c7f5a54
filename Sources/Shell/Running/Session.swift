import FalProtocol
import JSON
import Language
import Synchronization

/// One sitting: its names, jobs, settings and services. Commands work on it;
/// the prompt and the script runner drive it.
package final class Session: Sendable {
  /// What `set`, `use` and `alias` change.
  struct Settings: Sendable {
    /// What `gen` runs.
    var model = "fal-ai/nano-banana-pro"
    /// Parameters that the session gives the model of `use` wherever a call
    /// does not.
    var modelArguments: [Argument] = []
    /// How many rounds of an `each` run at a time.
    var parallel = 8
    /// How long a job is waited for; nil: for ever.
    var timeout: Duration? = .seconds(600)
    /// Above this a statement asks before it spends.
    var confirm = Money.oneDollar
    /// The language model that `ask` speaks with.
    var languageModel = "google/gemini-2.5-flash"
    /// What is kept of results' media.
    var keep = KeptMedia.links
    /// Words for models.
    var aliases: [String: String] = [:]
  }

  package let environment: ShellEnvironment
  package let console: Console
  let files: Files
  let platform: Platform
  let scope = Scope()
  let jobs: Jobs
  let log = StatementLog()
  /// What earlier runs have done already.
  let reuse: Reuse
  let catalogue: Catalogue
  let records: Records
  let uploads: Uploads
  let keeping = SessionKeeping()
  let media: MediaKeeping
  let saved = SavedPaths()
  let prices: PriceList
  let purse: Purse
  package let person = Person()
  private let settingsState = Mutex(Settings())
  package let interruptions = Interruptions()
  let childTerminal = ChildTerminal()
  /// Hosts that webhooks may go to; nil: any, as whoever wrote what runs is
  /// who called falsh.
  let webhookHosts: Set<String>?
  /// What is known of models apart from the recording that is replayed; nil
  /// if none is.
  let present: PresentModels?
  /// Where calls are written down instead of made.
  let plan: PlanBook?
  /// Somebody sits there: a model alone shows its parameters, `%3` is known.
  let isInteractive: Bool
  private let typed = Mutex<[String]>([])
  private let foundObstacle = Mutex<Failure?>(nil)
  private let exitRequest = Mutex<Int32?>(nil)
  private let flaw = Atomic(false)
  private let proposedLine = Mutex<String?>(nil)
  private let leaving = Mutex(false)
  private let resumed = Mutex(false)

  init(
    environment: ShellEnvironment, console: Console, files: Files, platform: Platform, records: Records,
    terms: SpendingTerms = SpendingTerms(), webhookHosts: Set<String>? = nil, isInteractive: Bool,
    reuse policy: ReusePolicy = .nothing, present: PresentModels? = nil, plan: PlanBook?
  ) {
    self.present = present
    reuse = Reuse(policy: policy)
    self.isInteractive = isInteractive
    self.plan = plan
    self.webhookHosts = webhookHosts
    self.environment = environment
    self.console = console
    self.files = files
    self.platform = platform
    self.records = records
    jobs = Jobs(console: console, time: environment.time, person: person, announces: isInteractive)
    catalogue = Catalogue(platform: platform, records: records, time: environment.time)
    media = MediaKeeping(store: ContentStore(folder: environment.mediaFolder))
    uploads = Uploads(platform: platform, records: records, time: environment.time)
    prices = PriceList(platform: platform, records: records, time: environment.time) { .shipped(of: $0) }
    purse = Purse(terms: terms, person: person)
  }

  package convenience init(
    environment: ShellEnvironment, console: Console, files: Files, platform: Platform, records: Records,
    terms: SpendingTerms = SpendingTerms(), webhookHosts: Set<String>? = nil, isInteractive: Bool,
    reuse policy: ReusePolicy = .nothing, present: PresentModels? = nil
  ) {
    self.init(
      environment: environment, console: console, files: files, platform: platform, records: records, terms: terms,
      webhookHosts: webhookHosts, isInteractive: isInteractive, reuse: policy, present: present, plan: nil)
  }

  var settings: Settings { settingsState.withLock { $0 } }

  func changeSettings(_ body: (inout Settings) -> Void) { settingsState.withLock { body(&$0) } }

  /// The status that `exit N` asked for.
  package var requestedExit: Int32? { exitRequest.withLock { $0 } }

  /// What was typed in this session, the newest last.
  var typedLines: [String] { typed.withLock { $0 } }

  func remember(_ line: String) { typed.withLock { $0.append(line) } }

  /// Puts a text on the next edit line, for Enter or for more editing.
  func propose(_ line: String) { proposedLine.withLock { $0 = line } }

  /// What is to stand on the next edit line; asked once.
  func takeProposedLine() -> String? { proposedLine.withLock { $0.take() } }

  /// What keeps every model from running (no key), if checking met it.
  var obstacle: Failure? { foundObstacle.withLock { $0 } }

  func meet(_ obstacle: Failure) { foundObstacle.withLock { $0 = $0 ?? obstacle } }

  /// The connections are about to be closed under the jobs that still run.
  var isLeaving: Bool { leaving.withLock { $0 } }

  /// Closes what was opened. Jobs that still run are left to the platform.
  package func leave() async {
    keepNames()
    await media.finish()
    leaving.withLock { $0 = true }
    await platform.disconnect()
  }

  /// It goes on with an earlier session, and what that left is taken up
  /// already.
  var isResumed: Bool {
    get { resumed.withLock { $0 } }
    set { resumed.withLock { $0 = newValue } }
  }

  /// Writes down what a person has named and set; a script's names end with
  /// it.
  func keepNames() { if isInteractive { keeping.keep(self) } }

  /// Whether something was found that a script's status tells, though no
  /// statement failed.
  var hasFlaw: Bool { flaw.load(ordering: .relaxed) }

  func noteFlaw() { flaw.store(true, ordering: .relaxed) }

  func requestExit(_ status: Int32) { exitRequest.withLock { $0 = status } }

  /// The id that a word stands for: an alias, a word of the selection guide,
  /// or itself.
  /// - Parameter invocation: knows the aliases that are made before it while
  ///   it is checked, and nothing of them has run.
  func modelID(of word: String, in invocation: Invocation? = nil) -> String {
    if let declared = invocation?.declared[word] as? ModelCallable { return declared.name }
    return settings.aliases[word] ?? SelectionGuide.words[word] ?? word
  }

  /// The callable behind a first word; nil if it is nothing.
  func callable(named name: String, permissions: Permissions, seesAliases: Bool = true) -> (any Callable)? {
    if seesAliases, let target = settings.aliases[name], target != name {
      return callable(named: target, permissions: permissions)
    }
    if let command = Commands.named(name) { return CommandCallable(command: command, session: self) }
    let name = SelectionGuide.words[name] ?? name
    guard EndpointID.looksLikeOne(name) else { return nil }
    return ModelCallable(name: name, session: self, isInFile: permissions.isFile)
  }
}

/// What a source of statements may do.
struct Permissions: Sendable, Hashable {
  /// `!command`: at a prompt only.
  var startsPrograms: Bool
  /// `%3`: at a prompt only.
  var namesJobsByNumber: Bool
  /// It is kept, and read again elsewhere.
  var isFile: Bool
}
