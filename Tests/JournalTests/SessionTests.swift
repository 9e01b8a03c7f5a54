import JSON
import Journal
import Testing

@Suite struct `Sessions of the journal` {
  @Test(arguments: Place.allCases) func `keep what was bound and set, as it is now`(_ place: Place) async throws {
    try await place.withJournal { journal in
      let (one, other) = (try journal.beginSession(at: 1), try journal.beginSession(at: 2))
      try journal.keep(
        bound: [Binding(.value, "n", "3"), Binding(.value, "hero", "1"), Binding(.definition, "n", "def n { }")],
        settings: ["parallel": 2], in: one, at: 5)
      try journal.keep(bound: [Binding(.value, "n", "4")], unbound: [Binding(.value, "hero", "")], in: one, at: 6)
      #expect(
        try journal.bindings(of: one) == [Binding(.definition, "n", "def n { }"), Binding(.value, "n", "4")])
      #expect(try journal.session(one)?.settings == ["parallel": 2] && journal.session(one)?.usedAt == 6)
      #expect(try journal.session(one)?.nameCount == 2)
      #expect(try journal.bindings(of: other) == [])
      #expect(try journal.sessions().map(\.id) == [one, other], "the latest used first")
    }
  }

  @Test(arguments: Place.allCases) func `are copied with the numbers of their jobs`(_ place: Place) async throws {
    try await place.withJournal { journal in
      let old = try journal.beginSession(at: 1)
      let elsewhere = try await journal.beginSample()
      let first = try await journal.begin(.sample(in: old, number: 1))
      try journal.adopt(elsewhere, in: old, as: 2)
      try journal.keep(bound: [Binding(.value, "n", "3")], settings: ["a": 1], in: old, at: 3)
      let fork = try journal.fork(old, at: 4)
      let own = try await journal.begin(.sample(in: fork, number: 3))
      #expect(try journal.numberedJobs(of: fork).map(\.number) == [1, 2, 3])
      #expect(try journal.numberedJobs(of: fork).map(\.job.id) == [first, elsewhere, own])
      #expect(try journal.numberedJobs(of: old).map(\.job.id) == [first, elsewhere])
      #expect(try journal.bindings(of: fork) == [Binding(.value, "n", "3")])
      let record = try journal.session(fork)
      #expect(record?.forkedFrom == old && record?.settings == ["a": 1] && record?.jobCount == 3)
      #expect(try Set(journal.jobs(session: fork).map(\.id)) == [first, elsewhere, own])
    }
  }

  @Test(arguments: Place.allCases) func `give a number once`(_ place: Place) async throws {
    try await place.withJournal { journal in
      let session = try journal.beginSession(at: 1)
      let (own, other) = (try await journal.begin(.sample(in: session, number: 1)), try await journal.beginSample())
      #expect { try journal.adopt(other, in: session, as: 1) } throws: { $0.isRefusal }
      try journal.adopt(other, in: session, as: 2)
      #expect { try journal.adopt(own, in: session, as: 2) } throws: { $0.isRefusal }
    }
  }

  @Test(arguments: Place.allCases) func `are gone when they are deleted, but not their jobs`(_ place: Place)
    async throws
  {
    try await place.withJournal { journal in
      let session = try journal.beginSession(at: 1)
      let job = try await journal.begin(.sample(in: session))
      try journal.name(session, "fox")
      try journal.keep(bound: [Binding(.value, "n", "3")], in: session, at: 2)
      try journal.delete(session, at: 3)
      #expect(try journal.session(session) == nil && journal.session(named: "fox") == nil)
      #expect(try journal.sessions() == [] && journal.bindings(of: session) == [])
      #expect(try journal.record(of: job).number == 1)
      #expect(throws: JournalError.unknownSession(session)) { try journal.delete(session, at: 4) }
      #expect(throws: JournalError.unknownSession(session)) { try journal.fork(session, at: 4) }
      #expect(throws: JournalError.unknownSession(session)) { try journal.resume(session, at: 4) }
    }
  }

  @Test(arguments: Place.allCases) func `of scripts are told from those of people`(_ place: Place) async throws {
    try await place.withJournal { journal in
      let (script, prompt) = (try journal.beginSession(.script, at: 1), try journal.beginSession(at: 2))
      #expect(try journal.sessions(.prompt).map(\.id) == [prompt])
      #expect(try journal.sessions(.script).map(\.id) == [script])
    }
  }
}
