/// What large results take: a file that is written out in its URL, and a
/// great many small values.
struct ResultSection {
  /// What is done with a result.
  private enum Use: String, CaseIterable {
    case bound, written, saved

    func line(in scratch: ScratchFolder) -> String {
      let call = BenchClient.call(seed: "1")
      return switch self {
      case .bound: "let x = \(call)"
      case .written: call
      case .saved: "\(call) | save \(scratch.path)/saved.bin"
      }
    }
  }

  let runs: HostedRuns

  func measure() async -> Section {
    let (file, values) = (200 << 20, 50 << 20)
    var section = Section(title: "Large results: peak memory over start")
    section.figures += await figures("a file of 200 MiB in its URL", file, .largeFile(file), Use.allCases)
    section.figures += await figures("50 MiB of small records", values, .manyValues(values), [.bound, .written])
    section.remarks = ["the ratio is that to the size of the result, which is kept in the journal too"]
    return section
  }

  private func figures(_ what: String, _ size: Int, _ plan: ServedPlan, _ uses: [Use]) async -> [Figure] {
    do {
      var figures: [Figure] = []
      _ = try await runs.serving(plan) { origin, scratch in
        let idle = try runs.idleMemory(in: scratch)
        for use in uses {
          let run = try runs.run(["-c", use.line(in: scratch)], at: origin, in: scratch)
          let memory = Quantity.bytes(run.peakMemory - idle)
          let note = Quantity.time(run.whole).text
          figures.append(Figure("\(what), \(use.rawValue)", memory, aim: .bytes(size), note: note))
        }
      }
      return figures
    } catch {
      return [Figure(what, missing: "\(error)")]
    }
  }
}
