import Synchronization
import Testing

@testable import Shell

@Suite struct InterruptionsTests {
  private final class Log: Sendable {
    private let names = Mutex<[String]>([])
    var all: [String] { names.withLock { $0 } }
    func note(_ name: String) { names.withLock { $0.append(name) } }
  }

  @Test func `the one who runs now is told`() {
    let (interruptions, log) = (Interruptions(), Log())
    interruptions.interrupt()
    let first = interruptions.onInterrupt { log.note("first") }
    interruptions.interrupt()
    first.cancel()
    interruptions.interrupt()
    #expect(log.all == ["first"])
  }

  @Test func `one who ends late does not silence the next`() {
    let (interruptions, log) = (Interruptions(), Log())
    let first = interruptions.onInterrupt { log.note("first") }
    let second = interruptions.onInterrupt { log.note("second") }
    first.cancel()
    interruptions.interrupt()
    second.cancel()
    interruptions.interrupt()
    #expect(log.all == ["second"])
  }
}
