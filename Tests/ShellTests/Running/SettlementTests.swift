import Language
import Testing

@testable import Shell

@Suite struct SettlementTests {
  @Test func `all who wait get the value, and those who come later too`() async throws {
    let settlement = Settlement<Int>()
    try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<20 { group.addTask { try await settlement.value() } }
      group.addTask {
        settlement.settle(.success(7))
        return 7
      }
      for try await value in group { #expect(value == 7) }
    }
    #expect(try await settlement.value() == 7)
  }

  @Test func `only the first value counts`() async throws {
    let settlement = Settlement<Int>()
    #expect(settlement.outcome == nil)
    settlement.settle(.success(1))
    settlement.settle(.failure(CancellationError()))
    #expect(try await settlement.value() == 1)
  }

  @Test func `who stops waiting disturbs nobody`() async throws {
    let settlement = Settlement<Int>()
    let patient = Task { try await settlement.value() }
    let impatient = Task { try await settlement.value() }
    impatient.cancel()
    await #expect(throws: CancellationError.self) { try await impatient.value }
    #expect(settlement.outcome == nil)
    settlement.settle(.success(3))
    #expect(try await patient.value == 3)
  }

  @Test func `a wait that is cancelled before it begins ends`() async {
    let settlement = Settlement<Int>()
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await settlement.value()
    }
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test func `waits that end in any order all end`() async throws {
    for round in 0..<50 {
      let settlement = Settlement<Int>()
      let tasks = (0..<8).map { _ in Task { try? await settlement.value() } }
      for (index, task) in tasks.enumerated() where index % 2 == round % 2 { task.cancel() }
      settlement.settle(.success(round))
      for (index, task) in tasks.enumerated() {
        let value = await task.value
        if index % 2 != round % 2 { #expect(value == round) }
      }
    }
  }
}
