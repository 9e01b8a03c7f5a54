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
    try await session.records.sent(record, job)
    move(to: .running)
    let answer = try await result(of: input, over: line)
    let seconds = answer.seconds
    job.change { $0.inferenceSeconds = seconds }
    return Answer(output: answer.output, requestID: nil, billableUnits: await units(of: seconds))
  }

  private func result(of input: JSON, over line: RealtimeModel) async throws -> RealtimeAnswer {
    let outcome: Result<RealtimeAnswer, FalError>
    do { outcome = .success(try await line.answer(to: input)) } catch { outcome = .failure(error) }
    if case .failure(let error) = outcome, error.isMissingPath {
      throw Failure(.badInput, .noRealtime(of: draft.model.endpoint), status: 404)
    }
    return try outcome.get()
  }

  // MARK: Files

  /// The input with its files inside: there is no time to fetch them, and
  /// some models cannot.
  private func inlinedInput() async throws -> JSON {
    var input = draft.input
    for attachment in draft.attachments {
      let bytes = try session.files.bytes(of: attachment.file)
      guard bytes.count <= Draft.Attachment.mostInside else {
        throw located(Failure(.badInput, .tooLarge(attachment.file.name)), at: attachment.path)
      }
      let type = FileType(name: attachment.file.name).mediaType
      _ = input.set(.string(DataURL(contentType: type, bytes: bytes).text), at: attachment.path)
    }
    for path in picturePaths(in: input) {
      guard let url = input[path]?.string, WireURL(url) != nil else { continue }
      move(to: .preparing("fetching a picture"))
      _ = input.set(.string(try await inlined(url, at: path)), at: path)
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

  /// What goes wrong here is nothing of the model's: the request has not left.
  private func inlined(_ url: String, at path: JSONPath) async throws -> String {
    let buffer = PictureBuffer()
    do {
      let file = try await session.platform.client().download(url) { try await buffer.add($0) }
      return DataURL(contentType: file.contentType ?? FileType(name: url).mediaType, bytes: await buffer.bytes).text
    } catch let error as FalError {
      let isTooLarge = error == .protocolViolation(PictureBuffer.tooLarge)
      throw located(isTooLarge ? Failure(.badInput, .tooLarge(url)) : error.failure, at: path)
    }
  }

  private func located(_ failure: Failure, at path: JSONPath) -> Failure {
    failure.located(in: invocation.source, at: draft.place(of: path) ?? invocation.name.range)
  }

  // MARK: Money

  /// The platform tells no units in real time; where it bills the seconds that
  /// a model computes, the model has told them.
  private func units(of seconds: Double?) async -> String? {
    guard let seconds, seconds >= 0, session.platform.costsMoney else { return nil }
    let price = await session.prices.price(of: draft.model.endpoint)
    return price?.unitName == "compute second" ? JSON(seconds).text : nil
  }
}

/// A picture as it comes.
private actor PictureBuffer {
  static let tooLarge = ProtocolViolation.bodyTooLarge(limit: Draft.Attachment.mostInside)

  private(set) var bytes: [UInt8] = []

  func add(_ piece: [UInt8]) throws {
    guard bytes.count + piece.count <= Draft.Attachment.mostInside else { throw Self.tooLarge }
    bytes += piece
  }
}

extension Draft.Attachment {
  /// How large a file may be that goes inside a message, in bytes.
  fileprivate static let mostInside = 32 << 20
}

extension Draft {
  /// The files that are too large for a message, and what is to be said of
  /// each.
  var problemsInside: [(path: JSONPath, problem: Diagnostic)] {
    attachments.filter { $0.file.size > Attachment.mostInside }.map { ($0.path, .tooLarge($0.file.name)) }
  }
}

extension Diagnostic {
  fileprivate static func tooLarge(_ name: String) -> Diagnostic {
    Diagnostic(
      code: "too-large", "'\(name)' is larger than \(Draft.Attachment.mostInside >> 20) MiB",
      help: "in real time files go inside the request")
  }

  fileprivate static func noRealtime(of endpoint: EndpointID) -> Diagnostic {
    Diagnostic(
      code: "no-realtime", "\(endpoint) does not answer in real time", help: "the models that do: models realtime")
  }
}
