/// How much longer many generations at once take than one.
struct ParallelSection: Sendable {
  private static let count = 32
  private static let aim = Quantity.factor(1.1)
  private static let rounds = 5

  let server: BenchServer
  let program: ProgramRuns

  func measure() async -> Section {
    var section = Section(title: "\(Self.count) generations at once, in times of one")
    section.figures = await [clientFigure()] + programFigures()
    return section
  }

  private func clientFigure() async -> Figure {
    do {
      var times = Samples<Duration>()
      for _ in 0..<Self.rounds {
        times.add(try await server.measure { try await server.client.generate(count: Self.count) }.time)
      }
      return figure("the client", times)
    } catch {
      return Figure("the client", missing: "\(error)")
    }
  }

  private func programFigures() async -> [Figure] {
    do {
      var times = Samples<Duration>()
      var requests = 0
      for _ in 0..<Self.rounds {
        let call = BenchClient.call(seed: "$in")
        let run = try await program.run("set parallel=\(Self.count); 1..\(Self.count) | each { \(call) }")
        times.add(run.time)
        requests = run.requests
      }
      return [
        figure("falsh, whole process", times),
        Figure("falsh's requests", .count(requests), aim: .count(3 * Self.count + 1)),
      ]
    } catch {
      return [Figure("falsh", missing: "\(error)")]
    }
  }

  private func figure(_ what: String, _ times: Samples<Duration>) -> Figure {
    guard let median = times.median else { return Figure(what, missing: "not measured") }
    let note = Quantity.time(median).text
    return Figure(what, .factor(median / BenchServer.requestDuration), aim: Self.aim, note: note)
  }
}
