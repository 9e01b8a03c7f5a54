import Diagnostics
import Journal
import JSON
import Language
import Terminal

/// Sessions: what was named and set at a prompt, to go on with later.
struct SessionCommand: Command {
  private static let action = Omittable("action", Action.self, "list, name, resume, fork or delete")
  private static let target = Omittable("name", String.self, "a session's name or number; for name: the new name")

  static let name = "session"

  static let manual = Manual(
    name: name, group: .session, summary: "lists sessions; names, resumes, copies or deletes one",
    parameters: [action, target],
    details: """
      A session keeps its names, aliases, settings and job numbers. A plain start is a new one; falsh --continue \
      goes on with the latest. fork goes on in a copy, so that the original stays as it is. The jobs of a deleted \
      session stay in the journal.
      """,
    examples: """
      > let n = 3
      > session name fox
      > session
      * 1  fox  [..]  1 name  0 jobs
      > session fork
      > session delete fox
      > session
      * 2  [..]  1 name  0 jobs
      """)

  enum Action: String, ArgumentType, CaseIterable {
    case list, name, resume, fork, delete

    static let label = "ACTION"

    init(reading content: Argument.Content) throws {
      guard let action = Action(rawValue: try String(reading: content)) else {
        throw Failure.wants("one of \(Action.allCases.map(\.rawValue).joined(separator: " "))")
      }
      self = action
    }

    static func candidates(_ prefix: String, in session: Session) -> [Suggestion] {
      allCases.map(\.rawValue).filter { $0.hasPrefix(prefix) }.map { Suggestion($0) }
    }
  }

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    let target = try call[Self.target]
    do {
      switch try call[Self.action] ?? .list {
      case .list: return list(session)
      case .name: try rename(to: target, session)
      case .resume: try session.resume(try find(target, session))
      case .fork: try session.fork()
      case .delete: try delete(try find(target, session), session)
      }
      return .nothing
    } catch let failure as Failure {
      throw failure.located(in: call.invocation.source, at: call.range(of: Self.target))
    }
  }

  private func list(_ session: Session) -> Value {
    session.keeping.keep(session)
    let records = session.records.attempt { try $0.sessions(.prompt, limit: 50) } ?? []
    let rows = records.map { record in
      [
        StyledText("\(record.id == session.records.session ? "*" : " ") \(record.id)", .bold),
        StyledText(record.name ?? ""), StyledText(record.usedAt.dayAndTime, .dim),
        StyledText("\(record.nameCount) \(record.nameCount == 1 ? "name" : "names")"),
        StyledText("\(record.jobCount) \(record.jobCount == 1 ? "job" : "jobs")"),
      ]
    }
    let lines = Table(rows: rows).lines(width: session.console.capabilities.columns)
    return .handle(
      Sheet(
        .array(records.map(\.json)), kind: "table",
        lines: rows.isEmpty ? [StyledText("no session has kept anything yet", .dim)] : lines))
  }

  private func rename(to name: String?, _ session: Session) throws {
    guard let name, !name.isEmpty, Int(name) == nil else { throw Failure(.badInput, .noName) }
    let isNamed = session.records.attemptInSession { journal, id -> Bool in
      if let other = try journal.session(named: name), other.id != id { return false }
      try journal.name(id, name)
      return true
    }
    if isNamed == false { throw Failure(.badInput, .nameTaken(name)) }
  }

  private func delete(_ record: SessionRecord, _ session: Session) throws {
    guard record.id != session.records.session else { throw Failure(.badInput, .ownSession) }
    let isDeleted = session.records.attempt { journal -> Bool in
      if try journal.isAtWork(record.id) { return false }
      try journal.delete(record.id, at: session.records.date())
      return true
    }
    if isDeleted == false { throw Failure(.badInput, .openElsewhere(record)) }
  }

  private func find(_ name: String?, _ session: Session) throws -> SessionRecord {
    guard let name else { throw Failure(.usage, .missingName) }
    let found = session.records.attempt { journal in
      try journal.session(named: name) ?? Int64(name).flatMap { try journal.session(SessionID(rawValue: $0)) }
    }
    guard let record = found ?? nil else {
      let names = (session.records.attempt { try $0.sessions(.prompt) } ?? []).compactMap(\.name)
      throw Failure(.badInput, .noSession(name, near: name.nearest(among: names)))
    }
    return record
  }
}

extension SessionRecord {
  fileprivate var json: JSON {
    [
      "session": JSON(Int(id.rawValue)), "name": name.map(JSON.string) ?? .null, "used_at": JSON(usedAt),
      "forked_from": forkedFrom.map { JSON(Int($0.rawValue)) } ?? .null, "names": JSON(nameCount),
      "jobs": JSON(jobCount),
    ]
  }
}

extension Diagnostic {
  fileprivate static var noName: Diagnostic {
    Diagnostic(code: "missing-argument", "a session's name is a word that is no number", help: "session name foxes")
  }

  fileprivate static var missingName: Diagnostic {
    Diagnostic(code: "missing-argument", "which session?", help: "session lists them")
  }

  fileprivate static func nameTaken(_ name: String) -> Diagnostic {
    Diagnostic(code: "name-taken", "another session is called '\(name)'")
  }

  fileprivate static var ownSession: Diagnostic {
    Diagnostic(code: "own-session", "that is this session")
  }

  fileprivate static func openElsewhere(_ record: SessionRecord) -> Diagnostic {
    Diagnostic(code: "open-elsewhere", "session \(record.label) is open in another falsh")
  }

  fileprivate static func noSession(_ name: String, near: String?) -> Diagnostic {
    Diagnostic(
      code: "no-such-session", "there is no session '\(name)'",
      help: near.map { "did you mean '\($0)'?" } ?? "session lists them")
  }
}
