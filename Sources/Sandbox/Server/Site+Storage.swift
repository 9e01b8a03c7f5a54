import FalProtocol
import JSON
import NIOCore

extension Site {
  func upload(_ request: SandboxRequest) -> SandboxAnswer {
    let url = files.url(name: request.fileName, salt: files.newSalt())
    files.store(request.file(named: request.fileName), at: url)
    return .whole(WireResponse(status: 200, json: UploadAnswer(accessURL: url).json))
  }

  func startMultipart(_ request: SandboxRequest) -> SandboxAnswer {
    let answer = uploads.start(name: request.fileName, contentType: request.contentType)
    return .whole(WireResponse(status: 200, json: answer.json))
  }

  func uploadPart(_ id: String, number: Int, _ request: SandboxRequest) throws(PlatformError) -> SandboxAnswer {
    guard let part = uploads.add(request.body, number: number, to: id) else { throw Self.noUpload }
    // Some clients read the tag from the header, others from the body.
    let body: JSON = ["partNumber": JSON(part.number), "etag": .string(part.etag)]
    return .whole(WireResponse(status: 200, headers: ["etag": part.etag], json: body))
  }

  func completeMultipart(_ id: String, _ request: SandboxRequest) throws(PlatformError) -> SandboxAnswer {
    guard let json = try? JSON(parsing: request.bytes), let parts = try? MultipartUpload.parts(json: json) else {
      throw PlatformError(status: 400, shape: .errorText, message: "the list of parts cannot be read")
    }
    guard let answer = uploads.complete(id, numbers: parts.map(\.number)) else { throw Self.noUpload }
    return .whole(WireResponse(status: 200, json: answer.json))
  }

  /// Tells a caller where to put a file, and where it will be.
  func initiateUpload(_ request: SandboxRequest, isMultipart: Bool) -> SandboxAnswer {
    let wish = (try? JSON(parsing: request.bytes)) ?? .null
    let name = wish["file_name"]?.string ?? "upload.bin"
    let type = wish["content_type"]?.string ?? SandboxRequest.unknownType
    let answer: InitiatedUpload
    if isMultipart {
      let started = uploads.start(name: name, contentType: type)
      let route = "\(started.accessURL)/multipart/\(started.uploadID ?? "")"
      answer = InitiatedUpload(fileURL: started.accessURL, uploadURL: route)
    } else {
      let url = files.url(name: name, salt: files.newSalt())
      answer = InitiatedUpload(fileURL: url, uploadURL: url)
    }
    return .whole(WireResponse(status: 200, json: answer.json))
  }

  func putFile(_ path: String, _ request: SandboxRequest) -> SandboxAnswer {
    let url = Route.putFile(path).url(in: origins).description
    let name = path.split(separator: "/").last.map(String.init) ?? "upload.bin"
    files.store(request.file(named: name), at: url)
    return .whole(WireResponse(status: 200, json: [:]))
  }

  /// A file, or the range of it that is asked for.
  func file(_ path: String, _ request: SandboxRequest) async throws(PlatformError) -> SandboxAnswer {
    guard let file = files[url: Route.file(path).url(in: origins).description] else {
      throw PlatformError(status: 404, shape: .errorText, message: "there is no such file")
    }
    let bytes = try await workshop.bytes(of: file)
    let count = bytes.readableBytes
    var headers: WireHeaders = ["content-type": file.contentType, "accept-ranges": "bytes"]
    switch ByteRange(header: request.headers["range"], count: count) {
    case .whole: return .buffer(status: 200, headers: headers, bytes)
    case .unsatisfiable:
      headers["content-range"] = "bytes */\(count)"
      return .buffer(status: 416, headers: headers, ByteBuffer())
    case .part(let range):
      headers["content-range"] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(count)"
      let slice = bytes.getSlice(at: bytes.readerIndex + range.lowerBound, length: range.count)
      return .buffer(status: 206, headers: headers, slice ?? ByteBuffer())
    }
  }

  private static let noUpload = PlatformError(
    status: 404, shape: .errorText, message: "there is no such upload, or a part of it is missing")
}

extension SandboxRequest {
  static let unknownType = "application/octet-stream"

  fileprivate var fileName: String { headers[HeaderName.fileName] ?? "upload.bin" }
  fileprivate var contentType: String { headers["content-type"] ?? Self.unknownType }

  fileprivate func file(named name: String) -> FileStore.File {
    FileStore.File(name: name, contentType: contentType, content: .bytes(body))
  }
}
