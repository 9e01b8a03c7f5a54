import Diagnostics
import FalProtocol
import Journal
import Language
import ModelSchema
import Terminal

/// Takes up what an earlier falsh has left unfinished, and says what became
/// of it while nobody was there.
struct TakeUp: Sendable {
  /// How long to wait before it is told what there is.
  private static let patience = Duration.seconds(4)
  /// How often it is looked what another falsh has written down.
  private static let interval = Duration.seconds(1)
  /// How often in a row the journal may not be readable.
  private static let mostMisses = 30

  let session: Session

  private var time: Timekeeper { session.environment.time }

  /// Takes up every unfinished job whose shell is gone. Returns when what
  /// had ended is known and told; the others go on in the background.
  func run() async { await run(session.records.takeUp(on: session.platform)) }

  /// The same for jobs that are this shell's already.
  func run(_ records: [JobRecord]) async {
    copyMedia()
    let jobs = adopt(records)
    guard !jobs.isEmpty else { return }
    session.jobs.hush(jobs)
    follow(jobs)
    await ended(jobs)
    session.console.show(await report(jobs))
    session.jobs.unhush(jobs)
  }

  /// Copies the files of results that a shell which is gone was to copy.
  func copyMedia() {
    for record in session.records.takeUpCopies(on: session.platform) {
      let result = ModelResult(record, number: 0, schema: session.keptSchema(of: record.endpointID))
      // The files of a sandbox went with the process that it lived in.
      guard let result, session.platform.kind != .sandbox else {
        session.records.endCopies(of: record.id)
        continue
      }
      session.media.copy(result.media, of: record.id, in: session)
    }
  }

  /// Gives jobs numbers in this session, and those that nothing more will
  /// come of their end.
  /// - Parameter areAskedAgain: whether they are under way as far as this
  ///   session knows, though the journal has endings.
  func adopt(_ records: [JobRecord], areAskedAgain: Bool = false) -> [Job] {
    let own = Dictionary(
      session.jobs.all.compactMap { job in job.current.record.map { ($0, job) } }, uniquingKeysWith: { $1 })
    return records.compactMap { record in
      if let job = own[record.id] { return job }
      let schema = session.keptSchema(of: record.endpointID)
      guard let job = session.jobs.restore(record, schema: schema, isAskedAgain: areAskedAgain) else { return nil }
      session.records.adopt(record.id, as: job.number)
      return job
    }
  }

  /// Follows jobs to their ends, in the background.
  /// - Parameter isOwn: they are this process's own, and so is the sandbox
  ///   that has them, if one has.
  func follow(_ jobs: [Job], isOwn: Bool = false) {
    for job in jobs where !job.current.phase.isFinal { Task { await follow(job, isOwn: isOwn) } }
  }

  /// Reads what becomes of jobs that another falsh follows, and takes them up
  /// when that is gone.
  func watch(_ jobs: [Job]) {
    for job in jobs where !job.current.phase.isFinal { Task { await watch(job) } }
  }

  private func watch(_ job: Job) async {
    guard let id = job.current.record else { return }
    var misses = 0
    while !session.isLeaving, misses < TakeUp.mostMisses {
      misses += 1
      if let record = session.records.job(id) {
        misses = 0
        let isOurs = record.isUnfinished && session.records.takeUp(id, ifUnknown: false)
        // What the other has written until then is in it.
        let latest = isOurs ? session.records.job(id) ?? record : record
        job.learn(latest, schema: session.keptSchema(of: latest.endpointID), time: time)
        guard latest.isUnfinished else { return session.jobs.didEnd(job) }
        if isOurs { return await follow(job, isOwn: false) }
      }
      guard (try? await time.sleep(TakeUp.interval)) != nil else { return }
    }
    guard !session.isLeaving else { return }
    let failure = Failure(.fail, Diagnostic(code: "journal", "the journal cannot be read any more"))
    job.end(.lost(failure.diagnostic.message), at: time.now())
    job.settle(.failure(failure))
  }

  private func follow(_ job: Job, isOwn: Bool) async {
    guard let acceptance = job.current.acceptance else {
      return await session.end(job, Failure.maybeAccepted, as: .unknown)
    }
    // Its server went with the process that it lived in.
    guard isOwn || session.platform.kind != .sandbox else { return await session.end(job, Failure.gone, as: .expired) }
    do {
      let client = try await session.platform.client()
      let answer = try await JobFollowing(job: job, session: session).answer(acceptance, client)
      await session.finish(
        job, answer, schema: session.keptSchema(of: job.endpoint.description),
        parents: job.current.record.flatMap(session.records.job)?.parentRequestIDs ?? [])
    } catch {
      if !session.isLeaving { await session.end(job, error) }
    }
  }

  /// Waits until all have ended, but not for ever.
  private func ended(_ jobs: [Job]) async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { for job in jobs { _ = try? await job.result.value() } }
      group.addTask { [time] in try? await time.sleep(TakeUp.patience) }
      await group.next()
      group.cancelAll()
    }
  }

  // MARK: What is told

  /// `while you were away: %3 done, 8 s of video, $0.40`, and a line each for
  /// further ones.
  private func report(_ jobs: [Job]) async -> [StyledText] {
    var lines: [StyledText] = []
    for job in jobs { lines.append(StyledText("%\(job.number) ", .bold) + StyledText(await words(for: job))) }
    guard let first = lines.first, lines.count > 1 else {
      return lines.map { StyledText("while you were away: ", .dim) + $0 }
    }
    return [StyledText("while you were away:", .dim)] + ([first] + lines.dropFirst()).map { StyledText("  ") + $0 }
  }

  private func words(for job: Job) async -> String {
    let phase = job.current.phase
    guard case .success(let result)? = job.result.outcome else {
      return "\(job.endpoint) \(phase.isFinal ? phase.description : "runs on: \(phase.description)")"
    }
    let cost = job.current.record.flatMap(session.records.job)?.cost.map { $0.inDollars }
    return (["\(job.endpoint) done", await made(result)] + [cost]).compactMap { $0 }.joined(separator: ", ")
  }

  /// `8 s of video`, `4 images`; nil for a result without media.
  private func made(_ result: ModelResult) async -> String? {
    let probe = MediaProbe(platform: session.platform, time: time)
    var media: [Media] = []
    for medium in result.primaryMedia { media.append(await probe.completed(medium)) }
    guard let kind = media.first?.kind else { return nil }
    let same = media.filter { $0.kind == kind }
    let seconds = same.compactMap(\.duration).reduce(0, +)
    if seconds > 0 { return "\(seconds.inSeconds) of \(kind.rawValue)" }
    return same.count == 1 ? "1 \(kind.rawValue)" : "\(same.count) \(kind.rawValue)s"
  }
}

extension Double {
  /// `$0.40`, `$0.003`.
  fileprivate var inDollars: String {
    let cents = (self * 100).rounded()
    guard abs(self * 100 - cents) < 1e-6, abs(cents) < 1e15 else { return "$\(self)" }
    let (dollars, rest) = Int(cents).quotientAndRemainder(dividingBy: 100)
    return "$\(dollars).\(rest < 10 ? "0" : "")\(rest)"
  }
}

extension Failure {
  fileprivate static let maybeAccepted = Failure(
    .unknownSubmit, Diagnostic(code: "unknown-submit", "it is not known whether its request was accepted"))

  fileprivate static let gone = Failure(
    .badInput, Diagnostic(code: "expired", "the sandbox that ran it is gone"))
}
