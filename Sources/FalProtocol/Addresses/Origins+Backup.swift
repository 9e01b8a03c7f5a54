extension Origins {
  /// The hosts that the platform keeps under a second name, in another zone.
  private static let backups = ["fal.run": "falrun.com", "queue.fal.run": "queue.falrun.com"]

  /// The same place under the second name of its host, for when the first
  /// cannot be connected to. Only the platform's own two hosts have one: a
  /// host of the caller's choice has not.
  /// - Returns: nil if there is none.
  package func backup(of url: WireURL) -> WireURL? {
    guard let second = Self.backups[url.host], isOwn(url) else { return nil }
    return url.replacing(host: second)
  }

  /// The same place under the first name of its host, if this is the second.
  func first(of url: WireURL) -> WireURL? {
    guard let pair = Self.backups.first(where: { $0.value == url.host }) else { return nil }
    let first = url.replacing(host: pair.key)
    return isOwn(first) ? first : nil
  }

  private func isOwn(_ url: WireURL) -> Bool {
    [.run, .queue].contains { url.hasSameOrigin(as: base(of: $0)) }
  }
}
