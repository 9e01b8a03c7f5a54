import JSON
import Journal
import Testing

@Suite struct `Jobs of the journal` {
  @Test(arguments: Place.allCases) func `come latest first, by session, state and number`(_ place: Place) async throws {
    try await place.withJournal { journal in
      let (first, second) = (try journal.beginSession(at: 1), try journal.beginSession(at: 2))
      let a = try await journal.begin(.sample(in: first, number: 1))
      let b = try await journal.begin(.sample(in: second, number: 1))
      let c = try await journal.begin(.sample(in: first, number: 2))
      try await journal.sent(b, at: 3)
      try await journal.finished(c, output: .null, at: 4)
      #expect(try journal.jobs().map(\.id) == [c, b, a])
      #expect(try journal.jobs(session: first).map(\.id) == [c, a])
      #expect(try journal.jobs(states: [.notSent, .sent]).map(\.id) == [b, a])
      #expect(try journal.jobs(session: first, states: [.done]).map(\.id) == [c])
      #expect(try journal.jobs(limit: 2).map(\.id) == [c, b])
      #expect(try journal.jobs(states: []) == [])
      #expect(try journal.jobs(limit: 0) == [])
      #expect(try journal.jobs(limit: -5) == [])
      #expect(try journal.jobs().first == journal.job(c))
    }
  }

  @Test(arguments: Place.allCases) func `know a parent by its request id, in their own session first`(
    _ place: Place
  ) async throws {
    try await place.withJournal { journal in
      // Every sandbox gives the same ids anew.
      let sessions = [try journal.beginSession(at: 1), try journal.beginSession(at: 2)]
      let stills = try await sessions.asyncMap { session in
        let id = try await journal.begin(.sample(in: session, number: 1))
        try await journal.accepted(id, requestID: "r1", statusURL: nil, responseURL: nil, cancelURL: nil, at: 3)
        return id
      }
      let clips = try await sessions.asyncMap { session in
        try await journal.begin(.sample(in: session, number: 2, parents: [.request("r1"), .request("elsewhere")]))
      }
      for (still, clip) in zip(stills, clips) {
        #expect(try journal.record(of: clip).parents == [.job(still), .request("elsewhere")])
      }
    }
  }

  @Test(arguments: Place.allCases) func `know their parents in order`(_ place: Place) async throws {
    try await place.withJournal { journal in
      let session = try journal.beginSession(at: 1)
      let stills = try await (1...12).asyncMap { try await journal.begin(.sample(in: session, number: $0)) }
      let parents = Array(stills.reversed()) + [stills[0]]
      let clip = try await journal.begin(.sample(in: session, number: 13, parents: parents.map(JobParent.job)))
      #expect(try journal.record(of: clip).parents == parents.map(JobParent.job))
      #expect(try journal.jobs(limit: 1).first?.parents == parents.map(JobParent.job))
    }
  }

  @Test(arguments: Place.allCases) func `contradict nothing that is there`(_ place: Place) async throws {
    try await place.withJournal { journal in
      let session = try journal.beginSession(at: 1)
      _ = try await journal.begin(.sample(in: session))
      await #expect { try await journal.begin(.sample(in: session)) } throws: { $0.isRefusal }
      await #expect { try await journal.begin(.sample(in: SessionID(rawValue: 9))) } throws: { $0.isRefusal }
      await #expect {
        try await journal.begin(.sample(in: session, number: 2, parents: [.job(JobID(rawValue: 9))]))
      } throws: {
        $0.isRefusal
      }
      await #expect { try await journal.begin(.sample(in: session, number: 3, startedAt: .nan)) } throws: {
        $0.isRefusal
      }
      #expect(try journal.jobs().count == 1, "a refused job leaves nothing behind")
    }
  }

  @Test(arguments: Place.allCases) func `keep their JSON as it was, to the digit`(_ place: Place) async throws {
    let text = """
      {"z":1.50,"seed":123456789012345678901234567890,"a":"é e\\u0301 🦊 \\u0000 \\u001b[31m","e":1e400,"n":[null,{}]}
      """
    let input = try JSON(parsing: text)
    try await place.withJournal { journal in
      let id = try await journal.beginSample(input: input)
      try await journal.finished(id, output: input, billableUnits: 0.1, cost: -0.0, at: .greatestFiniteMagnitude)
      let job = try journal.record(of: id)
      #expect(job.input == input && job.output == input)
      #expect(job.input.text == input.text)
      #expect(job.billableUnits == 0.1 && job.endedAt == .greatestFiniteMagnitude)
    }
  }

  @Test(arguments: Place.allCases) func `take any text for a name or a line`(_ place: Place) async throws {
    let texts = [
      "", "'; DROP TABLE job; --", "e\u{301}", "\u{1F98A}\n\t\u{1B}[31m", String(repeating: "x", count: 1 << 20),
    ]
    try await place.withJournal { journal in
      let session = try journal.beginSession(at: 1)
      for (index, text) in texts.enumerated() {
        let id = try await journal.begin(
          NewJob(
            session: session, number: index, endpointID: text, input: .string(text), origin: text, sourceLine: text,
            startedAt: 1))
        try await journal.accepted(id, requestID: text, statusURL: text, responseURL: text, cancelURL: text, at: 2)
        let job = try journal.record(of: id)
        let kept = [job.endpointID, job.origin, job.sourceLine, job.requestID ?? "-", job.cancelURL ?? "-"]
        #expect(kept.allSatisfy { Array($0.utf8) == Array(text.utf8) })
      }
    }
  }
}
