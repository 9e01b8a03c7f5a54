import Testing

@testable import Sandbox

@Suite struct RequestLifecycleTests {
  private let start = Duration.seconds(100)

  private func lifecycle(position: Int = 2, log: [String] = ["one", "two"]) -> RequestLifecycle {
    RequestLifecycle(
      submitted: start, position: position, waitPerPosition: .seconds(1), run: .seconds(4), log: log)
  }

  @Test(arguments: [
    (0.0, RequestLifecycle.Phase.queued(position: 2)), (0.9, .queued(position: 2)), (1.0, .queued(position: 1)),
    (2.5, .queued(position: 0)), (3.0, .running), (6.9, .running), (7.0, .completed), (99.0, .completed),
  ])
  func `the place counts down, then it runs, then it is done`(seconds: Double, phase: RequestLifecycle.Phase) {
    #expect(lifecycle().phase(at: start + .seconds(seconds)) == phase)
  }

  @Test func `stepping from change to change passes every phase and every line`() {
    let lifecycle = lifecycle()
    var (now, changes) = (start, [Duration]())
    while let next = lifecycle.nextChange(after: now) {
      changes.append(next - start)
      now = next
    }
    #expect(changes == [1, 2, 3, 5, 7].map { .seconds($0) })
    #expect(lifecycle.phase(at: now) == .completed)
  }

  @Test func `the log grows over the run and can be asked for in pieces`() {
    let lifecycle = lifecycle()
    #expect(lifecycle.log(upTo: start + .seconds(2)).isEmpty)
    #expect(lifecycle.log(upTo: start + .seconds(3)).map(\.message) == ["one"])
    #expect(lifecycle.log(upTo: start + .seconds(9)).map(\.message) == ["one", "two"])
    #expect(lifecycle.log(after: start + .seconds(3), upTo: start + .seconds(9)).map(\.message) == ["two"])
  }

  @Test func `cancelling ends it at once, and only once`() {
    var lifecycle = lifecycle()
    let isCancelled = lifecycle.cancel(at: start + .seconds(4))
    #expect(isCancelled)
    #expect(lifecycle.phase(at: start + .seconds(4)) == .completed)
    #expect(lifecycle.log(upTo: start + .seconds(9)).map(\.message) == ["one"])
    #expect(lifecycle.nextChange(after: start + .seconds(4)) == nil)
    let isCancelledAgain = lifecycle.cancel(at: start + .seconds(5))
    #expect(!isCancelledAgain)
  }

  @Test func `without waiting and work it is done at once`() {
    let lifecycle = RequestLifecycle(
      submitted: start, position: 0, waitPerPosition: .zero, run: .zero, log: ["one"])
    #expect(lifecycle.phase(at: start) == .completed)
    #expect(lifecycle.log(upTo: start).map(\.message) == ["one"])
    #expect(lifecycle.nextChange(after: start) == nil)
  }
}
