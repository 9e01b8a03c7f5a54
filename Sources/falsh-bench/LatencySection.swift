import Sandbox

/// From the moment at which a request is completed on the platform to the
/// line on standard output that holds its result.
struct LatencySection {
  private static let count = 200

  let runs: HostedRuns

  func measure() async -> Section {
    var section = Section(title: "From COMPLETED to the value, \(Self.count) times")
    do {
      let latencies = try await latencies()
      guard let median = latencies.median, let most = latencies.most, let longest = latencies.maximum else {
        return section
      }
      section.figures = [
        Figure("median", .time(median), aim: .time(.milliseconds(5))),
        Figure("99 % below", .time(most), aim: .time(.milliseconds(20))),
        Figure("longest", .time(longest)),
      ]
    } catch {
      section.figures = [Figure("COMPLETED to value", missing: "\(error)")]
    }
    return section
  }

  private func latencies() async throws -> Samples<Duration> {
    let now = SandboxClock.machine.now
    var arrivals: [Duration] = []
    // Each is a statement of its own, whose value is written.
    let line = (1...Self.count).map { BenchClient.call(seed: "\($0)") }.joined(separator: "; ")
    let report = try await runs.serving(.steady(milliseconds: 50)) { origin, scratch in
      _ = try runs.run(["-c", line], at: origin, in: scratch) { piece in
        let time = now()
        for byte in piece where byte == UInt8(ascii: "\n") { arrivals.append(time) }
      }
    }
    guard arrivals.count == report.completions.count else {
      throw ProgramRuns.Failed(description: "\(report.completions.count) requests, \(arrivals.count) results")
    }
    return Samples(zip(arrivals, report.completions).map { $0 - $1 })
  }
}
