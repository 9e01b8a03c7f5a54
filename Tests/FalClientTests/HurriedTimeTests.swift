import FalProtocol
import JSON
import Synchronization
import Testing

@testable import FalClient

@Suite struct HurriedTimeTests {
  /// A recording of requests that were sent at these moments.
  private static func recording(_ moments: Double...) throws -> Recording {
    let lines = moments.map { moment in
      RecordedExchange(
        request: key(moment), at: moment, status: 200, headers: [:], answeredAt: moment, body: [], pieces: [],
        isWhole: true
      ).json.text + "\n"
    }
    return try Recording(text: RecordingTransport.head(.null) + lines.joined())
  }

  private static func key(_ moment: Double) -> RequestKey {
    RequestKey(method: "GET", url: "https://a.b/\(moment)", body: "")
  }

  private static func time(
    _ recording: Recording, breathe: @escaping @Sendable () -> Void = {},
    work: @escaping @Sendable () -> Duration = { .zero }
  ) -> HurriedTime {
    HurriedTime(
      recording,
      breathe: { _ in
        breathe()
        await Task.yield()
      }, work: work)
  }

  @Test func `whoever waits is woken in the order of the moments`() async throws {
    let time = Self.time(try Self.recording())
    let woken = await withTaskGroup(of: Double.self) { group in
      for moment in [300, 1, 20, 1000, 0.5] {
        group.addTask {
          try? await time.wait(until: moment)
          return time.now
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(woken == [0.5, 1, 20, 300, 1000])
    try await time.wait(until: 7)
    #expect(time.now == 1000)
  }

  @Test func `what was asked for before a moment is waited for`() async throws {
    let recording = try Self.recording(1, 2, 3)
    let looks = Mutex(0)
    let time = Self.time(recording) {
      looks.withLock { looks in
        looks += 1
        if looks == 50 { _ = recording.take(Self.key(1)) }
        if looks == 90 { _ = recording.take(Self.key(2)) }
      }
    }
    try await time.wait(until: 2.5)
    #expect((90..<200).contains(looks.withLock { $0 }))
  }

  @Test func `what is never asked for is not waited for without end`() async throws {
    let time = Self.time(try Self.recording(1))
    try await time.wait(until: 2)
    #expect(time.now == 2)
  }

  @Test func `work is waited for, but not for ever`() async throws {
    let looks = Mutex(0)
    let worked = Mutex(Duration.zero)
    let time = Self.time(
      try Self.recording(), breathe: { looks.withLock { $0 += 1 } },
      work: {
        worked.withLock { worked in
          if looks.withLock({ $0 }) < 300 { worked += .milliseconds(1) }
          return worked
        }
      })
    try await time.wait(until: 0.01)
    #expect((300..<310).contains(looks.withLock { $0 }))
    let busy = Self.time(
      try Self.recording(),
      work: {
        worked.withLock {
          $0 += .milliseconds(1)
          return $0
        }
      })
    try await busy.wait(until: 0.01)
  }

  @Test func `whoever is cancelled is woken at once`() async throws {
    let time = Self.time(try Self.recording(), work: { .zero })
    let waiter = Task { try await time.wait(until: 9) }
    waiter.cancel()
    await #expect(throws: CancellationError.self) { try await waiter.value }
    try await time.wait(until: 1)
    #expect(time.now == 1)
  }
}
