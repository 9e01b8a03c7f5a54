import FalProtocol
import JSON
import MediaFiles
import NIOCore
import Synchronization
import Testing

@testable import Sandbox

/// A site without sockets, under a clock of its own.
struct SiteUnderTest {
  let time = VirtualClock()
  let site: Site

  init(pace: Double = 0, key: String? = nil, faults: [Fault] = [], fileLimit: Int = 1 << 30) throws {
    var configuration = SandboxConfiguration(clock: time.clock, pace: pace, faults: faults)
    configuration.key = key
    configuration.fileLimit = fileLimit
    let origin = try #require(WireURL("http://127.0.0.1:8000"))
    site = Site(configuration, origin: origin)
  }

  /// Sends a request and gives what comes back, streams drained.
  func send(
    _ route: Route, json: JSON? = nil, body: [UInt8] = [], headers: WireHeaders = [:]
  ) async -> WireResponse {
    let url = route.url(in: site.origins)
    let target = url.path + (url.query.map { "?" + $0 } ?? "")
    let bytes = json.map { Array($0.text.utf8) } ?? body
    return await send(route.method, target, body: bytes, headers: headers)
  }

  func send(
    _ method: FalProtocol.HTTPMethod, _ target: String, body: [UInt8] = [], headers: WireHeaders = [:]
  ) async -> WireResponse {
    let request = SandboxRequest(method: method, target: target, headers: headers, body: ByteBuffer(bytes: body))
    switch await site.answer(request) {
    case .whole(let response): return response
    case .buffer(let status, let headers, let buffer):
      return WireResponse(status: status, headers: headers, body: Array(buffer.readableBytesView))
    case .events(let write):
      let text = Mutex("")
      try? await write(EventSink { part in text.withLock { $0 += part } })
      return WireResponse(
        status: 200, headers: ["content-type": "text/event-stream"], body: Array(text.withLock { $0 }.utf8))
    case .part(let response, let count, _):
      return WireResponse(status: response.status, headers: response.headers, body: Array(response.body.prefix(count)))
    case .drop, .stall: return WireResponse(status: 0)
    }
  }

  func submit(_ endpoint: String, _ input: JSON) async throws -> Acceptance {
    let id = try EndpointID(endpoint)
    let response = await send(.submit(id), json: input)
    #expect(response.status == 200)
    return try Acceptance(json: response.json(), endpoint: id, origins: site.origins)
  }

  /// Submits and asks for the result.
  func result(_ endpoint: String, _ input: JSON) async throws -> WireResponse {
    let acceptance = try await submit(endpoint, input)
    return await send(.result(try EndpointID(endpoint).app, requestID: acceptance.requestID))
  }

  /// The output of a run that has to go well.
  func output(_ endpoint: String, _ input: JSON) async throws -> JSON {
    let response = try await result(endpoint, input)
    let output = try response.json()
    #expect(response.status == 200, "\(output)")
    return output
  }

  /// The bytes behind a URL of this site.
  func download(_ url: String?) async throws -> [UInt8] {
    let url = try #require(url.flatMap { WireURL($0) })
    let response = await send(.get, url.path)
    #expect(response.status == 200)
    return response.body
  }

  /// Puts a file on the site.
  func upload(_ bytes: [UInt8], type: String = "image/png", name: String = "a.png") async throws -> String {
    let response = await send(
      .upload, body: bytes, headers: ["content-type": type, HeaderName.fileName: name])
    return try UploadAnswer(json: response.json()).accessURL
  }

  /// A picture of this size, on the site.
  func uploadPicture(_ width: Int, _ height: Int) async throws -> String {
    try await upload(Picture(size: PixelSize(width: width, height: height)).encoded(as: .png))
  }
}
