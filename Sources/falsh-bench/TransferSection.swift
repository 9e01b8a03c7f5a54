/// A large file to the platform and back, beside `curl` at the same work.
struct TransferSection {
  private static let size = 500 << 20
  private static let partSize = 10 << 20
  private static let rounds = 3
  private static let memoryAim = Quantity.bytes(32 << 20)
  /// Nine tenths of curl's throughput.
  private static let slowest = 1 / 0.9

  let runs: HostedRuns

  func measure() async -> Section {
    var section = Section(title: "A file of \(Quantity.bytes(Self.size).text)")
    do {
      let files = try ScratchFolder()
      defer { files.remove() }
      let file = try files.write(count: Self.size, to: "large.bin")
      let part = try files.write(count: Self.partSize, to: "part.bin")
      section.figures = try await uploads(of: file, part) + downloads(of: file, to: files)
    } catch {
      section.figures.append(Figure("a large file", missing: "\(error)"))
    }
    section.remarks = [
      "curl uploads the same parts, as many at once as falsh; falsh's time is that of the whole process, with the hash",
      "by which it knows the file again",
    ]
    return section
  }

  /// - Parameter part: a file that curl sends as often as the file has parts.
  private func uploads(of file: String, _ part: String) async throws -> [Figure] {
    var (ours, others, memory) = (Samples<Duration>(), Samples<Duration>(), Samples<Int>())
    for _ in 0..<Self.rounds {
      _ = try await runs.serving(.steady(milliseconds: 1)) { origin, scratch in
        let idle = try runs.idleMemory(in: scratch)
        let run = try runs.run(["upload", file], at: origin, in: scratch)
        ours.add(run.whole)
        memory.add(run.peakMemory - idle)
      }
      _ = try await runs.serving(.steady(milliseconds: 1)) { origin, _ in
        let transfers = (0..<Self.size / Self.partSize).flatMap { ["-T", part, "\(origin)/cdn/files/part-\($0)"] }
        others.add(try curl(["-Z", "--parallel-max", "4"] + transfers))
      }
    }
    return figures("upload", ours, others, memory)
  }

  private func downloads(of file: String, to files: ScratchFolder) async throws -> [Figure] {
    var (ours, others, memory) = (Samples<Duration>(), Samples<Duration>(), Samples<Int>())
    _ = try await runs.serving(.steady(milliseconds: 1)) { origin, scratch in
      let idle = try runs.idleMemory(in: scratch)
      let url = origin + "/cdn/files/large.bin"
      _ = try curl(["-T", file, url])
      for _ in 0..<Self.rounds {
        let run = try runs.run(["-c", "\"\(url)\" | save \(files.path)/ours.bin"], at: origin, in: scratch)
        ours.add(run.whole)
        memory.add(run.peakMemory - idle)
        others.add(try curl(["-o", files.path + "/others.bin", url]))
      }
    }
    return figures("download", ours, others, memory)
  }

  private func figures(
    _ what: String, _ ours: Samples<Duration>, _ others: Samples<Duration>, _ memory: Samples<Int>
  ) -> [Figure] {
    let aim = others.median.map { Quantity.time($0 * Self.slowest) }
    return [
      Figure("falsh \(what)", ours, aim: aim), Figure("curl \(what)", others),
      Figure("falsh \(what), peak memory over start", .bytes(memory.median ?? 0), aim: Self.memoryAim),
    ]
  }

  /// - Returns: how long it took.
  private func curl(_ words: [String]) throws -> Duration {
    // Else it asks before each large body, and waits a second for an answer that need not come.
    let run = try ProcessRun(Invocation(["curl", "-s", "-f", "-H", "Expect:"] + words))
    guard run.status == 0 else { throw ProgramRuns.Failed(description: "curl ends with status \(run.status)") }
    return run.whole
  }
}
