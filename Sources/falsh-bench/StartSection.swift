/// How soon the program answers, beside programs that everybody knows.
struct StartSection {
  private static let aim = Quantity.time(.milliseconds(10))

  private let program: String
  private let printing, version, loading: Trial
  /// The same program with no model in its catalogue.
  private let unknowing: Trial?
  private let bash = Trial("bash", "-c", "echo 1")
  private let curl = Trial("curl", "--version")
  private let python = Trial("python3", "-c", "import fal_client")
  /// Less memory than this cannot be seen, in bytes.
  private let floor: Int

  /// Starts every program as often as the options say. To be done before
  /// this process has grown: see `ProcessRun.peakMemory`.
  /// - Parameter scratch: for a copy of the program.
  init(options: BenchOptions, scratch: ScratchFolder) {
    program = options.program
    unknowing = (try? EmptiedProgram(of: program, in: scratch)).map { Trial($0.path, "-c", "print 1") }
    printing = Trial(program, "-c", "print 1")
    version = Trial(program, "--version")
    // The dynamic loader maps and links everything, and leaves.
    loading = Trial(program, variables: ["LD_TRACE_LOADED_OBJECTS": "1", "LD_WARN": "1"])
    Trial.run([printing, bash, curl, python, version, loading] + [unknowing].compactMap(\.self), rounds: options.runs)
    floor = Surroundings.ownPeakMemory
  }

  var sections: [Section] { [starts, parts, memory] }

  private var starts: Section {
    let curlTime = curl.firstOutput.median.map(Quantity.time)
    return Section(
      title: "Start to first output",
      figures: [
        Figure("falsh -c 'print 1'", printing, \.firstOutput, aim: Self.aim),
        Figure("falsh -c 'print 1', against curl", printing, \.firstOutput, aim: curlTime),
        Figure(
          "falsh -c 'print 1', against one without models", printing, \.firstOutput,
          aim: unknowing?.firstOutput.median.map(Quantity.time)),
        Figure("bash -c 'echo 1'", bash, \.firstOutput),
        Figure("curl --version", curl, \.firstOutput),
        Figure("python3 -c 'import fal_client', to its end", python, \.whole),
      ])
  }

  private var parts: Section {
    var section = Section(title: "Where the time goes: whole processes")
    #if os(Linux)
      section.figures.append(Figure("falsh, loaded and linked, none of it run", loading, \.whole))
    #endif
    section.figures += [
      Figure("falsh --version", version, \.whole),
      Figure("falsh -c 'print 1'", printing, \.whole),
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
    guard let peak = trial.peakMemory.median else {
      return Figure(what, missing: trial.obstacle ?? "not measured")
    }
    return Figure(what, .bytes(peak), note: peak <= floor ? "or less: the bench has as much" : "")
  }
}
