import Diagnostics
import JSON
import Language
import Synchronization
import Testing

@testable import Shell

@Suite struct EachCommandTests {
  /// Counts how many are inside at a time.
  private final class Gauge: Sendable {
    private let state = Mutex((now: 0, most: 0))
    var most: Int { state.withLock { $0.most } }

    func enter() { state.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) } }
    func leave() { state.withLock { $0.now -= 1 } }
  }

  private static func each(
    _ count: Int, parallel: Int, in shell: ShellUnderTest,
    _ body: @escaping @Sendable (Int) async throws -> Value
  ) async throws -> Value {
    shell.session.changeSettings { $0.parallel = parallel }
    let range = SourceRange(0, 4)
    let block = BlockValue(range: range) { _, _, round in try await body(round ?? -1) }
    let source = SourceText(name: "test", text: "each { }")
    let items = JSON.array((0..<count).map { JSON($0) })
    let invocation = Invocation(
      name: Located("each", range), arguments: [Argument(.positional, .block(block), range: range)],
      input: .value(.data(items)), range: range, source: source)
    return try await CommandCallable(command: EachCommand(), session: shell.session).call(invocation)
  }

  @Test(arguments: [1, 3, 8, 100]) func `no more run at a time than are allowed`(parallel: Int) async throws {
    let gauge = Gauge()
    try await withShell { shell in
      let value = try await Self.each(40, parallel: parallel, in: shell) { round in
        gauge.enter()
        for _ in 0..<20 { await Task.yield() }
        gauge.leave()
        return .data(JSON(round))
      }
      #expect(value.json == .array((0..<40).map { JSON($0) }))
      #expect(gauge.most <= parallel && gauge.most >= min(parallel, 2))
    }
  }

  @Test func `one that fails does not stop the others`() async throws {
    let gauge = Gauge()
    try await withShell { shell in
      let failure = await #expect(throws: Failure.self) {
        try await Self.each(10, parallel: 2, in: shell) { round in
          gauge.enter()
          guard round % 4 != 0 else { throw Failure(.server, Diagnostic(code: "x", "round \(round) broke")) }
          return .null
        }
      }
      #expect(gauge.most == 10)
      #expect(failure?.kind == .server)
      #expect(failure?.diagnostic.message == "3 of 10 failed, item 1: round 0 broke")
      #expect(failure?.diagnostic.notes.map(\.message) == ["item 5: round 4 broke", "item 9: round 8 broke"])
    }
  }

  @Test func `a list of nothing gives a list of nothing`() async throws {
    try await withShell { shell in
      let value = try await Self.each(0, parallel: 8, in: shell) { _ in .null }
      #expect(value.json == [])
    }
  }
}
