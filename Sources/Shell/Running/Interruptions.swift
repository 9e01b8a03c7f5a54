import Synchronization

/// Who is to be told of Ctrl-C: whoever runs a statement now.
package final class Interruptions: Sendable {
  private struct Handler {
    let id: Int
    let body: @Sendable () -> Void
  }

  private let handler = Mutex<Handler?>(nil)
  private let nextID = Mutex(0)

  package init() {}

  /// Ctrl-C came while no prompt was showing.
  package func interrupt() { handler.withLock { $0 }?.body() }

  /// Calls `body` at each Ctrl-C until the returned task is cancelled.
  func onInterrupt(_ body: @escaping @Sendable () -> Void) -> Registration {
    let id = nextID.withLock { id in
      id += 1
      return id
    }
    handler.withLock { $0 = Handler(id: id, body: body) }
    return Registration(interruptions: self, id: id)
  }

  fileprivate func remove(_ id: Int) {
    handler.withLock { handler in
      if handler?.id == id { handler = nil }
    }
  }

  struct Registration: Sendable {
    fileprivate let interruptions: Interruptions
    fileprivate let id: Int

    func cancel() { interruptions.remove(id) }
  }
}
