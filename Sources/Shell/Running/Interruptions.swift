import Synchronization

/// Who is to be told of Ctrl-C: whoever runs a statement now.
package final class Interruptions: Sendable {
  private let handler = Mutex<(id: Int, body: @Sendable () -> Void)?>(nil)
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
    handler.withLock { $0 = (id, body) }
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
