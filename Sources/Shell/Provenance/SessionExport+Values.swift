import FalProtocol
import JSON
import Language
import ModelSchema

extension SessionExport {
  /// A value as an expression: results by the names of their jobs, files as
  /// files, all else as it stands.
  /// - Parameter statement: whose value it is, which has no name yet.
  /// - Returns: nil if no expression can say it.
  mutating func expression(for value: Value, in statement: Int? = nil) -> String? {
    switch value {
    case .data(let json): return literal(json, in: statement)
    case .list(let values): return list(values, in: statement)
    case .handle(let result as ModelResult):
      return reference(toJob: result.origin.jobNumber, in: statement) ?? foreignCall(result)
    case .handle(let job as Job): return reference(toJob: job.number, in: statement)
    case .handle(let pipeline as BackgroundPipeline):
      guard case .success(let value) = pipeline.result.outcome else { return nil }
      return expression(for: value, in: statement)
    case .handle(let file as LocalFile): return file.path.sourceFile
    case .handle(let file as RemoteFile):
      let local = session.uploads.file(at: file.url)
      return local.map { "(upload \($0.path.sourceFile))" } ?? file.url.sourceFile
    case .handle(let grid as Grid): return list(grid.runs.map(\.result), in: statement)
    case .handle(let nothing as Nothing): return nothing.json.text
    case .handle(let handle): return literal(handle.json, in: statement)
    }
  }

  private mutating func list(_ values: [Value], in statement: Int?) -> String? {
    var items: [String] = []
    for value in values {
      guard let item = expression(for: value, in: statement) else { return nil }
      items.append(item)
    }
    return "[" + items.joined(separator: ", ") + "]"
  }

  private mutating func literal(_ json: JSON, in statement: Int?) -> String {
    if case .string(let text) = json, let place = place(of: text, in: statement) { return place }
    return json.sourceLiteral
  }

  /// A result of another session: its request once more.
  private mutating func foreignCall(_ result: ModelResult) -> String? {
    let schema = session.schemaAtHand(of: result.origin.endpoint)
    return "(\(call(result.origin.endpoint, result.origin.input, schema, seed: result.chosenSeed(schema), in: nil)))"
  }

  /// How a later line says a result of a job: by the statement's value, if
  /// that holds it, or by a `let` of the job's own.
  mutating func reference(toJob number: Int, in current: Int?) -> String? {
    guard let origin = session.log.origin(ofJob: number), let id = origin.statement, statements.indices.contains(id)
    else { return nil }
    let statement = statements[id]
    if id != current, statement.hasSucceeded, let path = statement.value?.path(toJob: number) {
      results.insert(id)
      return "$" + name(ofResult: statement) + path
    }
    jobs.insert(number)
    return "$" + name(ofJob: number)
  }

  // MARK: Calls

  /// The call that a job came to.
  mutating func call(ofJob number: Int, in statement: Int) -> String? {
    guard let job = session.jobs[number], let origin = session.log.origin(ofJob: number) else { return nil }
    let schema = origin.draft.model.schema
    var seed: JSON?
    if case .success(let result) = job.result.outcome { seed = result.chosenSeed(schema) }
    let text = call(job.endpoint, job.sentInput, schema, seed: seed, files: origin.draft.attachments, in: statement)
    return origin.draft.line == nil ? text : "\(RealtimeCommand.name) \(text)"
  }

  private mutating func call(
    _ endpoint: EndpointID, _ input: JSON, _ schema: ModelSchema?, seed: JSON?, files: [Draft.Attachment] = [],
    in statement: Int?
  ) -> String {
    runsModels = true
    var replacements: [String: String] = [:]
    for text in input.leaves { replacements[text] = place(of: text, in: statement) }
    let paths = Dictionary(files.map { ($0.path, $0.file.path.sourceFile) }) { $1 }
    var source = CallSource(endpoint: endpoint, input: input, schema: schema, chosenSeed: seed)
    source.replacement = { text, path in paths[path] ?? replacements[text] }
    return source.text
  }

  /// What a URL stands for: a result's file, or one that was uploaded.
  private mutating func place(of text: String, in statement: Int?) -> String? {
    if let place = media[text], let reference = reference(toJob: place.job, in: statement) {
      let steps = place.path.description
      return steps.hasPrefix("[") ? reference + steps : "\(reference).\(steps)"
    }
    return session.uploads.file(at: text)?.path.sourceFile
  }
}

extension Value {
  /// The steps from this value to the result of a job; nil if it is not in it.
  func path(toJob number: Int) -> String? {
    switch self {
    case .data: return nil
    case .list(let values): return Self.path(toJob: number, in: values)
    case .handle(let result as ModelResult): return result.origin.jobNumber == number ? "" : nil
    case .handle(let job as Job): return job.number == number ? "" : nil
    case .handle(let grid as Grid): return Self.path(toJob: number, in: grid.runs.map(\.result))
    case .handle(let pipeline as BackgroundPipeline):
      guard case .success(let value) = pipeline.result.outcome else { return nil }
      return value.path(toJob: number)
    case .handle: return nil
    }
  }

  private static func path(toJob number: Int, in values: [Value]) -> String? {
    for (index, value) in values.enumerated() {
      if let path = value.path(toJob: number) { return "[\(index)]\(path)" }
    }
    return nil
  }
}
