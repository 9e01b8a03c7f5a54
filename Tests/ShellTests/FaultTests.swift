import Synchronization
import Testing

@testable import Shell

/// Every fault of the table: one sentence for a person, nothing paid twice,
/// and the session goes on.
@Suite struct FaultTests {
  @Test func `the table is long enough`() { #expect(FaultCase.all.count >= 40) }

  @Test(.timeLimit(.minutes(5)), arguments: FaultCase.all)
  func `a fault is told, and nothing is paid twice`(fault: FaultCase) async throws {
    let requests = try await withShell(fault.setup) { shell in
      let shown = await shell.type(fault.line)
      #expect(Self.message(of: shown) == fault.message, "\(shown)")
      if fault.message == nil { #expect(shown.contains("%1 ") && shown.contains("image  ")) }
      #expect(await shell.type("print 1") == "1\n")
      return shell.requests.take()
    }
    #expect(requests.split(separator: "\n").count { $0.hasPrefix("POST /queue/") } == fault.submissions)
  }

  /// The sentence of the first error that is shown.
  private static func message(of shown: String) -> String? {
    shown.split(separator: "\n").lazy.compactMap { line in
      line.firstRange(of: "error: ").map { String(line[$0.upperBound...]) }
    }.first
  }

  @Test func `a clock that jumps does not matter`() async throws {
    var setup = Setup()
    let jumps = Mutex(0.0)
    setup.date = {
      jumps.withLock { jumps in
        jumps += 1
        return 1_767_225_600 + (jumps.truncatingRemainder(dividingBy: 2) == 0 ? 1e7 : -1e7) * jumps
      }
    }
    try await withShell(setup) { shell in
      for number in 1...3 {
        let shown = await shell.type("fal-ai/qwen-image-max/edit @portrait.jpg \"brighter\" seed=\(number)")
        #expect(FaultTests.message(of: shown) == nil, "\(shown)")
      }
    }
  }
}
