import Synchronization
import Testing

@testable import Terminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite(.timeLimit(.minutes(5)))
struct SignalWatchTests {
  @Test func `signals become values, unless someone takes them first`() async {
    let watch = SignalWatch([SIGUSR1, SIGUSR2])
    let taken = Mutex<[Int32]>([])
    let (first, isFirst) = AsyncStream<Void>.makeStream()
    watch.attach { number in
      guard number == SIGUSR2 else { return false }
      taken.withLock { $0.append(number) }
      isFirst.finish()
      return true
    }
    kill(getpid(), SIGUSR2)
    for await _ in first {}
    kill(getpid(), SIGUSR1)
    var signals = watch.signals.makeAsyncIterator()
    #expect(await signals.next() == SIGUSR1)
    #expect(taken.withLock { $0 } == [SIGUSR2])
  }

  @Test func `only a prompt takes Ctrl-C`() {
    let mailbox = Mailbox()
    #expect(!mailbox.receive(SIGINT))
    #expect(!mailbox.takeMail().isInterrupted)
  }
}
