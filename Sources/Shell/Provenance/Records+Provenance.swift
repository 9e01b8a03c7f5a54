import FalProtocol
import Journal
import JSON
import ModelSchema

extension Records {
  /// The job of a request, of this session or an earlier one.
  func making(ofRequest id: String, schema: (EndpointID) -> ModelSchema?) -> Making? {
    let record = attempt { journal in try journal.job(requestID: id) } ?? nil
    guard let record, let endpoint = try? EndpointID(record.endpointID) else { return nil }
    let parents = record.parents.compactMap { parent in
      switch parent {
      case .request(let id): id
      case .job(let id): attempt { journal in try journal.job(id)?.requestID } ?? nil
      }
    }
    return Making(
      label: id, endpoint: endpoint, input: record.input, requestID: id, output: record.output,
      elapsed: record.seconds, cost: record.cost.flatMap { Money(dollars: $0) }, schema: schema(endpoint),
      parents: parents)
  }

  // MARK: Files

  /// A file was saved that is a result's.
  func saved(_ url: String, hash: String, path: String) {
    guard !DataURL.isDataURL(url) else { return }
    _ = attempt { journal in try journal.saved(url, hash: hash, path: path, at: date()) }
  }

  /// Request ids of the jobs that made a file, the latest first.
  func makers(ofHash hash: String) -> [String] {
    attempt { journal in try journal.files(hash: hash).map(\.requestID) } ?? []
  }

  func makers(ofURL url: String) -> [String] {
    attempt { journal in try journal.files(url: url).map(\.requestID) } ?? []
  }

  // MARK: Remarks

  /// - Returns: whether it could be written down.
  func note(_ text: String, onRequest id: String) -> Bool {
    attempt { journal in try journal.note(text, on: id, at: date()) } != nil
  }

  func notes(onRequest id: String) -> [String] { attempt { journal in try journal.notes(on: id) } ?? [] }
}

extension Records {
  // MARK: Steps and shapes

  /// Jobs of earlier runs that were this step, the latest first.
  func jobs(step key: StepKey, on platform: Platform) -> [JobRecord] {
    let jobs = attempt { journal in try journal.jobs(step: key.text, origin: platform.cacheName) } ?? []
    return jobs.filter { $0.session != session }
  }

  func shape(ofJob job: JobID) -> ModelShape? {
    let text = attempt { journal in try journal.document(of: job) } ?? nil
    return text.flatMap { try? JSON(parsing: $0) }.flatMap { ModelShape($0) }
  }

  /// A model as the latest job found it, and when (seconds since 1970).
  func latestShape(of endpoint: EndpointID, on platform: Platform) -> (shape: ModelShape, date: Double)? {
    let found =
      attempt { journal in
        try journal.latestDocument(ofModel: endpoint.description, origin: platform.cacheName)
      } ?? nil
    guard let found, let shape = (try? JSON(parsing: found.text)).flatMap({ ModelShape($0) }) else { return nil }
    return (shape, found.startedAt)
  }

  /// A script ran with a model as it is now.
  func ran(script path: String, with endpoint: EndpointID, _ shape: ModelShape, on platform: Platform) {
    _ = attempt { journal in
      try journal.ran(
        script: path, with: endpoint.description, origin: platform.cacheName, document: shape.document, at: date())
    }
  }

  func shape(ofModel endpoint: String, inScript path: String, on platform: Platform) -> (json: JSON, ranAt: Double)? {
    let found =
      attempt { journal in
        try journal.document(ofScript: path, endpointID: endpoint, origin: platform.cacheName)
      } ?? nil
    guard let found, let json = try? JSON(parsing: found.text) else { return nil }
    return (json, found.ranAt)
  }
}

extension Session {
  /// The models that this session's jobs ran with are those that a script
  /// knows: when they change, its lines are named.
  func rememberModels(ofScript path: String) {
    var seen: Set<EndpointID> = []
    for job in jobs.all {
      guard seen.insert(job.endpoint).inserted, let schema = log.origin(ofJob: job.number)?.draft.model.schema else {
        continue
      }
      records.ran(script: files.absolute(path), with: job.endpoint, ModelShape(schema), on: platform)
    }
  }
}
