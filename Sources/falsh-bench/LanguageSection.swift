/// How fast long scripts are read, and long loops run: whole processes.
struct LanguageSection {
  private static let aim = Quantity.time(.seconds(1))
  private static let lines = 100_000
  private static let loop = "for i in 1..1000000 { let x = $i + 1 }"

  private let checking, formatting, looping, bash: Trial

  /// Runs everything so often. The script lies in `scratch`.
  init(program: String, scratch: ScratchFolder, rounds: Int = 3) throws {
    let script = try scratch.write(Self.script, to: "long.fal")
    checking = Trial(program, "check", script, variables: scratch.variables)
    formatting = Trial(program, "fmt", script, variables: scratch.variables)
    looping = Trial(program, "-c", Self.loop, variables: scratch.variables)
    bash = Trial("bash", "-c", "for ((i = 1; i <= 1000000; i++)); do x=$((i + 1)); done")
    Trial.run([checking, formatting, looping, bash], rounds: rounds)
  }

  var section: Section {
    let bashTime = bash.whole.median.map(Quantity.time)
    var section = Section(
      title: "The language: \(Self.lines) lines, a million rounds",
      figures: [
        Figure("falsh check", checking, \.whole, aim: Self.aim), memory("falsh check, peak memory", checking),
        Figure("falsh fmt", formatting, \.whole, aim: Self.aim), memory("falsh fmt, peak memory", formatting),
        Figure("falsh -c 'for i in 1..1000000 …'", looping, \.whole, aim: Self.aim),
        Figure("falsh -c 'for i in 1..1000000 …', against bash", looping, \.whole, aim: bashTime),
        memory("falsh -c 'for …', peak memory", looping), Figure("bash, for ((…))", bash, \.whole),
      ])
    section.remarks = ["the loop: \(Self.loop)"]
    return section
  }

  private func memory(_ what: String, _ trial: Trial) -> Figure {
    guard let peak = trial.peakMemory.median else {
      return Figure(what, missing: trial.obstacle ?? "not measured")
    }
    return Figure(what, .bytes(peak))
  }

  /// Ten lines of what scripts are made of, again and again, with names of
  /// their own.
  private static var script: String {
    (0..<lines / 10).reduce(into: "") { text, part in
      text += """
        ## Part \(part).
        let count\(part) = \(part) + 4 * 2
        let styles\(part) = ["oil paint", pixel, {name: "charcoal", weight: 0.5}]
        for style in $styles\(part) {
          if $count\(part) == 7 { print "a fox, number ${count\(part)}" } else { print $style }
        }
        def part\(part)(text, n = 2) { print "$text: $n" }
        part\(part) "the end" n=$count\(part)  # so it ends
        expect (count $styles\(part)) == 3


        """
    }
  }
}
