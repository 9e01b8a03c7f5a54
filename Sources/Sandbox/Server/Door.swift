import Synchronization

/// The way into a site, which is opened once its address is known.
final class Door: Sendable {
  private let opened = Mutex<Site?>(nil)

  /// nil until the server listens.
  var site: Site? { opened.withLock { $0 } }

  func open(to site: Site) { opened.withLock { $0 = site } }
}
