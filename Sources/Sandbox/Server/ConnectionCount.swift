import NIOCore
import Synchronization

/// Counts the connections that bring requests.
final class ConnectionCount: Sendable {
  private struct State {
    var open: Set<ObjectIdentifier> = []
    var most = 0
  }

  private let state = Mutex(State())

  /// How many there were at one time.
  var most: Int { state.withLock { $0.most } }

  /// A request came over a connection.
  func note(_ channel: any Channel) {
    let id = ObjectIdentifier(channel)
    let isNew = state.withLock { state in
      guard state.open.insert(id).inserted else { return false }
      state.most = max(state.most, state.open.count)
      return true
    }
    if isNew { channel.closeFuture.whenComplete { _ in self.state.withLock { _ = $0.open.remove(id) } } }
  }
}
