import JSON
import Journal
import Testing

/// Each journal that is opened on a file is a shell of its own.
@Suite struct `Shells that share a journal` {
  @Test func `take up what a shell that is gone has left, each job once`() async throws {
    try await withTemporaryDirectory { directory in
      let path = directory + "/journal.db"
      var jobs: [JobID] = []
      do {
        let gone = try Journal(path: path)
        let session = try gone.beginSession(at: 1)
        jobs = try await (1...5).asyncMap { try await gone.begin(.sample(in: session, number: $0)) }
        for job in jobs.dropFirst() { try await gone.sent(job, at: 2) }
        for job in jobs.dropFirst(2) { try await gone.accept(job, at: 3) }
        try await gone.moved(jobs[3], to: .running, at: 4)
        try await gone.finished(jobs[4], output: "here", at: 5)
        let other = try Journal(path: path)
        #expect(try other.takeUp(origin: "fal.ai", at: 6) == [], "its shell is alive")
      }
      let (one, other) = (try Journal(path: path), try Journal(path: path))
      #expect(try one.takeUp(origin: "a sandbox", at: 7) == [], "of another platform")
      let taken = try one.takeUp(origin: "fal.ai", at: 7)
      #expect(taken.map(\.id) == Array(jobs[0..<4]))
      #expect(taken.map(\.state) == [.notSent, .unknown, .queued, .running])
      #expect(taken.map(\.endedAt) == [7, nil, nil, nil], "what was not sent never will be")
      #expect(taken[1].unknownAt == 7)
      #expect(try other.takeUp(origin: "fal.ai", at: 8) == [] && one.takeUp(origin: "fal.ai", at: 8) == [])
      #expect(try one.record(of: jobs[4]).output == "here")
    }
  }

  @Test func `take up one job only if nobody works on it`() async throws {
    try await withTemporaryDirectory { directory in
      let (one, other) = (try Journal(path: directory + "/a.db"), try Journal(path: directory + "/a.db"))
      let job = try await one.beginSample()
      try await one.accept(job, at: 3)
      #expect(try !other.takeUp(job, at: 4))
      #expect(try one.takeUp(job, at: 4), "it is its own")
      try await one.lost(job, error: ["kind": "network"], at: 5)
      #expect(try other.takeUp(job, at: 6), "who has lost contact has let go")
      #expect(try other.record(of: job).state == .queued && other.record(of: job).error == ["kind": "network"])
      #expect(throws: JournalError.unknownJob(JobID(rawValue: 9))) { try one.takeUp(JobID(rawValue: 9), at: 7) }
    }
  }

  @Test(.timeLimit(.minutes(5))) func `never take up the same job twice, whoever comes first`() async throws {
    let directory = TemporaryPath()
    let path = directory.path + "/journal.db"
    do {
      let gone = try Journal(path: path)
      let session = try gone.beginSession(at: 1)
      for number in 1...50 { try await gone.accept(try gone.begin(.sample(in: session, number: number)), at: 2) }
    }
    let journals = try (0..<8).map { _ in try Journal(path: path) }
    let taken = try await withThrowingTaskGroup(of: [JobID].self) { group in
      for journal in journals { group.addTask { try journal.takeUp(origin: "fal.ai", at: 3).map(\.id) } }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(taken.count == 50 && Set(taken).count == 50)
  }

  @Test func `make the copies that a shell that is gone was to make, each once`() async throws {
    try await withTemporaryDirectory { directory in
      let path = directory + "/journal.db"
      var jobs: [JobID] = []
      do {
        let gone = try Journal(path: path)
        let session = try gone.beginSession(at: 1)
        jobs = try await (1...4).asyncMap { number in
          var job = NewJob.sample(in: session, number: number)
          job.wantsCopies = number > 1
          return try await gone.begin(job)
        }
        for job in jobs.dropLast(2) { try await gone.finished(job, output: "here", at: 2) }
        try await gone.failed(jobs[2], error: "no", at: 2)
        #expect(try Journal(path: path).takeUpCopies(origin: "fal.ai", at: 3) == [], "its shell is alive")
      }
      let (one, other) = (try Journal(path: path), try Journal(path: path))
      #expect(try one.takeUpCopies(origin: "a sandbox", at: 4) == [], "of another platform")
      #expect(try one.takeUpCopies(origin: "fal.ai", at: 4).map(\.id) == [jobs[1]])
      #expect(try other.takeUpCopies(origin: "fal.ai", at: 5) == [] && one.takeUpCopies(origin: "fal.ai", at: 5) == [])
      #expect(try one.wantsCopies(of: jobs[1]) && one.wantsCopies(of: jobs[3]) && !one.wantsCopies(of: jobs[2]))
      try one.endCopies(of: jobs[1])
      #expect(try !one.wantsCopies(of: jobs[1]))
    }
  }

  @Test func `do not go on with a session that is open elsewhere`() async throws {
    try await withTemporaryDirectory { directory in
      let path = directory + "/journal.db"
      let other = try Journal(path: path)
      let session: SessionID
      do {
        let one = try Journal(path: path)
        session = try one.beginSession(at: 1)
        #expect(try !other.resume(session, at: 2) && other.isAtWork(session) && one.resume(session, at: 2))
        #expect { try other.delete(session, at: 2) } throws: { $0.isRefusal }
      }
      #expect(try other.resume(session, at: 3))
      #expect(try other.session(session)?.usedAt == 3)
    }
  }
}

extension Journal {
  /// The platform has taken the job on.
  func accept(_ job: JobID, at date: Double) async throws {
    try await accepted(job, requestID: "r\(job)", statusURL: nil, responseURL: nil, cancelURL: nil, at: date)
  }
}
