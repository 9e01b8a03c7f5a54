import LanguageTesting

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Tries the language on inputs that nobody would write: the parser, the
/// formatter and its laws, colouring, completion, the checker and the
/// evaluator. The same seed makes the same inputs.
@main
struct Fuzz {
  static func main() async {
    guard let options = FuzzOptions(CommandLine.arguments.dropFirst()) else { return print(FuzzOptions.usage) }
    do {
      let file = try InputFile(path: options.failing)
      var fuzz = Fuzz(options, file)
      exit(await fuzz.run() ? 0 : 1)
    } catch {
      print("\(error)")
      exit(2)
    }
  }

  private let options: FuzzOptions
  private let file: InputFile
  private let watchdog: Watchdog
  private var inputs: RandomInput
  private var figures = FuzzFigures()

  private init(_ options: FuzzOptions, _ file: InputFile) {
    self.options = options
    self.file = file
    let files = options.files.compactMap { String(contentsOf: $0) }
    inputs = RandomInput(seed: options.seed, corpus: LanguagePage.all + files)
    watchdog = Watchdog {
      print("hangs: the input is in \(file.path)")
      exit(1)
    }
  }

  /// - Returns: whether all that must hold did.
  private mutating func run() async -> Bool {
    let end = ContinuousClock.now + .seconds(options.seconds)
    while figures.inputs < options.inputs, ContinuousClock.now < end {
      let text = inputs.next()
      let cursors = [inputs.cursor(in: text), inputs.cursor(in: text)]
      figures.add(text)
      guard await violations(of: text, cursors).isEmpty else {
        await report(text, cursors)
        return false
      }
    }
    print(figures.summary)
    file.remove()
    return true
  }

  private func violations(of text: String, _ cursors: [Int]) async -> [String] {
    file.write(text)
    watchdog.begin()
    defer { watchdog.end() }
    let violations = SyntaxProbe.violations(of: text, cursors: cursors)
    return violations + (await watchdog.watch { await RunProbe.violations(of: text) })
  }

  private func report(_ text: String, _ cursors: [Int]) async {
    var reduction = Reduction(text)
    let smallest = await reduction.reduced { await !violations(of: $0, cursors).isEmpty }
    for violation in await violations(of: smallest, cursors) { print(violation) }
    print("seed \(options.seed), input \(figures.inputs): the least of it is in \(file.path)")
  }
}
