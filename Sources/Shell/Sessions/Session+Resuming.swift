import Diagnostics
import Journal
import JSON
import Language

extension Session {
  /// Goes on with the person's latest session; with a copy of it where that
  /// is open in another falsh. What it left unfinished is followed again.
  /// Says which it is.
  package func continueLatest() {
    let latest = records.attempt { try $0.sessions(.prompt, limit: 1).first } ?? nil
    guard let latest else { return console.note("there is no session to go on with: this is a new one") }
    do {
      try resume(latest)
    } catch {
      console.report(error.diagnostic)
    }
  }

  /// Goes on with a session, or with a copy of it where that is open in
  /// another falsh.
  /// - Throws: `Failure` if jobs of this session still run.
  func resume(_ record: SessionRecord) throws(Failure) {
    try requireQuiet()
    let isOurs = records.attempt { try $0.resume(record.id, at: records.date()) } ?? false
    let copy = isOurs ? nil : records.attempt { try $0.fork(record.id, at: records.date()) }
    guard let id = isOurs ? record.id : copy else { return }
    become(id)
    let names = "\(record.nameCount) \(record.nameCount == 1 ? "name" : "names")"
    let numbers = "\(record.jobCount) \(record.jobCount == 1 ? "job" : "jobs")"
    let words = isOurs ? "goes on" : "is open in another falsh: this is a copy of it"
    console.note("session \(record.label) \(words): \(names), \(numbers)")
  }

  /// Goes on as a copy of this session.
  /// - Throws: `Failure` if jobs still run, or there is nothing to copy.
  func fork() throws(Failure) {
    try requireQuiet()
    keeping.keep(self)
    guard let id = records.session, let copy = records.attempt({ try $0.fork(id, at: records.date()) }) else {
      throw Failure(.badInput, Diagnostic(code: "no-session", "there is nothing in this session to copy yet"))
    }
    become(copy)
  }

  private func requireQuiet() throws(Failure) {
    guard let job = jobs.unfinished.first else { return }
    throw Failure(
      .badInput,
      Diagnostic(
        code: "job-running", "%\(job.number) is still \(job.current.phase.word), and numbers belong to a session",
        help: "wait %\(job.number)"))
  }

  /// Takes the names, settings and numbers of a session for its own.
  private func become(_ id: SessionID) {
    let left = records.takeUp(on: platform)
    records.become(id)
    isResumed = true
    jobs.clear()
    let numbered = records.attempt { try $0.numberedJobs(of: id) } ?? []
    // Whoever speaks to another platform knows nothing of a job there.
    let ours = Set(left.map(\.id))
    var followedElsewhere: [Job] = []
    for entry in numbered {
      let job = jobs.restore(entry.job, as: entry.number, schema: keptSchema(of: entry.job.endpointID))
      guard let job, !job.current.phase.isFinal, !ours.contains(entry.job.id) else { continue }
      guard entry.job.origin == platform.cacheName else {
        leave(job, to: entry.job.origin)
        continue
      }
      followedElsewhere.append(job)
    }
    let settings = (records.attempt { try $0.session(id)?.settings } ?? nil) ?? Settings().json
    changeSettings { $0 = Settings(json: settings) }
    let bindings = records.attempt { try $0.bindings(of: id) } ?? []
    restore(bindings)
    keeping.begin(with: bindings, settings: settings)
    let takeUp = TakeUp(session: self)
    takeUp.watch(followedElsewhere)
    Task { await takeUp.run(left) }
  }

  /// A job that only a falsh which speaks to its platform can follow. The
  /// journal keeps it as it is.
  private func leave(_ job: Job, to origin: String) {
    let words = "it runs at \(origin), which this falsh does not speak to"
    job.end(.lost(words), at: environment.time.now())
    job.settle(.failure(Failure(.fail, Diagnostic(code: "elsewhere", "%\(job.number): \(words)"))))
  }

  private func restore(_ bindings: [Binding]) {
    for name in scope.names { scope.unbind(name) }
    for name in scope.definitionNames { scope.undefine(name) }
    let stored = StoredValue(session: self)
    for binding in bindings {
      switch binding.kind {
      case .value:
        guard let json = try? JSON(parsing: binding.content), let value = stored.value(json) else { continue }
        if binding.name == SessionKeeping.latest { jobs.latestValue = value } else { scope.bind(binding.name, value) }
      case .definition: define(binding.content)
      }
    }
  }

  private func define(_ text: String) {
    let source = SourceText(name: "session", text: text)
    for statement in Parser.parse(source, origin: .paste).program.statements {
      if case .define(let definition) = statement.kind { scope.define(StoredDefinition(definition, in: source)) }
    }
  }
}

extension SessionRecord {
  /// What a person calls it.
  var label: String { name.map { "\(id) (\($0))" } ?? "\(id)" }
}
