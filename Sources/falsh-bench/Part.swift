/// The parts of the bench, in the order in which they are run: those that
/// measure memory first, since on Linux the memory of this process counts for
/// those that it starts.
enum Part: String, CaseIterable {
  case start, thousand, transfers, results, latency, language, catalogue, completion, journal, generations

  /// Measures, and gives what there is to show.
  func sections(_ options: BenchOptions) async throws -> [Section] {
    let runs = HostedRuns(program: options.program, bench: options.bench)
    switch self {
    case .start: return try start(options)
    case .thousand: return [await ThousandSection(runs: runs).measure()]
    case .transfers: return [await TransferSection(runs: runs).measure()]
    case .results: return [await ResultSection(runs: runs).measure()]
    case .latency: return [await LatencySection(runs: runs).measure()]
    case .language: return [try language(options)]
    case .catalogue: return [CatalogueSection(options: options).measure()]
    case .completion: return [try await completion()]
    case .journal: return [await JournalSection(program: options.program, count: options.jobs).measure()]
    case .generations: return try await generations(options)
    }
  }

  private func start(_ options: BenchOptions) throws -> [Section] {
    let scratch = try ScratchFolder()
    defer { scratch.remove() }
    return StartSection(options: options, scratch: scratch).sections
  }

  private func language(_ options: BenchOptions) throws -> Section {
    let scratch = try ScratchFolder()
    defer { scratch.remove() }
    return try LanguageSection(program: options.program, scratch: scratch).section
  }

  private func completion() async throws -> Section {
    let scratch = try ScratchFolder()
    defer { scratch.remove() }
    return await CompletionSection(session: try await OfflineSession.make(in: scratch)).measure()
  }

  private func generations(_ options: BenchOptions) async throws -> [Section] {
    let scratch = try ScratchFolder()
    defer { scratch.remove() }
    let start = Trial(options.program, "-c", "print 1")
    Trial.run([start], rounds: options.runs)
    let server = try await BenchServer.start()
    let program = ProgramRuns(
      program: options.program, startTime: start.whole.median ?? .zero, server: server, scratch: scratch)
    let sections = [
      await GenerationSection(server: server, program: program).measure(),
      await ParallelSection(server: server, program: program).measure(),
    ]
    await server.stop()
    return sections
  }
}
