import FalProtocol
import JSON
import Testing

@Suite struct WebhookTests {
  private static let signature = WebhookSignature(
    requestID: "r-1", userID: "u", timestamp: 1_700_000_000, signature: Array(0..<64))

  @Test func `a signature is read back from its headers`() throws {
    #expect(try WebhookSignature(headers: Self.signature.headers) == Self.signature)
    #expect(Self.signature.headers["X-Fal-Webhook-Signature"]?.hasPrefix("000102") == true)
  }

  @Test func `what is signed is four lines`() {
    let message = String(decoding: Self.signature.message(bodyHash: [0, 255]), as: UTF8.self)
    #expect(message == "r-1\nu\n1700000000\n00ff")
  }

  @Test(arguments: [
    ("x-fal-webhook-user-id", String?.none, WebhookSignature.Fault.missing("x-fal-webhook-user-id")),
    ("x-fal-webhook-signature", "", .missing("x-fal-webhook-signature")),
    ("x-fal-webhook-signature", "00", .malformed("x-fal-webhook-signature")),
    ("x-fal-webhook-signature", "zz", .malformed("x-fal-webhook-signature")),
    ("x-fal-webhook-timestamp", "soon", .malformed("x-fal-webhook-timestamp")),
  ])
  func `headers that lack something are told apart`(name: String, value: String?, fault: WebhookSignature.Fault) {
    var headers = Self.signature.headers
    headers[name] = value
    #expect(throws: fault) { try WebhookSignature(headers: headers) }
  }

  @Test func `five minutes are tolerated, either way`() {
    let time = 1_700_000_000.0
    for (now, isTimely) in [
      (time, true), (time + 300, true), (time - 300, true), (time + 301, false), (time - 301, false),
    ] { #expect(Self.signature.isTimely(at: now) == isTimely) }
  }

  @Test func `keys are read back, and others are left out`() throws {
    let keys = WebhookKeys([Array(200..<232)])
    #expect(try WebhookKeys(json: keys.json) == keys)
    #expect(keys.json["keys"]?[0]?["x"]?.string?.contains { "+/=".contains($0) } == false)
    let other: JSON = ["keys": [["kty": "RSA", "n": "x"], ["kty": "OKP", "crv": "Ed25519", "x": "AA"]]]
    #expect(try WebhookKeys(json: other).all == [])
    #expect(throws: WireFault.missing("keys")) { try WebhookKeys(json: [:]) }
  }

  @Test(.enabled(if: RecordedData.isPresent), arguments: ["ok-docs", "error-422"])
  func `deliveries are written as they were recorded`(name: String) throws {
    let recorded = try RecordedData.json("webhooks/\(name).json")
    let status = recorded["status"] == "OK" ? 200 : 422
    let id = try #require(recorded["request_id"]?.string)
    let response = WireResponse(status: status, json: recorded["payload"] ?? .null)
    #expect(WebhookDelivery(response, requestID: id).json == recorded)
  }
}
