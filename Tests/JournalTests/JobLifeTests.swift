import JSON
import Testing

@testable import Journal

@Suite struct `A job's life` {
  @Test(arguments: Place.allCases) func `is written step by step`(_ place: Place) async throws {
    try await place.withJournal { journal in
      let session = try journal.beginSession(at: 90)
      let id = try await journal.begin(.sample(in: session, number: 3, input: ["prompt": "a fox", "seed": 7]))
      var job = try journal.record(of: id)
      #expect(job.state == .notSent)
      #expect(job.session == session && job.number == 3 && job.endpointID == "fal-ai/z-image/turbo")
      #expect(job.input == ["prompt": "a fox", "seed": 7] && job.origin == "fal.ai")
      #expect(job.sourceLine == "fal-ai/z-image/turbo \"a fox\"" && job.parents == [])
      #expect(job.startedAt == 100 && job.changedAt == 100 && job.sentAt == nil)

      try await journal.sent(id, at: 101)
      job = try journal.record(of: id)
      #expect(job.state == .sent && job.sentAt == 101 && job.requestID == nil)

      try await journal.accepted(id, requestID: "r1", statusURL: "s", responseURL: "r", cancelURL: "c", at: 102)
      job = try journal.record(of: id)
      #expect(job.state == .queued && job.acceptedAt == 102)
      #expect(job.requestID == "r1" && job.statusURL == "s" && job.responseURL == "r" && job.cancelURL == "c")

      try await journal.moved(id, to: .running, at: 103)
      job = try journal.record(of: id)
      #expect(job.state == .running && job.runningAt == 103 && job.unknownAt == nil)

      try await journal.finished(
        id, output: ["images": []], seconds: 1.5, queuedSeconds: 0.5, billableUnits: 2, cost: 0.04, at: 104)
      job = try journal.record(of: id)
      #expect(job.state == .done && job.endedAt == 104 && job.changedAt == 104)
      #expect(job.output == ["images": []] && job.error == nil)
      #expect(job.seconds == 1.5 && job.queuedSeconds == 0.5 && job.billableUnits == 2 && job.cost == 0.04)
    }
  }

  @Test(arguments: Place.allCases) func `what is not known stays unknown, not 0`(_ place: Place) async throws {
    try await place.withJournal { journal in
      let id = try await journal.beginSample()
      try await journal.finished(id, output: .null, at: 104)
      let job = try journal.record(of: id)
      #expect(job.output == JSON.null)
      #expect(job.cost == nil && job.seconds == nil && job.queuedSeconds == nil && job.billableUnits == nil)
    }
  }

  @Test(arguments: Place.allCases) func `a lost answer is unknown until more is known`(_ place: Place) async throws {
    try await place.withJournal { journal in
      let id = try await journal.beginSample()
      try await journal.sent(id, at: 101)
      try await journal.failed(id, error: ["kind": "network"], state: .unknown, at: 102)
      #expect(try journal.record(of: id).state == .unknown && journal.record(of: id).unknownAt == 102)
      #expect(try journal.record(of: id).endedAt == nil)
      #expect(try journal.record(of: id).error == ["kind": "network"])
      try await journal.accepted(id, requestID: "r1", statusURL: nil, responseURL: nil, cancelURL: nil, at: 103)
      #expect(try journal.record(of: id).state == .queued)
      try await journal.sent(id, at: 104)
      #expect(try journal.record(of: id).state == .queued, "an accepted job cannot be unsent")
    }
  }

  @Test(arguments: [JobState.done, .failed, .cancelled, .expired])
  func `a job that has ended stays as it ended`(_ ending: JobState) async throws {
    for place in Place.allCases {
      try await place.withJournal { journal in
        let id = try await journal.beginSample()
        if ending == .done {
          try await journal.finished(id, output: "result", at: 102)
        } else {
          try await journal.failed(id, error: ["kind": "server"], state: ending, at: 102)
        }
        let ended = try journal.record(of: id)
        try await journal.sent(id, at: 103)
        for state in JobState.allCases where state != .done { try await journal.moved(id, to: state, at: 104) }
        try await journal.failed(id, error: "late", at: 105)
        #expect(try journal.record(of: id) == ended)
      }
    }
  }

  @Test(arguments: Place.allCases) func `a result is stronger than any other ending`(_ place: Place) async throws {
    try await place.withJournal { journal in
      let id = try await journal.beginSample()
      try await journal.failed(id, error: "gave up", state: .cancelled, at: 102)
      try await journal.finished(id, output: "after all", at: 103)
      let job = try journal.record(of: id)
      #expect(job.state == .done && job.output == "after all" && job.error == nil)
    }
  }

  @Test(arguments: Place.allCases) func `an acceptance that comes late keeps its request id`(_ place: Place)
    async throws
  {
    try await place.withJournal { journal in
      let id = try await journal.beginSample()
      try await journal.moved(id, to: .cancelled, at: 101)
      try await journal.accepted(id, requestID: "r1", statusURL: nil, responseURL: nil, cancelURL: "c", at: 102)
      let job = try journal.record(of: id)
      #expect(job.state == .cancelled && job.requestID == "r1" && job.cancelURL == "c" && job.endedAt == 101)
    }
  }

  @Test(arguments: Place.allCases) func `done needs a result`(_ place: Place) async throws {
    try await place.withJournal { journal in
      let id = try await journal.beginSample()
      await #expect { try await journal.moved(id, to: .done, at: 101) } throws: { $0.isRefusal }
      await #expect { try await journal.failed(id, error: "x", state: .done, at: 101) } throws: { $0.isRefusal }
      #expect(try journal.record(of: id).state == .notSent)
    }
  }

  @Test(arguments: Place.allCases) func `a step of a job that is not there is an error`(_ place: Place) async throws {
    try await place.withJournal { journal in
      let id = JobID(rawValue: 17)
      await #expect(throws: JournalError.unknownJob(id)) { try await journal.sent(id, at: 1) }
      await #expect(throws: JournalError.unknownJob(id)) { try await journal.moved(id, to: .running, at: 1) }
      await #expect(throws: JournalError.unknownJob(id)) { try await journal.finished(id, output: .null, at: 1) }
      await #expect(throws: JournalError.unknownJob(id)) { try await journal.failed(id, error: .null, at: 1) }
      await #expect(throws: JournalError.unknownJob(id)) {
        try await journal.accepted(id, requestID: "", statusURL: nil, responseURL: nil, cancelURL: nil, at: 1)
      }
      let job = try journal.job(id)
      #expect(job == nil)
    }
  }

  @Test func `a large result is kept in pieces, and is whole again`() async throws {
    let journal = try Journal.inMemory()
    let job = try await journal.begin(
      NewJob(
        session: journal.beginSession(at: 1), number: 1, endpointID: "fal-ai/x", input: [:], origin: "fal.ai",
        sourceLine: "", startedAt: 1))
    let url = String(repeating: "abc\"é🦊", count: 1 << 18)
    let large: JSON = ["url": .string(url), "seed": 7]
    try await journal.finished(job, output: large, at: 2)
    #expect(try journal.job(job)?.output == large)
    #expect(try journal.jobs(states: [.done]).map(\.output) == [large])
    #expect(try journal.read { try $0.rows("SELECT 1 FROM outputPiece").count } > 10)
    try await journal.finished(job, output: ["seed": 8], at: 3)
    #expect(try journal.job(job)?.output == ["seed": 8])
    #expect(try journal.read { try $0.rows("SELECT 1 FROM outputPiece").isEmpty })
  }
}

extension Error {
  /// `JournalError.refused`, whatever SQLite's words.
  var isRefusal: Bool { if case .refused? = self as? JournalError { true } else { false } }
}
