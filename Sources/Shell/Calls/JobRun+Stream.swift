import Diagnostics
import FalClient
import FalProtocol
import JSON
import Language

extension JobRun {
  /// Runs a model that answers piece by piece, and shows what it says while
  /// it says it.
  func streamed(_ input: JSON, _ client: FalClient) async throws -> Answer {
    var output = StreamedOutput()
    var file = StreamedFile()
    var head: (requestID: String?, billableUnits: String?) = (nil, nil)
    let parts = client.stream(
      draft.streamInput(input), on: draft.model.endpoint, options: draft.options.submit, within: patience)
    do {
      for try await part in parts {
        switch part {
        case .head(let requestID, let type, let units):
          head = (requestID, units)
          file.contentType = type
        case .bytes(let bytes): file.bytes += bytes
        case .event(let event):
          output.take(event)
          show(output)
        }
      }
    } catch let error as FalError where error.isMissingPath {
      throw Failure(.badInput, .noStream(of: draft.model.endpoint), status: 404)
    }
    let json = try file.output ?? result(of: output, requestID: head.requestID, client)
    return Answer(output: json, requestID: head.requestID, billableUnits: head.billableUnits)
  }

  private func show(_ output: StreamedOutput) {
    job.change { $0.streamedText = output.text }
    if let step = output.step { move(to: .preparing(step)) } else { move(to: .running) }
  }

  private func result(of output: StreamedOutput, requestID: String?, _ client: FalClient) throws -> JSON {
    do {
      return try output.result()
    } catch var error as PlatformError {
      error.requestID = error.requestID ?? requestID
      throw FalError.platform(error)
    } catch is WireFault {
      // It ran, and may be paid for.
      let host = client.origins.base(of: .run).host
      throw FalError.interrupted(TransportFault(.unreadableAnswer, host: host))
    }
  }
}

extension Diagnostic {
  fileprivate static func noStream(of endpoint: EndpointID) -> Diagnostic {
    Diagnostic(code: "no-stream", "\(endpoint) does not stream", help: "leave out --stream")
  }
}

extension Draft {
  /// OpenAI's endpoints are told in their input to stream.
  fileprivate func streamInput(_ input: JSON) -> JSON {
    guard model.endpoint.isOpenAICompatible, case .object(var members) = input else { return input }
    members["stream"] = true
    return .object(members)
  }
}

/// A file that a model has sent in place of JSON.
private struct StreamedFile {
  var contentType: String?
  var bytes: [UInt8] = []

  /// The file as a model's output would hold it; nil if there is none.
  var output: JSON? {
    guard !bytes.isEmpty else { return nil }
    let type = contentType ?? "application/octet-stream"
    let kind = ["audio", "image", "video"].first { type.hasPrefix($0 + "/") } ?? "file"
    let url = DataURL(contentType: type, bytes: bytes).text
    return [kind: ["url": .string(url), "content_type": .string(type), "file_size": JSON(bytes.count)]]
  }
}
