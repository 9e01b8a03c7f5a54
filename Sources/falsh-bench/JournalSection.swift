import JSON
import Journal

/// What a journal of many jobs costs: at the start, in a search, and for
/// each job more.
struct JournalSection {
  private static let rounds = 15
  private static let start = 1_700_000_000.0
  private static let origin = "fal.ai"

  let program: String
  /// How many jobs the full journal has.
  let count: Int

  func measure() async -> Section {
    var section = Section(title: "A journal of \(count) jobs")
    do {
      let (empty, full) = (try ScratchFolder(), try ScratchFolder())
      defer { [empty, full].forEach { $0.remove() } }
      let filling = try await ContinuousClock().measure { try await fill(path(in: full)) }
      _ = try Journal(path: path(in: empty))
      section.figures =
        try await [starts(empty, full)] + processes(empty, full) + searches(path(in: full)) + [life(path(in: full))]
      section.remarks = ["made in \(Quantity.time(filling).text); one job in 50,000 is unfinished"]
    } catch {
      section.figures = [Figure("the journal", missing: "\(error)")]
    }
    return section
  }

  private func path(in scratch: ScratchFolder) -> String {
    (scratch.variables["XDG_STATE_HOME"] ?? "") + "/falsh/journal.sqlite"
  }

  private func fill(_ path: String) async throws {
    let journal = try Journal(path: path)
    let animals = ["fox", "whale", "heron", "lynx", "badger", "otter", "raven"]
    var session = try journal.beginSession(at: Self.start)
    for number in 0..<count {
      if number.isMultiple(of: 100) { session = try journal.beginSession(at: Self.start + Double(number)) }
      let input: JSON = [
        "prompt": .string("a \(animals[number % animals.count]) on a hill, number \(number), in oils, at dawn"),
        "seed": JSON(number), "image_size": "landscape_16_9",
      ]
      let id = try await journal.begin(
        NewJob(
          session: session, number: number % 100 + 1, endpointID: "fal-ai/model-\(number % 40)", input: input,
          origin: Self.origin, sourceLine: "fal-ai/model \"…\"", startedAt: Self.start + Double(number)))
      if number % 50_000 != 17 {
        try await journal.finished(id, output: Self.output, cost: 0.01, at: Self.start + Double(number) + 5)
      }
    }
  }

  private static let output: JSON = [
    "images": [["url": "https://v3.fal.media/files/b/0a8f3c21/7fQe0_image.png", "width": 1024, "height": 576]],
    "seed": 451_775_559, "has_nsfw_concepts": [false],
  ]

  // MARK: At the start

  /// Opening it, and asking for what was left unfinished.
  private func starts(_ empty: ScratchFolder, _ full: ScratchFolder) throws -> Figure {
    var difference = Samples<Duration>()
    for _ in 0..<Self.rounds { difference.add(try opening(full) - opening(empty)) }
    return Figure("opened and taken up, more than an empty one", difference, aim: .time(.milliseconds(5)))
  }

  private func opening(_ scratch: ScratchFolder) throws -> Duration {
    try ContinuousClock().measure { _ = try Journal(path: path(in: scratch)).takeUp(origin: Self.origin, at: 1) }
  }

  private func processes(_ empty: ScratchFolder, _ full: ScratchFolder) throws -> [Figure] {
    let trials = [empty, full].map { scratch in
      let trial = Trial(program, "--sandbox", "-c", "jobs --all --limit 20", variables: scratch.variables)
      return trial
    }
    Trial.run(trials, rounds: Self.rounds)
    guard let before = trials[0].whole.median, let after = trials[1].whole.median else {
      return [Figure("falsh -c 'jobs --all'", missing: trials[1].obstacle ?? "not measured")]
    }
    return [
      Figure(
        "falsh -c 'jobs --all', more than an empty one", .time(after - before), aim: .time(.milliseconds(5)),
        note: "whole process \(Quantity.time(after).text)")
    ]
  }

  // MARK: In it

  private func searches(_ path: String) throws -> [Figure] {
    let journal = try Journal(path: path)
    let middle = Self.start + Double(count / 2)
    return try [
      search("the latest 50", JobQuery(limit: 50), journal),
      search("a common word", JobQuery(text: "fox", limit: 50), journal),
      search("a word of every job", JobQuery(text: "hill", limit: 50), journal),
      search("a common word and a state", JobQuery(states: [.failed], text: "fox", limit: 50), journal),
      search("two words and a rare one", JobQuery(text: "heron \(count / 2)", limit: 50), journal),
      search("a word that is nowhere", JobQuery(text: "zebra", limit: 50), journal),
      search("a model", JobQuery(model: "model-17", limit: 50), journal),
      search("a model that is none", JobQuery(model: "veo", limit: 50), journal),
      search("unfinished", JobQuery(states: [.queued, .running, .notSent, .sent], limit: 50), journal),
      search("done", JobQuery(states: [.done], limit: 50), journal),
      search("every model, of a day", JobQuery(model: "model", from: middle, to: middle + 86_400, limit: 50), journal),
      search("a day", JobQuery(from: middle, to: middle + 86_400, limit: 50), journal),
      search("a day and a state", JobQuery(states: [.done], from: middle, to: middle + 86_400, limit: 50), journal),
      search("a session", JobQuery(session: SessionID(rawValue: 7), states: [.done], limit: 50), journal),
    ]
  }

  private func search(_ what: String, _ query: JobQuery, _ journal: Journal) throws -> Figure {
    var times = Samples<Duration>()
    for _ in 0..<Self.rounds { times.add(try ContinuousClock().measure { _ = try journal.jobs(query) }) }
    return Figure("jobs: \(what)", times, aim: .time(.milliseconds(20)))
  }

  /// All that is written in the course of a job.
  private func life(_ path: String) async throws -> Figure {
    let journal = try Journal(path: path)
    let session = try journal.beginSession(at: Self.start)
    var times = Samples<Duration>()
    for number in 1...200 {
      times.add(
        try await ContinuousClock().measure {
          let id = try await journal.begin(
            NewJob(
              session: session, number: number, endpointID: "fal-ai/model-1", input: ["prompt": "a fox"],
              parents: [.request("elsewhere")], origin: Self.origin, sourceLine: "", startedAt: 1))
          try await journal.sent(id, at: 2)
          try await journal.accepted(
            id, requestID: "r\(number)", statusURL: "s", responseURL: "r", cancelURL: "c", at: 3)
          journal.moved(id, to: .running, at: 4)
          try await journal.finished(id, output: Self.output, at: 5)
        })
    }
    return Figure("a job's life: 5 writes", times, aim: .time(.milliseconds(2)))
  }
}
