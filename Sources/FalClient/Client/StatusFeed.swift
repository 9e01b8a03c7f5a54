import FalProtocol
import Synchronization

/// The state of one watch: it outlives a stream that is cut off in the middle.
final class StatusFeed: Sendable {
  private struct State {
    var watch: StatusWatch
    var window = LogWindow()
  }

  private let state: Mutex<State>
  private let receive: @Sendable (RequestStatus) -> Void

  /// - Parameter receive: is told every status.
  init(watch: StatusWatch, receive: @escaping @Sendable (RequestStatus) -> Void) {
    state = Mutex(State(watch: watch))
    self.receive = receive
  }

  var firstAction: StatusWatch.Action { state.withLock { $0.watch.firstAction } }

  func next(after event: StatusWatch.Event) -> StatusWatch.Action { state.withLock { $0.watch.next(after: event) } }

  /// Passes a status on, with those of its log lines that are new.
  func take(_ status: RequestStatus, isStreamed: Bool) -> StatusWatch.Action {
    var status = status
    let action = state.withLock { state in
      status.logs = status.logs.map {
        isStreamed ? state.window.newLines(ofEvent: $0) : state.window.newLines(ofWindow: $0)
      }
      return state.watch.next(after: .status(status))
    }
    receive(status)
    return action
  }
}
