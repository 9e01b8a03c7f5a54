import FalProtocol
import JSON
import MediaFiles
import NIOCore
import Testing

@testable import Sandbox

@Suite struct RealtimeTalkTests {
  @Test func `whoever asks nothing is told goodbye`() {
    var talk = RealtimeTalk()
    let said = [talk.takeInput(), talk.giveResult(), talk.runOut(), talk.takeInput()]
    #expect(said == [true, false, true, false])
  }

  @Test func `what is worked on is answered before the goodbye, and what comes then is not read`() {
    var talk = RealtimeTalk()
    let before = [talk.takeInput(), talk.takeInput(), talk.runOut()]
    #expect(before == [true, true, false])
    let behind = [talk.giveResult(), talk.takeInput(), talk.giveResult()]
    #expect(behind == [false, false, true])
  }
}

@Suite struct RealtimeTests {
  private let id = "fal-ai/flux-2/klein/realtime"

  private func issued(
    _ site: SiteUnderTest, _ wish: JSON, isDocumented: Bool = false
  ) async throws -> RealtimeToken {
    let answer = await site.send(
      .realtimeToken(isDocumented: isDocumented), json: wish, headers: ["authorization": "Key id:secret"])
    return try RealtimeToken(json: answer.json())
  }

  private func opened(_ site: SiteUnderTest, _ path: String, _ token: RealtimeToken?) -> RealtimeCall? {
    let query = token.map { "?" + $0.query.text } ?? ""
    return site.site.realtimeCall(
      for: SandboxRequest(method: .get, target: "/run/\(path)\(query)", headers: [:], body: ByteBuffer()))
  }

  private func input() throws -> [UInt8] {
    let picture = try Picture(size: PixelSize(width: 8, height: 8)).encoded(as: .png)
    return try MessagePack.encode([
      "prompt": "in oils", "seed": 7, "image_url": .string(DataURL(contentType: "image/png", bytes: picture).text),
    ])
  }

  private func messages(of replies: [RealtimeReply]) -> [RealtimeMessage] {
    replies.compactMap { if case .message(let message) = $0 { RealtimeMessage(message) } else { nil } }
  }

  @Test func `both forms of the wish for a token are answered in their own`() async throws {
    let site = try SiteUnderTest(key: "id:secret")
    let wish: JSON = ["allowed_apps": ["flux-2"], "token_expiration": 120]
    let headers: WireHeaders = ["authorization": "Key id:secret"]
    #expect(try await site.send(.realtimeToken(), json: wish, headers: headers).json().string != nil)
    let newer: JSON = ["allowed_apps": [.string(id)], "duration": 60]
    let answer = await site.send(.realtimeToken(isDocumented: true), json: newer, headers: headers)
    #expect(try answer.json()["token"]?.string != nil)
    #expect(await site.send(.realtimeToken(), json: wish).status == 401)
    #expect(await site.send(.realtimeToken(), json: [:], headers: headers).status == 422)
  }

  @Test func `a token or the key opens a model, by its own path or the official clients'`() async throws {
    let site = try SiteUnderTest(key: "id:secret")
    let token = try await issued(site, ["allowed_apps": ["flux-2"]])
    #expect(opened(site, id, token)?.endpoint.description == id)
    #expect(opened(site, id + "/realtime", token)?.endpoint.description == id)
    #expect(opened(site, id, nil) == nil)
    #expect(opened(site, "fal-ai/veo3.1/realtime", token) == nil)
  }

  @Test func `a plain request says what is missing`() async throws {
    let site = try SiteUnderTest()
    #expect(await site.send(.realtime(try EndpointID(id))).status == 426)
    #expect(await site.send(.realtime(try EndpointID("fal-ai/veo3.1"))).status == 404)
    let other = try SiteUnderTest(key: "id:secret")
    #expect(await other.send(.realtime(try EndpointID(id))).status == 401)
  }

  @Test func `an input gives a picture as bytes, and how long it took`() async throws {
    let site = try SiteUnderTest()
    let call = try #require(opened(site, id, nil))
    let replies = await site.site.replies(to: try input(), in: call)
    let messages = messages(of: replies)
    #expect(messages.count == 2)
    guard case .result(let output)? = messages.last else {
      Issue.record("there is no result")
      return
    }
    #expect(output["seed"] == 7)
    let file = try #require(output["images"]?[0]?["content"]?.string.flatMap { DataURL($0) })
    #expect(file.contentType == "image/png")
    #expect(try Picture(decoding: file.bytes).size == PixelSize(width: 512, height: 512))
    #expect(messages.first == .timing(0.1))
  }

  @Test func `a token opens one app, for as long as was asked`() async throws {
    let site = try SiteUnderTest(key: "id:secret")
    let token = try await issued(site, ["allowed_apps": ["flux-2"], "token_expiration": 60])
    let call = try #require(opened(site, id, token))
    #expect(messages(of: await site.site.replies(to: try input(), in: call)).count == 2)
    try await site.time.clock.sleep(.seconds(61))
    #expect(
      await site.site.replies(to: try input(), in: call)
        == [.message(try #require(try RealtimeMessage.unauthorized.wire())), .goodbye(isError: false)])
    let other = try await issued(site, ["allowed_apps": ["veo3.1"]])
    let forged = RealtimeToken(token.text.dropLast() + "x")
    for token in [other, forged, RealtimeToken("x")] {
      let call = try #require(opened(site, id, token))
      #expect(messages(of: await site.site.replies(to: try input(), in: call)) == [.unauthorized])
    }
  }

  @Test(arguments: [[UInt8]([0xC1]), [0x90], [0x80]])
  func `an input that will not do is refused with a reason`(bytes: [UInt8]) async throws {
    let site = try SiteUnderTest()
    let replies = await site.site.replies(to: bytes, in: try #require(opened(site, id, nil)))
    guard case .failure("INTERNAL_ERROR", let reason)? = messages(of: replies).first else {
      Issue.record("it was taken")
      return
    }
    #expect(!reason.isEmpty)
    #expect(replies.last == .goodbye(isError: true))
  }
}
