package import FalProtocol
import JSON
import Synchronization

extension FalClient {
  /// Is told how many bytes of how many have been sent.
  package typealias Progress = @Sendable (_ sent: Int, _ total: Int) -> Void

  /// Uploads a file: at once up to 100 MiB, in parts beyond. It is never held
  /// in memory as a whole.
  /// - Parameters:
  ///   - name: what the file is to be called; characters that no header may
  ///     hold are replaced.
  ///   - lifecycle: nil is the account's default.
  /// - Returns: the URL that the file is read at.
  package func upload(
    _ source: UploadSource, name: String, contentType: String, lifecycle: Lifecycle? = nil,
    progress: @escaping Progress = { _, _ in }
  ) async throws(FalError) -> String {
    let size: Int
    do { size = try source.size() } catch { throw .file(error) }
    let upload = Upload(
      source: source, size: size,
      headers: Self.uploadHeaders(name: name, contentType: contentType, lifecycle: lifecycle), progress: progress)
    return size <= MultipartUpload.threshold ? try await uploadAtOnce(upload) : try await uploadInParts(upload)
  }

  /// Leave to put files on the platform's storage, and to read those there.
  func uploadToken() async throws(FalError) -> CDNToken {
    try requireKey()
    let client = self
    return try await tokens.token { () async throws(FalError) -> WireResponse in
      try await client.send(WireRequest(.cdnToken, in: client.origins, json: [:]))
    }
  }

  private func sendFile(_ request: WireRequest, body: RequestBody? = nil) async throws(FalError) -> WireResponse {
    try await send(request, body: body, policy: .uploads, limit: limits.transfer)
  }

  /// Sends something with the upload token, and once more with a new one if
  /// it was refused: a token may end while a file is on its way.
  /// - Throws: `FalError.uploadRefused` if the new one is refused as well.
  private func withToken(
    isLast: Bool = false, _ send: (FalClient, CDNToken) async throws(FalError) -> WireResponse
  ) async throws(FalError) -> WireResponse {
    let token = try await uploadToken()
    do {
      return try await send(self, token)
    } catch {
      guard case .platform(let refusal) = error, error.isOfToken else { throw error }
      if isLast { throw .uploadRefused(refusal) }
    }
    await tokens.discard(token)
    return try await withToken(isLast: true, send)
  }

  private static func uploadHeaders(name: String, contentType: String, lifecycle: Lifecycle?) -> WireHeaders {
    var headers: WireHeaders = ["content-type": contentType, HeaderName.fileName: UploadName.headerSafe(name)]
    let lifecycle = lifecycle?.json.text
    headers[HeaderName.uploadLifecycle] = lifecycle
    headers[HeaderName.outputLifecycle] = lifecycle
    return headers
  }

  private func uploadAtOnce(_ upload: Upload) async throws(FalError) -> String {
    let response = try await withToken { client, token throws(FalError) in
      let request = upload.request(.post, token.baseURL.appending(path: Route.upload.path), token)
      return try await client.sendFile(request, body: upload.body(of: 0..<upload.size))
    }
    do { return try UploadAnswer(json: response.json()).accessURL } catch { throw .protocolViolation(.body(error)) }
  }

  private func uploadInParts(_ upload: Upload) async throws(FalError) -> String {
    let started = try await withToken { client, token throws(FalError) in
      try await client.sendFile(upload.request(.post, token.baseURL.appending(path: Route.startMultipart.path), token))
    }
    let answer: UploadAnswer
    do { answer = try UploadAnswer(json: started.json()) } catch { throw .protocolViolation(.body(error)) }
    guard let uploadID = answer.uploadID else { throw .protocolViolation(.body(.missing("uploadId"))) }
    guard let file = WireURL(answer.accessURL) else { throw .protocolViolation(.badURL(answer.accessURL)) }
    let url = file.appending(path: Route.multipartPath(uploadID))
    let parts = try await sendParts(of: upload, to: url)
    _ = try await withToken { client, token throws(FalError) in
      var finish = upload.request(.post, url.appending(path: "/complete"), token)
      finish.headers["content-type"] = "application/json"
      finish.body = Array(MultipartUpload.completion(parts).text.utf8)
      return try await client.sendFile(finish)
    }
    return answer.accessURL
  }

  /// Sends the parts, a few at a time.
  private func sendParts(of upload: Upload, to url: WireURL) async throws(FalError) -> [MultipartUpload.Part] {
    let client = self
    do {
      return try await withThrowingTaskGroup(of: MultipartUpload.Part.self) { group in
        var finished: [MultipartUpload.Part] = []
        for (index, range) in MultipartUpload.parts(ofSize: upload.size).enumerated() {
          if index >= Self.partsAtOnce, let part = try await group.next() { finished.append(part) }
          group.addTask { try await client.sendPart(index + 1, range, of: upload, to: url) }
        }
        for try await part in group { finished.append(part) }
        return finished
      }
    } catch {
      throw FalError(error, host: url.host)
    }
  }

  private func sendPart(
    _ number: Int, _ range: Range<Int>, of upload: Upload, to url: WireURL
  ) async throws(FalError) -> MultipartUpload.Part {
    let response = try await withToken { client, token throws(FalError) in
      var request = upload.request(.put, url.appending(path: "/\(number)"), token)
      // A proxy that compresses the answer drops the ETag from it.
      request.headers["accept-encoding"] = "identity"
      return try await client.sendFile(request, body: upload.body(of: range))
    }
    let etag = response.headers["etag"] ?? (try? response.json())?["etag"]?.string
    guard let etag else { throw .protocolViolation(.body(.missing("etag"))) }
    return MultipartUpload.Part(number: number, etag: etag)
  }

  private static let partsAtOnce = 4
}

extension FalError {
  /// Whether the storage does not know who asks.
  var isOfToken: Bool {
    guard case .platform(let refusal) = self else { return false }
    return [401, 403].contains(refusal.status) && refusal.kind != .locked
  }
}

/// One upload on its way.
private struct Upload: Sendable {
  let source: UploadSource
  /// In bytes.
  let size: Int
  let headers: WireHeaders
  let progress: FalClient.Progress
  private let sent = Counter()

  init(
    source: UploadSource, size: Int, headers: WireHeaders, progress: @escaping FalClient.Progress
  ) {
    self.source = source
    self.size = size
    self.headers = headers
    self.progress = progress
  }

  func request(_ method: HTTPMethod, _ url: WireURL, _ token: CDNToken) -> WireRequest {
    var request = WireRequest(method, url, headers: headers)
    request.headers["authorization"] = token.authorization
    return request
  }

  /// A part that is sent again is not counted past the whole.
  func body(of range: Range<Int>) -> RequestBody {
    RequestBody(source: source, range: range) { [sent, size, progress] count in
      progress(min(sent.add(count), size), size)
    }
  }
}

/// A sum that several tasks add to.
private final class Counter: Sendable {
  private let value = Mutex(0)

  func add(_ count: Int) -> Int {
    value.withLock { value in
      value += count
      return value
    }
  }
}
