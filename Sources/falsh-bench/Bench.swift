/// Measures what the program promises: how soon it answers, and what it adds
/// to the time that models take. Prints figures and fails nobody.
@main
struct Bench {
  static func main() async {
    guard let options = BenchOptions(CommandLine.arguments) else { return print(BenchOptions.usage) }
    print(Surroundings.summary)
    let start = StartSection(options: options)
    for section in start.sections { show(section) }
    show(JournalSection(program: options.program, count: options.jobs).measure())
    do {
      try measureLanguage(options)
    } catch {
      print("\nThe language cannot be measured: \(error)")
    }
    show(await CompletionSection().measure())
    show(CatalogueSection(options: options).measure())
    do {
      try await measureGenerations(options, startTime: start.startTime ?? .zero)
    } catch {
      print("\nGenerations cannot be measured: \(error)")
    }
  }

  private static func measureGenerations(_ options: BenchOptions, startTime: Duration) async throws {
    let scratch = try ScratchFolder()
    defer { scratch.remove() }
    let server = try await BenchServer.start()
    let program = ProgramRuns(program: options.program, startTime: startTime, server: server, scratch: scratch)
    show(await GenerationSection(server: server, program: program).measure())
    show(await ParallelSection(server: server, program: program).measure())
    await server.stop()
  }

  private static func measureLanguage(_ options: BenchOptions) throws {
    let scratch = try ScratchFolder()
    defer { scratch.remove() }
    show(try LanguageSection(program: options.program, scratch: scratch).section)
  }

  private static func show(_ section: Section) {
    for line in section.lines { print(line) }
  }
}
