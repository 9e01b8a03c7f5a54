import Diagnostics
import FalClient
import FalProtocol
import Journal
import JSON
import Language
import ModelSchema

extension JobRun {
  /// The answer of a model in real time.
  func answer(over line: RealtimeModel, _ record: JobID?) async throws -> Answer {
    let input = try await inlinedInput()
    move(to: .sending)
    try session.records.sent(record, job)
    move(to: .running)
    let answer = try await result(of: input, over: line)
    let seconds = answer.seconds
    job.change { $0.inferenceSeconds = seconds }
    return Answer(output: answer.output, requestID: nil, billableUnits: await units(of: seconds))
  }

  private func result(of input: JSON, over line: RealtimeModel) async throws -> RealtimeAnswer {
    let outcome: Result<RealtimeAnswer, FalError>
    do { outcome = .success(try await line.answer(to: input)) } catch { outcome = .failure(error) }
    if case .failure(let error) = outcome, error.isNotFound {
      throw Failure(.badInput, .noRealtime(of: draft.model.endpoint), status: 404)
    }
    return try outcome.get()
  }

  /// What is written down of the input: files by their names.
  var namedInput: JSON {
    var input = draft.input
    for attachment in draft.attachments { _ = input.set(.string("@" + attachment.file.path), at: attachment.path) }
    return input
  }

  // MARK: Files

  /// The input with its files inside: there is no time to fetch them, and
  /// some models cannot.
  private func inlinedInput() async throws -> JSON {
    var input = draft.input
    for attachment in draft.attachments {
      let bytes = try session.files.bytes(of: attachment.file)
      let type = FileType(name: attachment.file.name).mediaType
      _ = input.set(.string(DataURL(contentType: type, bytes: bytes).text), at: attachment.path)
    }
    for path in picturePaths(in: input) {
      guard let url = input[path]?.string, WireURL(url) != nil else { continue }
      move(to: .preparing("fetching a picture"))
      _ = input.set(.string(try await inlined(url)), at: path)
    }
    return input
  }

  private func picturePaths(in input: JSON) -> [JSONPath] {
    (draft.model.schema?.parameters ?? []).filter { $0.media?.kind == .image }.flatMap { parameter -> [JSONPath] in
      let path = JSONPath(key: parameter.name)
      guard let elements = input[path]?.array else { return [path] }
      return elements.indices.map { path.appending(.index($0)) }
    }
  }

  private func inlined(_ url: String) async throws -> String {
    let buffer = PictureBuffer()
    let file = try await session.platform.client().download(url) { try await buffer.add($0) }
    return DataURL(contentType: file.contentType ?? FileType(name: url).mediaType, bytes: await buffer.bytes).text
  }

  // MARK: Money

  /// The platform tells no units in real time; where it bills the seconds that
  /// a model computes, the model has told them.
  private func units(of seconds: Double?) async -> String? {
    guard let seconds, session.platform.costsMoney, let price = await session.prices.price(of: draft.model.endpoint),
      price.unitName == "compute second"
    else { return nil }
    return JSON(seconds).text
  }
}

/// A picture as it comes.
private actor PictureBuffer {
  /// A message holds no more.
  private static let limit = 32 << 20

  private(set) var bytes: [UInt8] = []

  func add(_ piece: [UInt8]) throws {
    guard bytes.count + piece.count <= Self.limit else { throw ProtocolViolation.bodyTooLarge(limit: Self.limit) }
    bytes += piece
  }
}

extension Diagnostic {
  fileprivate static func noRealtime(of endpoint: EndpointID) -> Diagnostic {
    Diagnostic(
      code: "no-realtime", "\(endpoint) does not answer in real time", help: "the models that do: models realtime")
  }
}
