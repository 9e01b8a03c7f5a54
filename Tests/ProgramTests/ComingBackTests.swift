import Foundation
import JSON
import Testing

@Suite struct `Coming back` {
  private static let prompt = "falsh host> "

  @Test func `again runs the latest call of an earlier session, at the prompt`() async throws {
    try await Server.run { server in
      let room = try Room(["FALSH_HOST": server.origin])
      let line = "fal-ai/z-image/turbo \"a fox\" seed=7 image_size=square"
      #expect(try await room.falsh("--yes", "-c", line).status == 0)
      #expect(try await room.falsh("-c", "again").error.contains("no model was run yet"))
      try await blocking {
        let screen = try Screen([], in: room)
        try screen.read(to: "falsh host> ")
        screen.type("again image_size=landscape_4_3\n")
        try screen.read(to: "fal-ai/z-image/turbo, as it ran in an earlier session")
        try screen.read(to: "%1 fal-ai/z-image/turbo  seed 7")
        screen.type("\u{4}")
        #expect(try screen.end() == 0)
      }
    }
  }

  @Test func `again knows what ran in real time, and its files`() async throws {
    try await Server.run { server in
      let room = try Room(["FALSH_HOST": server.origin])
      let line = "fal-ai/z-image/turbo 'a face' seed=1 image_size=square | save face.png"
      #expect(try await room.falsh("--yes", "-c", line).status == 0)
      let call = "'in oils' | realtime fal-ai/flux-2/klein/realtime image_url=@face.png seed=7 | count"
      #expect(try await room.falsh("--yes", "-c", call).output == "1\n")
      try await blocking {
        let screen = try Screen([], in: room)
        try screen.read(to: Self.prompt)
        screen.type("again prompt='in ink'\n")
        try screen.read(to: "fal-ai/flux-2/klein/realtime, as it ran in an earlier session")
        try screen.read(to: "%1 fal-ai/flux-2/klein/realtime  seed 7")
        screen.type("\u{4}")
        #expect(try screen.end() == 0)
      }
    }
  }

  @Test(.enabled(if: Project.stopsWhereTold))
  func `what a killed falsh has left is taken up, and told`() async throws {
    try await Server.run { server in
      let room = try Room(["FALSH_HOST": server.origin])
      let still = "fal-ai/z-image/turbo \"a fox\" image_size=square"
      let killed = try await room.run(["/usr/bin/env", "FALSH_STOP_AT=accepted", Project.program, "-c", still])
      #expect(killed.status == 128 + SIGKILL)
      let lost = try await room.run(["/usr/bin/env", "FALSH_STOP_AT=accepting", Project.program, "-c", still])
      #expect(lost.status == 128 + SIGKILL)
      try await blocking {
        let screen = try Screen([], in: room)
        try screen.read(to: "while you were away:")
        let told = try screen.read(to: "may have been accepted")
        #expect(told.contains("%1 fal-ai/z-image/turbo done, 1 image"))
        #expect(told.contains("%2 fal-ai/z-image/turbo unknown"))
        try screen.read(to: Self.prompt)
        screen.type("%1.images[0].width\n")
        #expect(try screen.read(to: Self.prompt).contains("512"))
        screen.type("\u{4}")
        #expect(try screen.end() == 0)
      }
      // It is told once.
      let again = try await room.falsh("-c", "attach | count")
      #expect(again.output == "0\n")
    }
  }

  @Test(arguments: ["ID MODEL", "ID --model MODEL"])
  func `a request that was made elsewhere is known by its id and model`(_ words: String) async throws {
    try await Server.run { server in
      let (here, elsewhere) = (try Room(["FALSH_HOST": server.origin]), try Room(["FALSH_HOST": server.origin]))
      let model = "fal-ai/z-image/turbo"
      let made = try await elsewhere.falsh("-c", "\(model) \"a fox\" seed=7 image_size=square --logs --async")
      let id = try #require(try JSON(parsing: made.output)["request_id"]?.string)
      let target = words.replacing("ID", with: id).replacing("MODEL", with: model)
      #expect(try await here.falsh("-c", "wait \(target)").output.contains("\"seed\":7"))
      #expect(try await here.falsh("-c", "result \(target)").output.contains("\"seed\":7"))
      #expect(try await here.falsh("-c", "status \(target)").output.contains("COMPLETED"))
      #expect(try await here.falsh("-c", "logs \(target)").output.contains("Loading weights"))
      #expect(try await here.falsh("-c", "cancel \(target)").error.contains("has ended already"))
      #expect(try await here.falsh("-c", "status \(id)").error.contains("\(id) fal-ai/veo3.1"))
      // From now on it is a job of this machine.
      #expect(try await here.falsh("-c", "attach \(id) --model \(model) --wait").status == 0)
      #expect(try await here.falsh("-c", "result \(id)").output.contains("\"seed\":7"))
      #expect(try await here.falsh("-c", "logs \(id)").output.contains("Loading weights"))
    }
  }

  @Test(.enabled(if: Project.stopsWhereTold))
  func `two prompts at once do not both take it up`() async throws {
    try await Server.run(pace: 20) { server in
      let room = try Room(["FALSH_HOST": server.origin])
      _ = try await room.run(
        ["/usr/bin/env", "FALSH_STOP_AT=accepted", Project.program, "--yes", "-c", "fal-ai/veo3.1 \"a battle\""])
      try await blocking {
        let one = try Screen([], in: room)
        try one.read(to: "runs on")
        let other = try Screen([], in: room)
        try other.read(to: Self.prompt)
        other.type("jobs\n")
        #expect(try other.read(to: Self.prompt).contains("no jobs yet"))
        for screen in [one, other] { #expect(try screen.exit() == 0) }
      }
    }
  }

  @Test func `a job that another falsh has taken up is seen to its end`() async throws {
    try await Server.run(pace: 14) { server in
      let room = try Room(["FALSH_HOST": server.origin])
      try await blocking {
        let one = try Screen([], in: room)
        try one.read(to: Self.prompt)
        one.type("let fox = fal-ai/z-image/turbo \"a fox\" seed=7 --async\njobs\n")
        try one.read(to: "%1  in ")
        try one.exit()
        let other = try Screen([], in: room)
        try other.read(to: "runs on")
        let again = try Screen([], in: room)
        try again.read(to: Self.prompt)
        again.type("session resume 1\njobs\n")
        try again.read(to: "%1  in ")
        try again.read(to: "%1 fal-ai/z-image/turbo done after")
        again.type("$fox.seed\n")
        try again.read(to: "7")
        for screen in [other, again] { #expect(try screen.exit() == 0) }
      }
    }
  }

  @Test func `a session goes on with its names as what they were`() async throws {
    try await Server.run { server in
      let room = try Room(["FALSH_HOST": server.origin])
      try room.write("hello\n", to: "a.txt")
      let lines = [
        "let still = fal-ai/z-image/turbo \"a fox\" seed=7 image_size=square", "let n = [1, 2]", "let f = @a.txt",
        "let clip = fal-ai/veo3.1 \"a battle\" &", "def double(n) { print ($n * 2) }",
        "alias turbo=fal-ai/z-image/turbo", "set parallel=3", "wait $clip | count",
      ]
      try await type(lines, to: [], in: room)
      let shown = try await type(
        [
          "$still.meta.model", "$still.url == %1.url", "$n[1]", "$f.size", "$clip.meta.model", "double 4",
          "turbo \"a cat\" image_size=square seed=1 | count", "set",
        ], to: ["--continue"], in: room)
      let wanted = ["fal-ai/z-image/turbo", "true", "2", "6", "fal-ai/veo3.1", "8", "1", "parallel  3"]
      for (line, text) in zip(shown, wanted) { #expect(line.contains(text), "\(line)") }
      let jobs = try await type(["jobs"], to: ["--continue"], in: room)
      #expect(jobs.first?.contains("%3  done  fal-ai/z-image/turbo") == true, "\(jobs)")
      let new = try await type(["vars"], to: [], in: room)
      #expect(new.first?.contains("no names yet") == true, "a plain start is a new one")
    }
  }

  /// Types lines at a prompt, each after the answer to the one before.
  /// - Returns: the answers.
  @discardableResult
  private func type(_ lines: [String], to words: [String], in room: Room) async throws -> [String] {
    try await blocking {
      let screen = try Screen(["--yes"] + words, in: room)
      try screen.read(to: Self.prompt)
      let answers = try lines.map { line in
        screen.type(line + "\n")
        try screen.read(to: "\n")
        return try screen.read(to: Self.prompt)
      }
      screen.type("\u{4}")
      #expect(try screen.end() == 0)
      return answers
    }
  }
}
