package import FalProtocol

extension FalClient {
  /// The keys that the platform signs call backs with. To be kept for a day
  /// at most.
  package func webhookKeys() async throws(FalError) -> WebhookKeys {
    let response = try await send(WireRequest(.webhookKeys, in: origins))
    do { return try WebhookKeys(json: response.json()) } catch { throw .protocolViolation(.body(error)) }
  }
}
