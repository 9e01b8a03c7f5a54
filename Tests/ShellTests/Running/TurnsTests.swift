import Synchronization
import Testing

@testable import Shell

@Suite struct TurnsTests {
  @Test(arguments: [1, 4]) func `no more have their turn at a time than may, and all have it`(count: Int) async {
    let (turns, gauge) = (Turns(count), Gauge())
    await withTaskGroup { group in
      for _ in 0..<100 {
        group.addTask {
          await turns.take {
            gauge.enter()
            for _ in 0..<5 { await Task.yield() }
            gauge.leave()
          }
        }
      }
    }
    #expect(gauge.most <= count && gauge.count == 100)
  }

  /// Counts how many are inside at a time.
  private final class Gauge: Sendable {
    private let state = Mutex((now: 0, most: 0, count: 0))
    var most: Int { state.withLock { $0.most } }
    var count: Int { state.withLock { $0.count } }

    func enter() { state.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1), $0.count + 1) } }
    func leave() { state.withLock { $0.now -= 1 } }
  }
}
