import FalProtocol
import HTTPTypes
import Hummingbird
import NIOCore

/// The seam to the HTTP server: turns its requests into ours and our answers
/// into its responses.
struct SandboxResponder: HTTPResponder {
  /// What is known of a connection: enough to close it.
  struct Context: InitializableFromSource {
    let channel: any Channel

    init(source: ApplicationRequestContextSource) { channel = source.channel }
  }

  let door: Door

  func respond(to request: Request, context: Context) async throws -> Response {
    guard let site = door.site else { return Response(status: .serviceUnavailable) }
    site.connections.note(context.channel)
    let answer = await answer(to: request, of: site)
    site.configuration.requestLog?(request.method.rawValue, request.head.path ?? "", answer.status)
    if case .stall = answer { try await site.stall() }
    return try await response(answer, to: request, over: context.channel, of: site)
  }

  private func answer(to request: Request, of site: Site) async -> SandboxAnswer {
    guard let method = HTTPMethod(rawValue: request.method.rawValue) else {
      return .whole(PlatformError(status: 405, message: "Method Not Allowed").response)
    }
    guard let body = try? await whole(request, upTo: site.configuration.bodyLimit) else {
      return .whole(PlatformError(status: 413, message: "the body is too large").response)
    }
    let headers = WireHeaders(request.headers.map { ($0.name.canonicalName, $0.value) })
    return await site.answer(
      SandboxRequest(
        method: method, host: request.head.authority ?? "", target: request.head.path ?? "/", headers: headers,
        body: body))
  }

  private struct TooLarge: Error {}

  /// The whole body. Room for what is promised is made once, as far as it is
  /// not too much to believe.
  private func whole(_ request: Request, upTo limit: Int) async throws -> ByteBuffer {
    let promised = request.headers[.contentLength].flatMap { Int($0) } ?? 0
    var body = ByteBuffer()
    body.reserveCapacity(max(0, min(promised, limit, 16 << 20)))
    for try await piece in request.body {
      guard body.readableBytes + piece.readableBytes <= limit else { throw TooLarge() }
      body.writeImmutableBuffer(piece)
    }
    return body
  }

  private func response(
    _ answer: SandboxAnswer, to request: Request, over channel: any Channel, of site: Site
  ) async throws -> Response {
    switch answer {
    case .whole(let whole):
      return finished(whole.status, whole.headers, ByteBuffer(bytes: whole.body), isHead: request.method == .head)
    case .buffer(let status, let headers, let bytes):
      return finished(status, headers, bytes, isHead: request.method == .head)
    case .part(let whole, let count, let staysOpen):
      return Response(
        status: HTTPResponse.Status(code: whole.status), headers: HTTPFields(whole.headers),
        body: ResponseBody(contentLength: whole.body.count) { writer in
          try await writer.write(ByteBuffer(bytes: whole.body.prefix(count)))
          if staysOpen { try await site.stall() }
          try? await channel.close()
          throw StreamCut()
        })
    case .events(let write): return events(over: channel, write)
    case .drop, .stall:
      try? await channel.close()
      return Response(status: .internalServerError)
    }
  }

  private func finished(_ status: Int, _ headers: WireHeaders, _ body: ByteBuffer, isHead: Bool) -> Response {
    let response = Response(
      status: HTTPResponse.Status(code: status), headers: HTTPFields(headers), body: ResponseBody(byteBuffer: body))
    return isHead ? response.createHeadResponse() : response
  }

  private func events(
    over channel: any Channel, _ write: @escaping @Sendable (EventSink) async throws -> Void
  ) -> Response {
    let headers: HTTPFields = [.contentType: "text/event-stream", .cacheControl: "no-cache"]
    return Response(
      status: .ok, headers: headers,
      body: ResponseBody { writer in
        do {
          try await Self.copy(write, to: &writer)
          try await writer.finish(nil)
        } catch {
          try? await channel.close()
          throw error
        }
      })
  }

  /// Runs the writer of events beside the one of bytes; each ends the other.
  private static func copy(
    _ write: @escaping @Sendable (EventSink) async throws -> Void, to writer: inout any ResponseBodyWriter
  ) async throws {
    let (texts, pen) = AsyncThrowingStream<String, any Error>.makeStream()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        do {
          try await write(EventSink { pen.yield($0) })
          pen.finish()
        } catch {
          pen.finish(throwing: error)
        }
      }
      defer { group.cancelAll() }
      for try await text in texts { try await writer.write(ByteBuffer(string: text)) }
    }
  }
}

extension HTTPFields {
  init(_ headers: WireHeaders) {
    self.init()
    for field in headers.fields {
      guard let name = HTTPField.Name(field.name) else { continue }
      append(HTTPField(name: name, value: field.value))
    }
  }
}
