/// How soon the program answers, beside programs that everybody knows.
struct StartSection: Sendable {
  private static let aim = Quantity.time(.milliseconds(10))

  private let program: String
  private let floor: Int
  private let printing, bash, curl, python, nothing, version, loading: Trial

  /// Starts every program as often as the options say. To be done before
  /// this process has grown: see `ProcessRun.peakMemory`.
  init(options: BenchOptions) {
    program = options.program
    floor = Surroundings.ownPeakMemory
    var trials = [
      Trial(Invocation(program, "-c", "print 1")),
      Trial(Invocation("bash", "-c", "echo 1")),
      Trial(Invocation("curl", "--version")),
      Trial(Invocation("python3", "-c", "import fal_client")),
      Trial(Invocation(program, "-c", "")),
      Trial(Invocation(program, "--version")),
      // The dynamic loader maps and links everything, and leaves.
      Trial(Invocation(program, variables: ["LD_TRACE_LOADED_OBJECTS": "1", "LD_WARN": "1"])),
    ]
    Trial.run(&trials, rounds: options.runs)
    (printing, bash, curl, python) = (trials[0], trials[1], trials[2], trials[3])
    (nothing, version, loading) = (trials[4], trials[5], trials[6])
  }

  /// The whole process of `falsh -c 'print 1'`; nil if it does not run.
  var startTime: Duration? { printing.whole.median }

  var sections: [Section] { [starts, parts, memory] }

  private var starts: Section {
    let missing = printing.obstacle.map { "\(program): \($0)" } ?? ""
    return Section(
      title: "Start to first output",
      figures: [
        Figure("falsh -c 'print 1'", printing.firstOutput, aim: Self.aim, orElse: missing),
        Figure("  beside curl", printing.firstOutput, aim: curl.firstOutput.median.map(Quantity.time), orElse: missing),
        Figure("bash -c 'echo 1'", bash.firstOutput, orElse: "not installed"),
        Figure("curl --version", curl.firstOutput, orElse: "not installed"),
        Figure("python3 -c 'import fal_client', to its end", python.whole, orElse: "not installed"),
      ])
  }

  private var parts: Section {
    var section = Section(title: "Where the time goes: whole processes")
    #if os(Linux)
      section.figures.append(Figure("falsh, loaded and linked, no code of it run", loading.whole))
    #endif
    section.figures += [
      Figure("falsh --version: and its options read", version.whole),
      Figure("falsh -c '': and a session made", nothing.whole),
      Figure("falsh -c 'print 1': and a line run", printing.whole),
    ]
    if let size = Surroundings.fileSize(program) {
      section.figures.append(Figure("size of the program", .bytes(size)))
    }
    return section
  }

  private var memory: Section {
    Section(
      title: "Peak memory",
      figures: [
        memoryFigure("falsh -c 'print 1'", printing), memoryFigure("bash -c 'echo 1'", bash),
        memoryFigure("curl --version", curl), memoryFigure("python3 -c 'import fal_client'", python),
      ])
  }

  private func memoryFigure(_ what: String, _ trial: Trial) -> Figure {
    guard let peak = trial.peakMemory.median else { return Figure(what, missing: "not measured") }
    return Figure(what, .bytes(peak), note: peak <= floor ? "or less: the bench has as much" : "")
  }
}
