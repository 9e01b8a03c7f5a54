import Diagnostics
import FalProtocol
import JSON
import Language
import ModelSchema

/// Finds who made something: a value of this session, a file (by its content,
/// whatever it is called now), a URL, a request id.
struct MakingSearch: Sendable {
  let session: Session

  /// What made the parts of a value.
  /// - Throws: `Failure` if a part was made by nobody that is known.
  func makings(of value: Value) async throws -> [Making] {
    switch value {
    case .handle(let result as ModelResult): return [making(of: result)]
    case .handle(let file as LocalFile): return [try makings(ofFile: file)]
    case .handle(let file as RemoteFile): return [try making(ofText: file.url)]
    // Also of what has failed: what was asked for is what one wants to see.
    case .handle(let job as Job): return [making(of: job)]
    case .handle(let handle):
      if let items = handle.items { return try await makings(of: items) }
      let settled = try await handle.settled()
      if case .handle = settled { return try await recordMakings(settled.json) }
      return try await makings(of: settled)
    case .list(let values): return try await makings(of: values)
    case .data(.string(let text)): return [try making(ofText: text)]
    case .data(.array(let elements)): return try await makings(of: elements.map(Value.data))
    case .data(let json): return try await recordMakings(json)
    }
  }

  private func makings(of values: [Value]) async throws -> [Making] {
    var makings: [Making] = []
    for value in values { makings += try await self.makings(of: value) }
    return makings
  }

  /// `$x.images[0]`: a part of a result, found by the URLs in it.
  private func recordMakings(_ json: JSON) async throws -> [Making] {
    if let number = json.int {
      guard let job = session.jobs[number] else { throw Failure(.badInput, .noJob(number)) }
      return try await makings(of: .handle(job))
    }
    guard let medium = Media.all(in: json).first else { throw Failure(.badInput, .noMaker("this \(json.kindName)")) }
    return [try making(ofText: medium.url)]
  }

  /// A URL, a path or a request id.
  private func making(ofText text: String) throws -> Making {
    if text.contains("://") || DataURL.isDataURL(text) {
      let job = session.jobs.all.last { job in
        guard case .success(let result) = job.result.outcome else { return false }
        return result.media.contains { $0.url == text }
      }
      if let job { return making(of: job) }
      return try first(of: session.records.makers(ofURL: text), text)
    }
    if let found = making(ofRequest: text) { return found }
    if text.hasPrefix("%"), let job = Int(text.dropFirst()).flatMap({ session.jobs[$0] }) { return making(of: job) }
    return try makings(ofFile: try session.files.localFile(text))
  }

  private func makings(ofFile file: LocalFile) throws -> Making {
    try first(of: session.records.makers(ofHash: try session.uploads.contentHash(of: file)), file.path)
  }

  private func first(of requests: [String], _ name: String) throws -> Making {
    for request in requests { if let making = making(ofRequest: request) { return making } }
    throw Failure(.badInput, .noMaker("'\(name)'"))
  }

  /// The job of a request, here or in the journal.
  func making(ofRequest id: String) -> Making? {
    if let job = session.jobs.job(withRequestID: id) { return making(of: job) }
    return session.records.making(ofRequest: id, schema: schema)
  }

  private func schema(of endpoint: EndpointID) -> ModelSchema? {
    session.schemaAtHand(of: endpoint)
  }

  // MARK: Jobs of this session

  func making(of job: Job) -> Making {
    if case .success(let result) = job.result.outcome { return making(of: result) }
    let draft = session.log.origin(ofJob: job.number)?.draft
    return Making(
      label: "%\(job.number)", endpoint: job.endpoint, input: job.sentInput,
      requestID: job.current.acceptance?.requestID ?? "", output: nil, elapsed: nil, cost: nil,
      schema: draft?.model.schema, parents: draft?.parents ?? [], isRealtime: draft?.line != nil)
  }

  private func making(of result: ModelResult) -> Making {
    let draft = session.log.origin(ofJob: result.origin.jobNumber)?.draft
    let isOurs = session.jobs[result.origin.jobNumber].map { result.isOf($0) } ?? false
    return Making(
      label: isOurs ? "%\(result.origin.jobNumber)" : result.origin.requestID, endpoint: result.origin.endpoint,
      input: result.origin.input, requestID: result.origin.requestID, output: result.output,
      elapsed: result.origin.elapsed.seconds, cost: result.origin.cost,
      schema: draft?.model.schema ?? schema(of: result.origin.endpoint),
      parents: result.origin.parents, isRealtime: isOurs && draft?.line != nil)
  }
}

extension ModelResult {
  /// Whether a job of this session gave it: what ran in real time has no
  /// request id to tell that by.
  fileprivate func isOf(_ job: Job) -> Bool {
    guard origin.requestID.isEmpty else { return job.current.acceptance?.requestID == origin.requestID }
    if case .success(let result) = job.result.outcome { return result.output == output }
    return false
  }
}

extension MakingSearch {
  /// What a command is about: its argument, what is piped in, or the latest
  /// result.
  func makings(
    of call: CommandCall, _ parameter: any DeclaredParameter
  ) async throws -> [Making] {
    if let argument = call.arguments[parameter.name]?.first {
      do {
        return try await makings(of: try AnyArgument(reading: argument.content).value)
      } catch let failure as Failure {
        throw failure.located(in: call.invocation.source, at: argument.valueRange)
      }
    }
    if let input = try await call.input { return try await makings(of: input) }
    guard let latest = session.jobs.latestValue else { throw Failure(.badInput, .nothingMade) }
    return try await makings(of: try await latest.settled())
  }
}

extension Diagnostic {
  fileprivate static func noMaker(_ name: String) -> Diagnostic {
    Diagnostic(
      code: "no-maker", "\(name) was made by no job that is remembered", help: "a job, its result, a file or URL of it")
  }

  fileprivate static var nothingMade: Diagnostic { Diagnostic(code: "no-result", "no model was run yet") }
}
