/// What one generation costs beyond the model's own time.
struct GenerationSection: Sendable {
  private static let aim = Quantity.time(.milliseconds(20))
  private static let rounds = 9

  let server: BenchServer
  let program: ProgramRuns

  func measure() async -> Section {
    let took = Quantity.time(BenchServer.requestDuration).text
    var section = Section(title: "One generation of \(took): what is added")
    section.figures = await clientFigures() + programFigures()
    section.remarks = ["falsh: its whole process, less that of falsh -c 'print 1'; it keeps no documents of a --host"]
    return section
  }

  private func clientFigures() async -> [Figure] {
    do {
      let first = try await server.measure { try await server.client.generate() }
      var later = Samples<Duration>()
      var requests = 0
      for round in 1...Self.rounds {
        let generation = try await server.measure { try await server.client.generate(seed: round) }
        later.add(generation.time - BenchServer.requestDuration)
        requests = max(requests, generation.requests)
      }
      return [
        Figure("the client, first", .time(first.time - BenchServer.requestDuration), aim: Self.aim),
        Figure("the client, then", later, aim: Self.aim),
        Figure("the client's requests", .count(requests), aim: .count(3)),
      ]
    } catch {
      return [Figure("the client", missing: "\(error)")]
    }
  }

  private func programFigures() async -> [Figure] {
    do {
      var times = Samples<Duration>()
      var requests = 0
      for round in 0...Self.rounds {
        let run = try await program.run(BenchClient.call(seed: "1"))
        requests = run.requests
        // The first run makes its journal.
        if round > 0 { times.add(run.time - BenchServer.requestDuration - program.startTime) }
      }
      return [
        Figure("falsh", times, aim: Self.aim),
        Figure("falsh's requests", .count(requests), aim: .count(4), note: "one is for the model's document"),
      ]
    } catch {
      return [Figure("falsh", missing: "\(error)")]
    }
  }
}
