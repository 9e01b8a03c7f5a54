import FalProtocol
import JSON
import Synchronization
import Testing

@testable import FalClient

@Suite struct RecordingTests {
  /// A job from its submit to its file, with what no recording may hold in
  /// every answer.
  private static func wire() throws -> ScriptedTransport {
    let signed = "https://v3.fal.media/files/a.png?X-Amz-Signature=topsecret&size=2"
    let completed = try Fixtures.event(.completed(nil))
    return ScriptedTransport { sent, _ in
      switch sent.request.url.path {
      case "/fal-ai/flux/dev":
        .json(["request_id": "r-1"], headers: ["set-cookie": "session=topsecret", "x-fal-request-id": "r-1"])
      case let path where path.hasSuffix("/status/stream"): .events([completed])
      case let path where path.hasPrefix("/fal-ai/flux/requests"):
        .json(["images": [["url": .string(signed)]], "prompt": .string("see \(signed)")])
      case let path where path.contains("token"):
        .json(["token": "topsecret", "token_type": "Bearer", "base_url": "https://v3.fal.media"])
      case "/files/upload": .json(["access_url": "https://v3.fal.media/files/b.txt"])
      default: .answer(WireResponse(status: 200, headers: ["content-type": "image/png"], body: [0xFF, 0, 0x89, 10]))
      }
    }
  }

  /// What a run saw.
  private struct Story: Equatable {
    var output: JSON
    var upload: String
    var file: [UInt8]
  }

  private static func run(_ client: FalClient, prompt: JSON = "a fox") async throws -> Story {
    let upload = try await client.upload(.bytes([1, 2, 3]), name: "a.txt", contentType: "text/plain")
    let acceptance = try await client.submit(["prompt": prompt], to: try Fixtures.endpoint(), options: SubmitOptions())
    for try await _ in client.updates(of: acceptance, logs: false) {}
    let output = try await client.result(of: acceptance).output
    let file = Mutex<[UInt8]>([])
    _ = try await client.download(output["images"]?[0]?["url"]?.string ?? "") { bytes in file.withLock { $0 += bytes } }
    return Story(output: output, upload: upload, file: file.withLock { $0 })
  }

  private static func client(_ transport: any Transport, key: String?) throws -> FalClient {
    FalClient(
      origins: try .fal(environment: [:]), credentials: key.flatMap(Credentials.init(key:)), needsKey: key != nil,
      transport: transport, clock: ScriptedClock(), random: { 0.5 }, userAgent: "falsh/test")
  }

  private static func recorded() async throws -> (text: String, story: Story) {
    let text = Mutex("")
    let transport = RecordingTransport(try wire(), platform: ["kind": "live"], now: { 0 }) { line in
      text.withLock { $0 += line }
    }
    let story = try await run(try client(transport, key: "id:topsecret"))
    return (text.withLock { $0 }, story)
  }

  @Test func `a replay sees what was recorded, without a key`() async throws {
    let (text, story) = try await Self.recorded()
    let recording = try Recording(text: text)
    #expect(recording.platform == ["kind": "live"])
    let replayed = try await Self.run(try Self.client(ReplayTransport(recording), key: nil))
    #expect(replayed.file == story.file)
    #expect(replayed.upload == story.upload)
    // The signature is left out, and nothing else.
    let left = story.output.text.replacing("topsecret", with: "left-out")
    #expect(replayed.output.text == left)
  }

  @Test func `no key, token or signature is in a recording`() async throws {
    let (text, _) = try await Self.recorded()
    #expect(!text.contains("topsecret"))
    #expect(!text.lowercased().contains("authorization"))
    #expect(text.contains("size=2"))
  }

  @Test func `what was not recorded is an error that names it, and is asked for once`() async throws {
    let recording = try Recording(text: try await Self.recorded().text)
    let client = try Self.client(ReplayTransport(recording), key: nil)
    await #expect { _ = try await Self.run(client, prompt: "an owl") } throws: { error in
      guard case .transport(let fault)? = error as? FalError, case .notRecorded(let request) = fault.kind else {
        return false
      }
      return request == "POST https://queue.fal.run/fal-ai/flux/dev"
    }
  }

  @Test func `a paid request is answered as often as it was sent`() async throws {
    let recording = try Recording(text: try await Self.recorded().text)
    let client = try Self.client(ReplayTransport(recording), key: nil)
    _ = try await Self.run(client)
    await #expect(throws: FalError.self) { try await Self.run(client) }
  }

  @Test(arguments: [
    "", "{}", "[1]", "{\"falsh-recording\":99}", "{\"falsh-recording\":-1}", "{\"falsh-recording\":1}\n{}", "\u{0}",
    "{\"falsh-recording\":2}\n{\"socket\":1,\"at\":0,\"frame\":\"left\"}\n",
    "{\"falsh-recording\":3}\n{\"fact\":1,\"at\":0,\"number\":1}\n",
    "{\"falsh-recording\":3}\n{\"fact\":\"a\",\"at\":1e300,\"number\":1}\n",
  ])
  func `what is no recording is refused`(text: String) {
    #expect(throws: Recording.Fault.self) { try Recording(text: text) }
  }

  @Test func `a recording that was cut off or changed is refused or read, and never trusted`() async throws {
    let text = try await Self.recorded().text
    for length in stride(from: 0, to: text.utf8.count, by: 37) {
      _ = try? Recording(text: String(decoding: text.utf8.prefix(length), as: UTF8.self))
    }
    let sizes = text.replacing("\"pieces\":[[4,", with: "\"pieces\":[[9223372036854775807,")
    #expect(sizes != text)
    #expect(throws: Recording.Fault.self) { try Recording(text: sizes) }
  }

  @Test func `what an answer was signed with is no part of the next request`() async throws {
    let signed = "https://v3.fal.media/files/a.png?X-Amz-Signature=topsecret&size=2"
    let transport = ScriptedTransport { sent, number in
      number == 1 ? .json(["url": .string(signed)]) : .json(["seen": .bool(sent.body.count > 0)])
    }
    let text = Mutex("")
    let recorder = RecordingTransport(transport, platform: .null, now: { 0 }) { line in text.withLock { $0 += line } }
    func twice(_ client: FalClient) async throws -> JSON {
      let run = Route.run(try Fixtures.endpoint())
      let first = try await client.send(WireRequest(run, in: client.origins, json: ["n": 1])).json()
      return try await client.send(WireRequest(run, in: client.origins, json: ["image_url": first["url"] ?? .null]))
        .json()
    }
    let recorded = try await twice(try Self.client(recorder, key: "id:topsecret"))
    let recording = try Recording(text: text.withLock { $0 })
    #expect(try await twice(try Self.client(ReplayTransport(recording), key: nil)) == recorded)
  }

  @Test(
    arguments: [
      .fault(.refused), .fault(.certificate), .fault(.other("oddity")), .fault(.timedOut),
      .pieces(status: 200, [:], ["{\"a\":"], end: .unreadableAnswer), .pieces(status: 200, [:], ["{"], end: .reset),
    ] as [ScriptedTransport.Step])
  func `what went wrong goes wrong again`(step: ScriptedTransport.Step) async throws {
    let text = Mutex("")
    let transport = ScriptedTransport { _, _ in step }
    let recorder = RecordingTransport(transport, platform: .null, now: { 0 }) { line in text.withLock { $0 += line } }
    func fault(_ client: FalClient) async throws -> FalError? {
      let request = WireRequest(.run(try Fixtures.endpoint()), in: client.origins, json: ["n": 1])
      do throws(FalError) {
        _ = try await client.sendOnce(request, limit: nil)
        return nil
      } catch {
        return error
      }
    }
    let recorded = try #require(try await fault(try Self.client(recorder, key: "id:topsecret")))
    let recording = try Recording(text: text.withLock { $0 })
    #expect(try await fault(try Self.client(ReplayTransport(recording), key: nil)) == recorded)
  }

  @Test func `who gave up repeating does so again, however the time goes`() async throws {
    let text = Mutex("")
    let transport = ScriptedTransport { _, _ in .json(["detail": "slow down"], status: 429) }
    let recorder = RecordingTransport(transport, platform: .null, now: { 0 }) { line in text.withLock { $0 += line } }
    func failure(
      _ transport: any Transport, pause: (@Sendable (Duration) async throws -> Void)?
    ) async throws -> FalError? {
      let client = FalClient(
        origins: try .fal(environment: [:]), credentials: Credentials(key: "id:topsecret"), transport: transport,
        clock: ScriptedClock(), pause: pause, random: { 0.5 }, userAgent: "falsh/test")
      let endpoint = try Fixtures.endpoint()
      do throws(FalError) {
        _ = try await client.submit(["n": 1], to: endpoint, options: SubmitOptions(), within: .seconds(2))
        return nil
      } catch {
        return error
      }
    }
    let recorded = try await failure(recorder, pause: nil)
    #expect(transport.sent.count > 1)
    let recording = try Recording(text: text.withLock { $0 })
    let replayed = try await failure(ReplayTransport(recording), pause: { _ in })
    #expect(replayed == recorded)
    guard case .platform(let answer)? = replayed else {
      Issue.record("\(String(describing: replayed))")
      return
    }
    #expect(answer.status == 429)
  }

  @Test func `facts are found by what they are of, and in their order`() throws {
    let subject: JSON = ["model": "fal-ai/flux/dev", "input": ["image_url": "https://a.b/c?Signature=topsecret"]]
    let told = FactCounter()
    _ = told.key(of: subject)
    let second = told.key(of: subject)
    let inside = Strand.$current.withValue(Strand.fork("1")) { told.key(of: subject) }
    let text =
      RecordingTransport.head(.null) + RecordedFact(second, at: 1, value: ["request": "r-2"]).line
      + RecordedFact(inside, at: 2, value: .null).line
    #expect(!text.contains("topsecret") && !text.contains("flux"))
    let recording = try Recording(text: text)
    let asked = FactCounter()
    // A replay has the URL without what signed it.
    let unsigned: JSON = ["model": "fal-ai/flux/dev", "input": ["image_url": "https://a.b/c?Signature=left-out"]]
    func fact(_ subject: JSON) -> RecordedFact? { recording[asked.key(of: subject)] }
    #expect(fact(unsigned) == nil)
    #expect(fact(["model": "fal-ai/flux/dev"]) == nil)
    #expect(fact(unsigned)?.value == ["request": "r-2"])
    #expect(fact(unsigned) == nil)
    #expect(Strand.$current.withValue("/2") { fact(unsigned) } == nil)
    #expect(Strand.$current.withValue("/1") { fact(unsigned) }?.at == 2)
  }

  @Test func `of calls that are alike, each strand finds its own answers`() async throws {
    let text = Mutex("")
    let transport = ScriptedTransport { _, number in .json(["request_id": .string("r-\(number)")]) }
    let recorder = RecordingTransport(transport, platform: .null, now: { 0 }) { line in text.withLock { $0 += line } }
    func id(of strand: String, _ client: FalClient) async throws -> String {
      try await Strand.$current.withValue(strand) {
        try await client.submit(["n": 1], to: try Fixtures.endpoint(), options: SubmitOptions()).requestID
      }
    }
    let live = try Self.client(recorder, key: "id:topsecret")
    for strand in ["/0", "/1", "/1", "/2"] { _ = try await id(of: strand, live) }
    let replay = try Self.client(ReplayTransport(try Recording(text: text.withLock { $0 })), key: nil)
    #expect(try await id(of: "/2", replay) == "r-4")
    #expect(try await id(of: "/1", replay) == "r-2")
    // Nobody has done what is asked for here; it is another that has.
    #expect(try await id(of: "/7", replay) == "r-1")
    #expect(try await id(of: "/1", replay) == "r-3")
    await #expect(throws: FalError.self) { try await id(of: "/0", replay) }
  }

  @Test func `what was given up before its end never comes, and is given up again`() async throws {
    let text = Mutex("")
    let transport = ScriptedTransport { _, number in number == 1 ? .silence(["data: 1\n\n"]) : .hang }
    let recorder = RecordingTransport(transport, platform: .null, now: { 0 }) { line in text.withLock { $0 += line } }
    func pieces(_ transport: any Transport) async throws -> Int {
      let request = WireRequest(.run(try Fixtures.endpoint()), in: try .fal(environment: [:]), json: ["n": 1])
      let count = Mutex(0)
      let (first, teller) = AsyncStream<Void>.makeStream()
      let work = Task {
        for try await _ in try await transport.execute(request, body: nil).body {
          count.withLock { $0 += 1 }
          teller.yield()
        }
      }
      for await _ in first { break }
      work.cancel()
      await #expect(throws: TransportFault.self) { try await work.value }
      let unanswered = Task { _ = try await transport.execute(request, body: nil) }
      unanswered.cancel()
      await #expect(throws: TransportFault.self) { try await unanswered.value }
      return count.withLock { $0 }
    }
    #expect(try await pieces(recorder) == 1)
    #expect(try await pieces(ReplayTransport(try Recording(text: text.withLock { $0 }))) == 1)
  }

  @Test func `the status of a job under way is given out as often as it was recorded`() async throws {
    let text = Mutex("")
    let transport = ScriptedTransport { _, _ in .json(["status": "IN_PROGRESS"], status: 202) }
    let recorder = RecordingTransport(transport, platform: .null, now: { 0 }) { line in text.withLock { $0 += line } }
    func status(_ client: FalClient) async throws -> RequestStatus {
      try await client.status(of: client.acceptance(for: "r-1", endpoint: try Fixtures.endpoint()), logs: false)
    }
    _ = try await status(try Self.client(recorder, key: "id:topsecret"))
    let client = try Self.client(ReplayTransport(try Recording(text: text.withLock { $0 })), key: nil)
    _ = try await status(client)
    await #expect(throws: FalError.self) { try await status(client) }
  }

  @Test func `the last line may be cut off, and what stands before is read`() async throws {
    let text = try await Self.recorded().text
    let lines = text.split(separator: "\n")
    let recording = try Recording(text: String(text.dropLast(9)))
    #expect(recording.cutLine == lines.count)
    #expect(try Recording(text: text).cutLine == nil)
    #expect(try Recording(text: String(text.dropLast())).cutLine == nil)
    #expect(throws: Recording.Fault.badLine(2)) { try Recording(text: lines[0] + "\n{\"at\":\n" + lines[1] + "\n") }
  }

  @Test(arguments: [
    ("https://a.b/c?x=1", "https://a.b/c?x=1"),
    (
      "https://a.b/c?Expires=9&Signature=s&Key-Pair-Id=k",
      "https://a.b/c?Expires=9&Signature=left-out&Key-Pair-Id=left-out"
    ),
    ("https://a.b/c?token=", "https://a.b/c?token=left-out"),
    ("no url ? token=x", "no url ? token=x"),
  ])
  func `a URL loses its signature`(url: String, cleaned: String) {
    #expect(Secrets.clean(url) == cleaned)
    #expect(Secrets.clean(cleaned) == cleaned)
  }
}

extension Recording {
  convenience init(text: String) throws(Fault) { try self.init(Array(text.utf8)) }
}

extension ReplayTransport {
  /// At once.
  init(_ recording: Recording) {
    self.init(recording, time: HurriedTime(recording, breathe: { _ in await Task.yield() }, work: { .zero }))
  }
}
