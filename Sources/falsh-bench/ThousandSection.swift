/// A thousand generations at once: how much longer than one they take, and
/// in how much memory.
struct ThousandSection {
  private static let count = 1000
  private static let rounds = 3
  /// With so few files a part of the jobs is polled.
  private static let fewFiles = 128

  let runs: HostedRuns

  func measure() async -> Section {
    var section = Section(title: "\(Self.count) generations of 1 s at parallel=\(Self.count)")
    do {
      section.figures = try await programFigures(openFiles: nil)
      section.figures += try await programFigures(openFiles: Self.fewFiles)
      section.figures.append(try await clientFigure())
    } catch {
      section.figures.append(Figure("a thousand at once", missing: "\(error)"))
    }
    section.remarks = ["in times of one; the sandbox is a process of its own, on the same processors"]
    return section
  }

  private func programFigures(openFiles: Int?) async throws -> [Figure] {
    let line = "set parallel=\(Self.count); 1..\(Self.count) | each { \(BenchClient.call(seed: "$in")) } | count"
    var (times, memory, work) = (Samples<Duration>(), Samples<Int>(), Samples<Duration>())
    let report = try await runs.serving(.steady(milliseconds: 1000)) { origin, scratch in
      for _ in 0..<Self.rounds {
        let run = try runs.run(["-c", line], at: origin, in: scratch, openFiles: openFiles)
        times.add(run.whole)
        memory.add(run.peakMemory)
        work.add(run.work)
      }
    }
    let name = openFiles.map { "falsh, ulimit -n \($0)" } ?? "falsh"
    let processors = work.median.map { "processors worked \(Quantity.time($0).text) for it, " } ?? ""
    return [
      Figure(
        name, factor(times), aim: openFiles == nil ? .factor(1.15) : nil,
        note: processors + "\(Quantity.time(report.work / Self.rounds).text) for the sandbox"),
      Figure(name + ", peak memory", .bytes(memory.median ?? 0), aim: .bytes(150 << 20)),
      Figure(name + ", connections at one time", .count(report.connections)),
    ]
  }

  private func clientFigure() async throws -> Figure {
    var times = Samples<Duration>()
    let report = try await runs.serving(.steady(milliseconds: 1000)) { origin, _ in
      let client = try BenchClient(origin: origin)
      for _ in 0..<Self.rounds {
        times.add(try await ContinuousClock().measure { try await client.generate(count: Self.count) })
      }
      await client.shutdown()
    }
    return Figure("the client alone", factor(times), note: "\(report.connections) connections")
  }

  private func factor(_ times: Samples<Duration>) -> Quantity { .factor((times.median ?? .zero) / .seconds(1)) }
}
