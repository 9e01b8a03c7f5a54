#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Measures what the program promises: how soon it answers, what it adds to
/// the time that models take, and in how much memory. Prints figures and
/// fails nobody.
@main
struct Bench {
  static func main() async {
    guard let options = BenchOptions(CommandLine.arguments) else { return print(BenchOptions.usage) }
    if let plan = options.served { return await serve(plan) }
    print(Surroundings.summary)
    for part in options.parts {
      do {
        for section in try await part.sections(options) { show(section) }
      } catch {
        print("\nThe part \(part.rawValue) cannot be measured: \(error)")
      }
    }
  }

  private static func serve(_ plan: ServedPlan) async {
    do {
      try await ServedSandbox.serve(plan)
    } catch {
      print("cannot serve: \(error)")
    }
  }

  private static func show(_ section: Section) {
    for line in section.lines { print(line) }
    fflush(nil)
  }
}
