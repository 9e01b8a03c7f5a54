import FalProtocol
import JSON
import Language

/// Values as the journal keeps them, so that they come back as what they
/// were: data as it is, handles by what they stand for.
struct StoredValue {
  let session: Session

  // MARK: To the journal

  func json(of value: Value) -> JSON {
    switch value {
    case .data(let json): ["data": json]
    case .list(let values): ["list": .array(values.map(json(of:)))]
    case .handle(let handle): json(of: handle)
    }
  }

  private func json(of handle: any Handle) -> JSON {
    switch handle {
    case let job as Job: ["job": JSON(job.number)]
    case let pipeline as BackgroundPipeline: json(of: pipeline)
    case let result as ModelResult: json(of: result)
    case let file as LocalFile:
      ["file": ["path": .string(file.path), "absolute": .string(file.absolutePath), "size": JSON(file.size)]]
    case let file as RemoteFile: ["remote": .string(file.url)]
    case let grid as Grid: ["grid": ["axes": .array(grid.axes.map(JSON.string)), "runs": json(of: grid.runs)]]
    case is Nothing: ["nothing": true]
    default: ["data": handle.json]
    }
  }

  private func json(of runs: [(values: [Value], result: Value)]) -> JSON {
    .array(runs.map { ["values": json(of: .list($0.values)), "result": json(of: $0.result)] })
  }

  /// What it came to; while it runs, the jobs that it has started.
  private func json(of pipeline: BackgroundPipeline) -> JSON {
    if case .success(let value)? = pipeline.result.outcome { return json(of: value) }
    let jobs = pipeline.jobs.map { json(of: $0) }
    return jobs.count == 1 ? jobs[0] : ["list": .array(jobs)]
  }

  /// The result of a job of this session is in the journal already.
  private func json(of result: ModelResult) -> JSON {
    let origin = result.origin
    if case .success(let own)? = session.jobs[origin.jobNumber]?.result.outcome, own.output == result.output {
      return ["result": JSON(origin.jobNumber)]
    }
    return [
      "elsewhere": [
        "model": .string(origin.endpoint.description), "input": origin.input, "output": result.output,
        "request_id": .string(origin.requestID), "elapsed": JSON(origin.elapsed.seconds),
        "parents": .array(origin.parents.map(JSON.string)),
      ]
    ]
  }

  // MARK: From the journal

  /// - Returns: nil if it cannot come back: its job is not there any more.
  func value(_ json: JSON) -> Value? {
    guard let (kind, content) = json.object?.first else { return nil }
    switch kind {
    case "data": return .data(content)
    case "list": return list(content).map(Value.list)
    case "job": return content.int.flatMap { session.jobs[$0] }.map { .handle($0) }
    case "result": return result(ofJob: content.int ?? 0)
    case "elsewhere": return result(content)
    case "file": return file(content)
    case "remote": return content.string.map { .handle(RemoteFile(url: $0)) }
    case "grid": return grid(content)
    case "nothing": return .nothing
    default: return nil
    }
  }

  private func list(_ json: JSON) -> [Value]? {
    let values = (json.array ?? []).compactMap(value)
    return values.count == json.array?.count ? values : nil
  }

  private func result(ofJob number: Int) -> Value? {
    guard case .success(let result)? = session.jobs[number]?.result.outcome else { return nil }
    return .handle(result)
  }

  private func result(_ json: JSON) -> Value? {
    guard let endpoint = json["model"]?.string.flatMap({ try? EndpointID($0) }) else { return nil }
    let origin = ModelResult.Origin(
      endpoint: endpoint, input: json["input"] ?? .object([:]), requestID: json["request_id"]?.string ?? "",
      jobNumber: 0, elapsed: .milliseconds(Int64(max(0, min(1e12, (json["elapsed"]?.double ?? 0) * 1000)))),
      inferenceSeconds: nil, billableUnits: nil, cost: session.platform.costsMoney ? nil : .zero,
      parents: (json["parents"]?.array ?? []).compactMap(\.string))
    return .handle(
      ModelResult(
        output: json["output"] ?? .null, origin: origin, schema: session.keptSchema(of: endpoint.description)))
  }

  private func file(_ json: JSON) -> Value? {
    guard let path = json["path"]?.string, let absolute = json["absolute"]?.string else { return nil }
    return .handle(LocalFile(path: path, absolutePath: absolute, size: json["size"]?.int ?? 0))
  }

  private func grid(_ json: JSON) -> Value? {
    let runs = (json["runs"]?.array ?? []).compactMap { run -> (values: [Value], result: Value)? in
      let (values, result) = (run["values"].flatMap(value)?.items, run["result"].flatMap(value))
      return values.flatMap { values in result.map { (values, $0) } }
    }
    return .handle(Grid(axes: (json["axes"]?.array ?? []).compactMap(\.string), runs: runs))
  }
}
