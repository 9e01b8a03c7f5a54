import Diagnostics
import FalProtocol
import JSON
import Language
import ModelSchema

/// Cuts a session down to the statements that led to its values, and writes
/// them as a script: backwards through the log, from the names that live.
struct SessionExport {
  let session: Session
  let statements: [LoggedStatement]
  /// Keeps dead ends too.
  let keepsAll: Bool

  /// What the statements that follow need of those before.
  var names: Set<String>
  /// Words that they call, or name as a model.
  var words: Set<String> = []
  /// Jobs that they refer to by a name of their own: `$job3`.
  var jobs: Set<Int> = []
  /// Statements whose value they mean by `%`.
  var results: Set<Int> = []
  /// Settings that a later statement makes anew.
  var overruledSettings: Set<String> = []
  var runsModels = false
  /// Names that the statements written so far read.
  var read: Set<String> = []

  /// The lines of each statement, the last one first.
  var parts: [[String]] = []
  /// Names that the script binds.
  var bound: Set<String> = []
  /// Of those, names that a block binds: whether it does, only its run shows.
  var boundInBlocks: Set<String> = []
  /// What the script cannot reproduce, in sentences.
  var warnings: [String] = []
  /// Where a URL came from: the job and the place in its output.
  let media: [String: (job: Int, path: JSONPath)]

  init(_ session: Session, keepsAll: Bool) {
    self.session = session
    self.keepsAll = keepsAll
    statements = session.log.statements
    names = Set(session.scope.names)
    words = Set(session.scope.definitionNames)
    media = Self.media(of: session.jobs.all)
  }

  private static func media(of jobs: [Job]) -> [String: (job: Int, path: JSONPath)] {
    var places: [String: (job: Int, path: JSONPath)] = [:]
    for job in jobs {
      guard case .success(let result) = job.result.outcome else { continue }
      for medium in result.media where places[medium.url] == nil {
        let holdsURL = result.output[medium.path]?["url"] != nil
        places[medium.url] = (job.number, holdsURL ? medium.path.appending(.key("url")) : medium.path)
      }
    }
    return places
  }

  /// The script, laid out.
  mutating func script() -> String {
    let latest = statements.last { $0.isLatest }?.id
    for statement in statements.reversed() { add(statement, isLatest: statement.id == latest) }
    addForgottenOrigins()
    let unset = bound.intersection(forgotten).subtracting(session.scope.names).sorted()
    let lines = parts.reversed().flatMap(\.self) + (unset.isEmpty ? [] : ["unset " + unset.joined(separator: " ")])
    let text = "#!/usr/bin/env falsh\n" + lines.map { $0 + "\n" }.joined()
    let source = SourceText(name: "export", text: text)
    return (try? Formatter.format(source, origin: .file).get()) ?? text
  }

  /// Names that were taken away at some time.
  private var forgotten: Set<String> {
    Set(
      statements.flatMap { logged in
        logged.references?.calls.contains { $0.name.value == "unset" } == true ? logged.references?.words ?? [] : []
      })
  }

  private mutating func add(_ statement: LoggedStatement, isLatest: Bool) {
    switch statement.content {
    case .values(let values): addValues(values)
    case .statement(let syntax, let source):
      guard let references = statement.references else { return }
      if !statement.hasSucceeded {
        let lost = references.bound.intersection(names).sorted()
        addValues(lost.compactMap { name in session.scope[name].map { (name, $0) } })
      } else if isNeeded(statement, syntax, references, isLatest) {
        add(statement, syntax, source, references, isLatest: isLatest)
      }
      addJobs(of: statement)
    }
  }

  /// Names whose values were not made by a statement of this session: those
  /// of the session that it goes on with.
  private mutating func addForgottenOrigins() {
    addValues(names.subtracting(boundInBlocks).sorted().compactMap { name in session.scope[name].map { (name, $0) } })
  }

  private mutating func addValues(_ values: [(name: String, value: Value)]) {
    for (name, value) in values where names.contains(name) {
      names.remove(name)
      bound.insert(name)
      if let source = expression(for: value) {
        parts.append(["let \(name) = \(source)"])
      } else {
        warnings.append("$\(name) is \(value.kindName), which no line can say; it is left out")
      }
    }
  }

  /// The jobs of a statement that later ones name, each by the call that it
  /// came to.
  private mutating func addJobs(of statement: LoggedStatement) {
    for number in statement.jobs.sorted(by: >) where jobs.contains(number) {
      jobs.remove(number)
      if let call = call(ofJob: number, in: statement.id) { parts.append(["let \(name(ofJob: number)) = \(call)"]) }
    }
  }
}

extension SessionExport {
  /// What a job is called in the script.
  func name(ofJob number: Int) -> String { free("job\(number)") }

  /// What the value of a statement is called in the script.
  func name(ofResult statement: LoggedStatement) -> String {
    if let name = statement.boundName, !isBoundAfter(statement, name) { return name }
    if statement.jobs.count == 1 { return free("job\(statement.jobs[0])") }
    return free("result\(statement.jobs.first ?? statement.id + 1)")
  }

  private func isBoundAfter(_ statement: LoggedStatement, _ name: String) -> Bool {
    statements[(statement.id + 1)...].contains { $0.references?.bound.contains(name) == true }
      || session.scope[name] == nil
  }

  private func free(_ name: String) -> String {
    let isTaken = statements.contains { $0.references?.bound.contains(name) == true } || session.scope[name] != nil
    return isTaken ? free(name + "_") : name
  }
}

extension LoggedStatement {
  /// The name of a `let`.
  var boundName: String? {
    guard case .statement(let statement, _) = content, case .bind(let name, _) = statement.kind else { return nil }
    return name.value
  }

  /// The pipeline of a `let`, or of a statement that is one.
  var pipeline: Pipeline? {
    guard case .statement(let statement, _) = content else { return nil }
    switch statement.kind {
    case .bind(_, let pipeline), .pipeline(let pipeline): return pipeline
    default: return nil
    }
  }
}
