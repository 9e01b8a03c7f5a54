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
    section.remarks = ["The program's time is that of its whole process, less that of falsh -c 'print 1'."]
    return section
  }

  private func clientFigures() async -> [Figure] {
    do {
      let first = try await server.measure { try await server.generate() }
      var later = Samples<Duration>()
      var requests = 0
      for round in 1...Self.rounds {
        let generation = try await server.measure { try await server.generate(seed: round) }
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
      let line = "\(BenchServer.model) \"a fox\" seed=1 image_size={width: 64, height: 64}"
      let first = try await program.run(line)
      var later = Samples<Duration>()
      var requests = 0
      for _ in 0..<Self.rounds {
        let run = try await program.run(line)
        later.add(run.time - BenchServer.requestDuration - program.startTime)
        requests = max(requests, run.requests)
      }
      return [
        Figure(
          "falsh, first", .time(first.time - BenchServer.requestDuration - program.startTime), aim: Self.aim,
          note: "asks for the model's document, too"),
        Figure("falsh, then", later, aim: Self.aim),
        Figure("falsh's requests, first", .count(first.requests), aim: .count(4)),
        Figure("falsh's requests, then", .count(requests), aim: .count(3)),
      ]
    } catch {
      return [Figure("falsh", missing: "\(error)")]
    }
  }
}
