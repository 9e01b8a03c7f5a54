import FalProtocol
import JSON
import Testing

@Suite struct RealtimeMessageTests {
  @Test(arguments: [
    (#"{"type":"x-fal-message","action":"timings","timing":0.123}"#, RealtimeMessage.timing(0.123)),
    (#"{"type":"x-fal-message","action":"other"}"#, .remark), (#"{"type":"x-fal-message"}"#, .remark),
    (
      #"{"type":"x-fal-error","error":"INTERNAL_ERROR","reason":"no"}"#, .failure(word: "INTERNAL_ERROR", reason: "no")
    ),
    (#"{"type":"x-fal-error","error":"TIMEOUT","reason":"no inputs, reconnect when needed!"}"#, .idle),
    (#"{"status":"error","error":"Unauthorized"}"#, .unauthorized),
    (#"{"status":"error","error":"Broken"}"#, .failure(word: "Broken", reason: "")),
    (#"{"status":"error","error":{"code":7}}"#, .failure(word: "", reason: #"{"code":7}"#)),
    (#"{"images":[]}"#, .result(["images": []])), ("hello", .result(["type": "text", "payload": "hello"])),
    // A model may speak of errors in its results.
    (#"{"output":"x","error":null}"#, .result(["output": "x", "error": .null])),
  ])
  func `a text says what it is about`(text: String, message: RealtimeMessage) {
    #expect(RealtimeMessage(.text(text)) == message)
  }

  @Test func `results come as binary messages`() throws {
    let output: JSON = ["seed": 7, "images": [["content": "data:image/png;base64,AQID", "content_type": "image/png"]]]
    #expect(RealtimeMessage(.binary(try MessagePack.encode(output, filesAsBytes: true))) == .result(output))
    #expect(RealtimeMessage(.binary([0xC1])) == .unreadable)
  }

  @Test(arguments: [
    RealtimeMessage.result(["a": 1]), .timing(0.25), .remark, .failure(word: "INTERNAL_ERROR", reason: "x"), .idle,
    .unauthorized,
  ])
  func `a message is read back as it was written`(message: RealtimeMessage) throws {
    #expect(RealtimeMessage(try #require(try message.wire())) == message)
  }
}

@Suite struct RealtimeTokenTests {
  private static func endpoint(_ text: String = "fal-ai/flux-2/klein/realtime") throws -> EndpointID {
    try EndpointID(text)
  }

  @Test func `a token is asked for as the official clients do`() throws {
    let wish = RealtimeToken.Wish(for: try Self.endpoint())
    #expect(wish.json == ["allowed_apps": ["flux-2"], "token_expiration": 120])
    #expect(try RealtimeToken.Wish(json: wish.json) == wish)
  }

  @Test func `both forms of the wish are read`() throws {
    let newer = try RealtimeToken.Wish(json: ["allowed_apps": ["fal-ai/flux-2/klein/realtime"], "duration": 60])
    #expect(newer.life == .seconds(60))
    #expect(throws: WireFault.missing("allowed_apps")) { try RealtimeToken.Wish(json: ["duration": 60]) }
  }

  @Test(arguments: [
    ("flux-2", true), ("fal-ai/flux-2", true), ("flux", false), ("fal-ai/flux", false), ("other/flux-2", false),
  ])
  func `a token opens the apps that it names`(app: String, isOpen: Bool) throws {
    let wish = try RealtimeToken.Wish(json: ["allowed_apps": [.string(app)]])
    #expect(wish.allows(try Self.endpoint()) == isOpen)
  }

  @Test(arguments: [#""t""#, #"{"token":"t"}"#, #"{"detail":"t"}"#])
  func `every form of the answer is read`(text: String) throws {
    #expect(try RealtimeToken(json: JSON(parsing: text)) == RealtimeToken("t"))
  }

  @Test func `no description shows a token`() throws {
    let token = RealtimeToken("secret")
    #expect(!"\(token) \(String(reflecting: token))".contains("secret"))
    #expect(RealtimeToken(query: token.query) == token)
    #expect(throws: WireFault.missing("token")) { try RealtimeToken(json: [:]) }
  }
}
