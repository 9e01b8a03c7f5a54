import Diagnostics
import JSON
import Language
import Terminal

/// Changes how the session works.
struct SetCommand: Command {
  private static let parallel = Named("parallel", RoundCount.self, "how many rounds of an each run at a time (8)")
  private static let timeout = Named(
    "timeout", Duration.self, "how many seconds a job is waited for (600); 0: for ever")
  private static let confirm = Named(
    "confirm", Money.self, "above how many dollars a statement asks before it spends (1)")
  private static let keep = Named("keep", KeptMedia.self, "what is kept of results' media: links (links), or copies")
  private static let llm = Named("llm", String.self, "the language model that ask speaks with")

  static let name = "set"

  static let manual = Manual(
    name: name, group: .scripts, summary: "changes a setting; alone, lists them",
    parameters: [parallel, timeout, confirm, keep, llm],
    examples: """
      > set parallel=2
      > set
      parallel  2
      timeout   600
      confirm   1
      keep      links
      llm       google/gemini-2.5-flash
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    guard !call.invocation.arguments.isEmpty else { return list(session) }
    let parallel = try call[Self.parallel]?.count
    let timeout = try call[Self.timeout]
    let keep = try call[Self.keep]
    let confirm = try call[Self.confirm]
    if let confirm, confirm > session.settings.confirm, !session.speaksForCaller {
      throw Failure(.refused, .confirmRaised).located(in: call.invocation.source, at: call.range(of: Self.confirm))
    }
    let llm = try call[Self.llm]
    if let parallel { tell(parallel, session) }
    session.changeSettings { settings in
      if let parallel { settings.parallel = parallel }
      if let timeout { settings.timeout = timeout == .zero ? nil : timeout }
      if let keep { settings.keep = keep }
      if let confirm { settings.confirm = confirm }
      if let llm { settings.languageModel = llm }
    }
    return .nothing
  }

  func shape(of call: CommandCall, in session: Session) async -> Shape {
    call.invocation.arguments.isEmpty ? .anything : .constant(.nothing)
  }

  /// More jobs than there may be connections are run, and seen later.
  private func tell(_ parallel: Int, _ session: Session) {
    let streams = session.platform.streamsAtOnce
    guard parallel > streams else { return }
    session.console.note(
      "\(streams) jobs are followed at a time, the others asked for every 2 s: more files may not be open (ulimit -n)")
  }

  private func list(_ session: Session) -> Value {
    let settings = session.settings
    let rows: [(String, JSON)] = [
      ("parallel", JSON(settings.parallel)), ("timeout", JSON(settings.timeout?.seconds ?? 0)),
      ("confirm", settings.confirm.json), ("keep", .string(settings.keep.rawValue)),
      ("llm", .string(settings.languageModel)),
    ]
    let table = Table(rows: rows.map { [StyledText($0.0), StyledText($0.1.string ?? $0.1.text)] })
    return .handle(
      Sheet(
        .object(JSONObject(uniqueKeysWithValues: rows)), kind: "table",
        lines: table.lines(width: session.console.capabilities.columns)))
  }
}

/// How many rounds may run at a time.
struct RoundCount: ArgumentType {
  static let label = Int.label
  let count: Int

  init(reading content: Argument.Content) throws {
    let count = try Int(reading: content)
    guard (1...10_000).contains(count) else { throw Failure.wants("from 1 to 10000") }
    self.count = count
  }
}

extension KeptMedia: ArgumentType {
  static let label = "WHAT"

  init(reading content: Argument.Content) throws {
    guard let known = KeptMedia(rawValue: try String(reading: content)) else {
      throw Failure.wants("links or copies")
    }
    self = known
  }

  static func candidates(_ prefix: String, in session: Session) -> [Suggestion] {
    allCases.map(\.rawValue).filter { $0.hasPrefix(prefix) }.map { Suggestion($0) }
  }
}

extension Diagnostic {
  fileprivate static var confirmRaised: Diagnostic {
    Diagnostic(
      code: "confirm-raised", "a script may lower confirm, and not raise it",
      help: "to allow more: falsh --budget DOLLARS …")
  }
}
