import FalProtocol
import Synchronization

/// All requests that were accepted, the oldest forgotten when there are too many.
final class RequestBook: Sendable {
  private struct State {
    var requests: BoundedStore<QueuedRequest>
    var accepted = 0
  }

  private let state: Mutex<State>

  /// - Parameter limit: how many bytes of inputs and answers are remembered.
  init(limit: Int) { state = Mutex(State(requests: BoundedStore(limit: limit))) }

  /// The number of the next request, counted from 1.
  func nextNumber() -> Int {
    state.withLock { state in
      state.accepted += 1
      return state.accepted
    }
  }

  func insert(_ request: QueuedRequest) {
    // Beside its input a request takes about this much.
    let cost = request.order.body.count + 2048
    state.withLock { $0.requests.insert(request, for: request.id, cost: cost) }
  }

  /// Counts the answer of a request among what is remembered.
  func charge(_ id: String, _ bytes: Int) { state.withLock { $0.requests.charge(id, bytes) } }

  /// The request of this id, if it is remembered and of this app.
  func request(_ id: String, of endpoint: EndpointID) -> QueuedRequest? {
    state.withLock { $0.requests[id] }.flatMap { $0.endpoint.app == endpoint.app ? $0 : nil }
  }

  /// Changes a request that is remembered.
  func update<Answer: Sendable>(_ id: String, _ change: @Sendable (inout QueuedRequest) -> Answer) -> Answer? {
    state.withLock { $0.requests.update(id, change) }
  }

  /// All that are remembered, the oldest first.
  var all: [QueuedRequest] { state.withLock { $0.requests.values.sorted { $0.order.number < $1.order.number } } }

  /// How many requests wait for an endpoint.
  func waiting(for endpoint: EndpointID, at now: Duration) -> Int {
    state.withLock { state in
      state.requests.values.count { request in
        guard request.endpoint == endpoint, case .queued = request.lifecycle.phase(at: now) else { return false }
        return true
      }
    }
  }
}
