import FalClient
import FalProtocol
import FoundationEssentials
import JSON
import Synchronization
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct UploadTests {
  static let token: JSON = [
    "token": "t", "token_type": "Bearer", "base_url": "https://v3b.fal.media", "expires_at": "2026-11-21T09:00:00Z",
  ]
  static let date: WireHeaders = ["Date": "Sat, 21 Nov 2026 08:00:00 GMT"]
  static let stored: ScriptedTransport.Step = .json(["access_url": "https://v3b.fal.media/files/b/1/a.png"])

  /// A file that is there while `body` runs.
  static func withFile(size: Int, _ body: (String) async throws -> Void) async throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "falsh-\(UUID().uuidString)").path
    #expect(FileManager.default.createFile(atPath: path, contents: nil))
    defer { unlink(path) }
    #expect(truncate(path, off_t(size)) == 0)
    try await body(path)
  }

  @Test func `a small file goes at once, and the token is kept`() async throws {
    let transport = ScriptedTransport([.json(Self.token, headers: Self.date), Self.stored, Self.stored])
    let client = try transport.client()
    let reports = Mutex<[Int]>([])
    let bytes = [UInt8](repeating: 7, count: 300_000)
    let url = try await client.upload(
      .bytes(bytes), name: "dir/é.png", contentType: "image/png", lifecycle: Lifecycle(seconds: 60)
    ) { sent, total in reports.withLock { $0.append(total == 300_000 ? sent : -1) } }
    _ = try await client.upload(.bytes([1]), name: "b", contentType: "a/b")
    #expect(url == "https://v3b.fal.media/files/b/1/a.png")
    #expect(
      transport.lines == [
        "POST https://rest.fal.ai/storage/auth/token?storage_type=fal-cdn-v3",
        "POST https://v3b.fal.media/files/upload", "POST https://v3b.fal.media/files/upload",
      ])
    #expect(transport.sent.map(\.authorization) == ["Key id:secret", "Bearer t", "Bearer t"])
    let upload = transport.sent[1]
    #expect(upload.body == bytes)
    #expect(upload.request.headers[HeaderName.fileName] == "_.png")
    #expect(upload.request.headers["content-type"] == "image/png")
    #expect(upload.request.headers[HeaderName.uploadLifecycle] == #"{"expiration_duration_seconds":60}"#)
    #expect(reports.withLock { $0 } == [65_536, 131_072, 196_608, 262_144, 300_000])
  }

  @Test func `a token that has expired is asked for again`() async throws {
    let clock = ScriptedClock()
    let transport = ScriptedTransport { sent, _ in
      sent.request.url.host == "rest.fal.ai" ? .json(Self.token, headers: Self.date) : Self.stored
    }
    let client = try transport.client(clock: clock)
    for seconds in [0, 3500, 3600] {
      clock.advance(to: .init(offset: .seconds(seconds)))
      _ = try await client.upload(.bytes([1]), name: "b", contentType: "a/b")
    }
    #expect(transport.sent.filter { $0.request.url.host == "rest.fal.ai" }.count == 2)
  }

  @Test func `uploads at the same time ask for one token`() async throws {
    let transport = ScriptedTransport { sent, _ in
      sent.request.url.host == "rest.fal.ai" ? .json(Self.token, headers: Self.date) : Self.stored
    }
    let client = try transport.client()
    try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<8 { group.addTask { try await client.upload(.bytes([1]), name: "b", contentType: "a/b") } }
      for try await _ in group {}
    }
    #expect(transport.sent.filter { $0.request.url.host == "rest.fal.ai" }.count == 1)
  }

  @Test func `a large file goes in parts, and a part that fails is sent again`() async throws {
    let size = (100 << 20) + 1
    let failures = Mutex(1)
    let transport = ScriptedTransport { sent, _ in
      let path = sent.request.url.path
      if sent.request.url.host == "rest.fal.ai" { return .json(Self.token) }
      if path == "/files/upload/multipart" {
        return .json(["access_url": "https://v3b.fal.media/files/b/1/a.bin", "uploadId": "u/1"])
      }
      if path.hasSuffix("/complete") { return .json([:]) }
      let fails = failures.withLock { left in
        defer { left = 0 }
        return left > 0
      }
      let number = String(path.split(separator: "/").last ?? "")
      return fails ? .fault(.reset) : .answer(WireResponse(status: 200, headers: ["ETag": "\"\(number)\""]))
    }
    try await Self.withFile(size: size) { path in
      let reported = Mutex(0)
      let url = try await transport.client().upload(.file(path: path), name: "a.bin", contentType: "a/b") { sent, _ in
        reported.withLock { $0 = max($0, sent) }
      }
      #expect(url == "https://v3b.fal.media/files/b/1/a.bin")
      #expect(reported.withLock { $0 } == size)
    }
    let parts = transport.sent.filter { $0.request.method == .put }
    #expect(parts.count == 12)
    #expect(Set(parts.map(\.line)).count == 11)
    #expect(parts.allSatisfy { $0.line.hasPrefix("PUT https://v3b.fal.media/files/b/1/a.bin/multipart/u%2F1/") })
    #expect(parts.allSatisfy { $0.request.headers["accept-encoding"] == "identity" && $0.authorization == "Bearer t" })
    #expect(parts.first { $0.line.hasSuffix("/11") }?.body.count == 1)
    let last = try #require(transport.sent.last)
    let completion = try JSON(parsing: last.body)
    #expect(completion["parts"]?.array?.map { $0["partNumber"]?.int } == (1...11).map { $0 })
    #expect(completion["parts"]?[0]?["etag"] == "\"1\"")
  }

  @Test(arguments: ["", "/files/b/x.png"])
  func `an upload that is put nowhere is none`(url: String) async throws {
    let transport = ScriptedTransport { sent, _ in
      .json(sent.request.url.host == "rest.fal.ai" ? Self.token : ["access_url": .string(url)])
    }
    await #expect(throws: FalError.protocolViolation(.body(.missing("access_url")))) {
      try await transport.client().upload(.bytes([1]), name: "x", contentType: "a/b")
    }
  }

  @Test func `a file that cannot be read is no fault of the network`() async throws {
    let transport = ScriptedTransport([.json(Self.token), Self.stored])
    let client = try transport.client()
    await #expect(throws: FalError.file(FileFault(.open, path: "/nowhere/x", code: ENOENT))) {
      try await client.upload(.file(path: "/nowhere/x"), name: "x", contentType: "a/b")
    }
    await #expect(throws: FalError.file(FileFault(.read, path: "/", code: EISDIR))) {
      try await client.upload(.file(path: "/"), name: "x", contentType: "a/b")
    }
    #expect(transport.sent.isEmpty)
  }

  @Test func `a file that shrinks on the way is no fault of the network`() async throws {
    try await Self.withFile(size: 10) { path in
      let transport = ScriptedTransport { _, _ in
        _ = truncate(path, 0)
        return .json(Self.token)
      }
      await #expect(throws: FalError.file(FileFault(.read, path: path, code: 0))) {
        try await transport.client().upload(.file(path: path), name: "x", contentType: "a/b")
      }
    }
  }
}

@Suite struct DownloadTests {
  /// What arrives.
  private final class Sink: Sendable {
    let bytes = Mutex<[UInt8]>([])
    var text: String { String(decoding: bytes.withLock { $0 }, as: UTF8.self) }

    @Sendable func take(_ piece: [UInt8]) { bytes.withLock { $0 += piece } }
  }

  @Test(arguments: ["https://v3b.fal.media/files/x", "https://queue.fal.run/x"])
  func `a file comes in pieces, and no host is told the key`(url: String) async throws {
    let transport = ScriptedTransport([
      .pieces(status: 200, ["content-type": "image/PNG"], ["ab", "cd"], end: nil)
    ])
    let sink = Sink()
    let file = try await transport.client().download(url, receive: sink.take)
    #expect(file.contentType == "image/PNG")
    #expect(file.length == 4)
    #expect(sink.text == "abcd")
    #expect(transport.sent.map(\.authorization) == [nil])
  }

  @Test func `a data URL needs no network`() async throws {
    let transport = ScriptedTransport([])
    let sink = Sink()
    let file = try await transport.client().download("data:text/plain;base64,aGk=", receive: sink.take)
    #expect(file.contentType == "text/plain")
    #expect(sink.text == "hi")
    #expect(transport.sent.isEmpty)
  }

  @Test func `it begins again only before the first byte`() async throws {
    let early = ScriptedTransport([
      .fault(.reset), .pieces(status: 200, [:], [], end: .reset), .pieces(status: 200, [:], ["ok"], end: nil),
    ])
    let sink = Sink()
    _ = try await early.client().download("https://a.b/c", receive: sink.take)
    #expect(sink.text == "ok")
    let late = ScriptedTransport([.pieces(status: 200, [:], ["o"], end: .reset), .json([:])])
    await #expect(throws: FalError.transport(TransportFault(.reset, host: "a.b"))) {
      try await late.client().download("https://a.b/c") { _ in }
    }
    #expect(late.sent.count == 1)
  }

  @Test(arguments: ["file:///etc/passwd", "a", "", "data:nothing"])
  func `what is no URL is not asked for`(url: String) async throws {
    let transport = ScriptedTransport([])
    await #expect(throws: FalError.protocolViolation(.badURL(url))) {
      try await transport.client().download(url) { _ in }
    }
    #expect(transport.sent.isEmpty)
  }

  @Test func `a file that is not for everybody is read with the token of the storage`() async throws {
    let transport = ScriptedTransport([
      .json(["error": "no"], status: 403), .json(UploadTests.token), .pieces(status: 200, [:], ["mine"], end: nil),
    ])
    let sink = Sink()
    _ = try await transport.client().download("https://v3b.fal.media/files/x", receive: sink.take)
    #expect(sink.text == "mine")
    #expect(transport.sent.map(\.authorization) == [nil, "Key id:secret", "Bearer t"])
    let elsewhere = ScriptedTransport([.json(["error": "no"], status: 403)])
    await #expect(throws: FalError.self) { try await elsewhere.client().download("https://a.b/c") { _ in } }
    #expect(elsewhere.sent.map(\.authorization) == [nil])
  }

  @Test(arguments: [
    (206, "image/png", "abc", ProtocolViolation.FileDefect.part), (204, "image/png", "", .nothing),
    (200, "image/png", "", .nothing), (200, "Text/HTML; charset=x", "<p>", .page),
  ])
  func `what is no file is not taken for one`(
    status: Int, type: String, text: String, defect: ProtocolViolation.FileDefect
  ) async throws {
    let transport = ScriptedTransport([
      .pieces(status: status, ["content-type": type], text.isEmpty ? [] : [text], end: nil)
    ])
    await #expect(throws: FalError.protocolViolation(.noFile(defect))) {
      try await transport.client().download("https://a.b/c", isMedium: true) { _ in }
    }
  }

  @Test func `who is told to look elsewhere for a file does`() async throws {
    let transport = ScriptedTransport([
      .answer(WireResponse(status: 303, headers: ["location": "/d"])), .pieces(status: 200, [:], ["x"], end: nil),
    ])
    _ = try await transport.client().download("https://a.b/c") { _ in }
    #expect(transport.lines == ["GET https://a.b/c", "GET https://a.b/d"])
  }

  @Test func `a receiver's error ends the download`() async throws {
    let full = FileFault(.write, path: "x", code: ENOSPC)
    let transport = ScriptedTransport([.pieces(status: 200, [:], ["a"], end: nil)])
    await #expect(throws: FalError.file(full)) {
      try await transport.client().download("https://a.b/c") { _ in throw full }
    }
    #expect(transport.sent.count == 1)
  }

  @Test func `a missing file is an error`() async throws {
    let transport = ScriptedTransport([.json(["detail": "gone"], status: 404)])
    await #expect(throws: FalError.platform(PlatformError(status: 404, message: "gone"))) {
      try await transport.client().download("https://a.b/c") { _ in }
    }
  }
}

@Suite struct ProxyRulesTests {
  private static func host(_ environment: [String: String], _ url: String) throws -> String? {
    ProxyRules(environment: environment).proxy(for: try #require(WireURL(url)))?.host
  }

  @Test func `each scheme has its proxy`() throws {
    let environment = ["http_proxy": "http://a:1", "HTTPS_PROXY": "b:2", "NO_PROXY": "x.y, .z.example,q:8443"]
    #expect(try Self.host(environment, "http://h/") == "a")
    #expect(try Self.host(environment, "https://h/") == "b")
    #expect(try Self.host(environment, "https://x.y/") == nil)
    #expect(try Self.host(environment, "https://sub.x.y/") == nil)
    #expect(try Self.host(environment, "https://xx.y/") == "b")
    #expect(try Self.host(environment, "https://z.example/") == nil)
    #expect(try Self.host(environment, "https://q:8443/") == nil)
    #expect(try Self.host(environment, "https://q/") == "b")
    #expect(try Self.host(["all_proxy": "socks5://s:9", "no_proxy": "*"], "https://h/") == nil)
  }

  @Test func `the sandbox next door needs none`() throws {
    for url in ["http://localhost:1/", "http://127.0.0.1/", "http://[::1]:5/"] {
      #expect(try Self.host(["all_proxy": "a:1"], url) == nil)
    }
  }

  @Test func `a proxy may have a name and a password`() throws {
    let rules = ProxyRules(environment: ["all_proxy": "socks5://me:p%40ss@s:9"])
    let url = try #require(WireURL("https://h/"))
    let proxy = try #require(rules.proxy(for: url))
    #expect(proxy.isSOCKS)
    #expect(proxy.port == 9)
    #expect(proxy.credentials == "me:p@ss")
    #expect(try Self.host(["all_proxy": "gopher://a"], "https://h/") == nil)
    #expect(try Self.host(["all_proxy": ""], "https://h/") == nil)
  }
}
