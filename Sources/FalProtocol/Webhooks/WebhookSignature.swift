import FoundationEssentials
package import JSON

/// What vouches for a call back: who signed it, when, and the signature.
///
/// What is signed is `request id ⏎ user id ⏎ timestamp ⏎ SHA-256 of the body`,
/// the hash in hexadecimal, by Ed25519.
package struct WebhookSignature: Sendable, Hashable {
  /// Why headers hold no signature.
  package enum Fault: Error, Hashable, Sendable {
    case missing(String)
    case malformed(String)
  }

  /// How old a call back may be, and how far in the future, in seconds.
  package static let tolerance = 300.0

  package let requestID: String
  package let userID: String
  /// Seconds since 1970.
  package let timestamp: Int
  /// 64 bytes.
  package let signature: [UInt8]

  package init(requestID: String, userID: String, timestamp: Int, signature: [UInt8]) {
    self.requestID = requestID
    self.userID = userID
    self.timestamp = timestamp
    self.signature = signature
  }

  /// Reads the headers of a call back.
  /// - Throws: `Fault`.
  package init(headers: WireHeaders) throws(Fault) {
    requestID = try Self.value(HeaderName.webhookRequestID, headers)
    userID = try Self.value(HeaderName.webhookUserID, headers)
    guard let time = Int(try Self.value(HeaderName.webhookTimestamp, headers)) else {
      throw .malformed(HeaderName.webhookTimestamp)
    }
    timestamp = time
    guard let bytes = Self.bytes(hex: try Self.value(HeaderName.webhookSignature, headers)), bytes.count == 64 else {
      throw .malformed(HeaderName.webhookSignature)
    }
    signature = bytes
  }

  /// The headers as they are sent.
  package var headers: WireHeaders {
    [
      HeaderName.webhookRequestID: requestID, HeaderName.webhookUserID: userID,
      HeaderName.webhookTimestamp: String(timestamp), HeaderName.webhookSignature: Self.hex(signature),
    ]
  }

  /// What is signed.
  /// - Parameter bodyHash: SHA-256 of the body as it came, byte for byte.
  package func message(bodyHash: some Sequence<UInt8>) -> [UInt8] {
    Array("\(requestID)\n\(userID)\n\(timestamp)\n\(Self.hex(bodyHash))".utf8)
  }

  /// How old it is, in seconds; negative if it is from the future.
  package func age(at now: Double) -> Double { now - Double(timestamp) }

  package func isTimely(at now: Double) -> Bool { abs(age(at: now)) <= Self.tolerance }

  private static func value(_ name: String, _ headers: WireHeaders) throws(Fault) -> String {
    guard let value = headers[name], !value.isEmpty else { throw .missing(name) }
    return value
  }

  private static func hex(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  private static func bytes(hex: String) -> [UInt8]? {
    let digits = hex.compactMap(\.hexDigitValue)
    guard digits.count == hex.count, digits.count % 2 == 0 else { return nil }
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
  }
}

/// The keys that the platform signs call backs with.
package struct WebhookKeys: Sendable, Hashable {
  /// Public keys of Ed25519, 32 bytes each.
  package let all: [[UInt8]]

  package init(_ all: [[UInt8]]) { self.all = all }

  /// Reads a set of keys; those of another kind are left out.
  /// - Throws: `WireFault.missing("keys")`.
  package init(json: JSON) throws(WireFault) {
    guard let keys = json["keys"]?.array else { throw .missing("keys") }
    all = keys.compactMap { key in
      guard key["kty"]?.string == "OKP", key["crv"]?.string == "Ed25519" else { return nil }
      return key["x"]?.string.flatMap(Self.decoded).flatMap { $0.count == 32 ? $0 : nil }
    }
  }

  /// The answer as it is sent.
  package var json: JSON {
    ["keys": .array(all.map { ["kty": "OKP", "crv": "Ed25519", "x": .string(Self.encoded($0))] })]
  }

  private static func encoded(_ bytes: [UInt8]) -> String {
    let text = Data(bytes).base64EncodedString().map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 }
    return String(text.filter { $0 != "=" })
  }

  private static func decoded(_ text: String) -> [UInt8]? {
    let usual = String(text.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 })
    let padded = usual + String(repeating: "=", count: (4 - usual.count % 4) % 4)
    return Data(base64Encoded: padded).map { Array($0) }
  }
}
