import Testing

@Suite struct `Ways to run something` {
  @Test func `a line`() async throws {
    let ended = try await Room().falsh("-c", "print 2; print \"two words\"")
    #expect(ended == Room.Ended(status: 0, output: "2\ntwo words\n", error: ""))
  }

  @Test func `a file, with its parameters`() async throws {
    let room = try Room()
    try room.write("param who: text\nprint \"hello $who\"\n", to: "hello.fal")
    #expect(try await room.falsh("hello.fal", "who=a b").output == "hello a b\n")
    let refused = try await room.falsh("hello.fal")
    #expect(refused.status == 2)
    #expect(refused.error.contains("who"))
  }

  @Test func `a file that is a program`() async throws {
    // Written by the shell: a file that this process wrote may still be open in a child of another test, and then the
    // system refuses to run it.
    let script = "#!/usr/bin/env falsh\nparam n = 1\nprint ($n + 1)\n"
    let ended = try await Room().shell("printf '%s' '\(script)' >next; chmod +x next; ./next n=41")
    #expect(ended == Room.Ended(status: 0, output: "42\n", error: ""))
  }

  @Test func `the help of a file lists its parameters`() async throws {
    let room = try Room()
    try room.write("## Greets.\nparam who = \"you\"  ## whom\nprint $who\n", to: "hello.fal")
    let help = try await room.falsh("hello.fal", "--help")
    #expect(help.status == 0)
    #expect(help.output.contains("Greets.") && help.output.contains("whom"))
  }

  @Test(arguments: [["-"], []]) func `standard input`(_ words: [String]) async throws {
    let ended = try await Room().run([Project.program] + words, input: "print 1\nprint 2\n")
    #expect(ended == Room.Ended(status: 0, output: "1\n2\n", error: ""))
  }

  @Test func `at the end of a pipe`() async throws {
    let ended = try await Room().shell("echo 'print (1 + 1)' | falsh")
    #expect(ended == Room.Ended(status: 0, output: "2\n", error: ""))
  }

  @Test func `a command, its words taken as they are`() async throws {
    let ended = try await Room().falsh("print", "$nothing {a,b} | x")
    #expect(ended == Room.Ended(status: 0, output: "$nothing {a,b} | x\n", error: ""))
  }

  @Test func `upload gives an address, and is a value`() async throws {
    let room = try Room()
    try room.write("hello", to: "a b.txt")
    let ended = try await room.falsh("--sandbox", "upload", "a b.txt")
    #expect(ended.status == 0)
    #expect(ended.output.hasPrefix("\"http://") && ended.output.hasSuffix(".txt\"\n"))
    #expect(ended.lines.count == 1)
  }

  @Test func `models finds them by word and category`() async throws {
    let ended = try await Room().falsh("--sandbox", "models", "flux", "--category", "text-to-image")
    #expect(ended.status == 0)
    #expect(ended.output.contains("\"fal-ai/flux-2/klein/9b\"") && !ended.output.contains("veo"))
  }

  @Test func `gen as the scripts before it, without waiting`() async throws {
    let ended = try await Room().falsh(
      "--sandbox", "gen", "-m", "fal-ai/veo3.1", "-p", "Ocean waves", "--async")
    #expect(ended.status == 0)
    #expect(ended.output.contains("\"request_id\":") && ended.output.contains("\"state\":\"queued\""))
  }

  @Test func `a model by its name`() async throws {
    try await Server.run { server in
      let ended = try await Room().falsh("--host", server.origin, "fal-ai/z-image/turbo", "a fox", "seed=7")
      #expect(ended.status == 0)
      #expect(ended.output.contains("\"prompt\":\"a fox\"") && ended.output.contains("\"seed\":7"))
    }
  }
}

@Suite struct `The program's own options` {
  @Test(arguments: ["--help", "-h"]) func `help lists ways and options`(_ word: String) async throws {
    let ended = try await Room().falsh(word)
    #expect(ended.status == 0)
    #expect(ended.output.contains("falsh -c LINE") && ended.output.contains("--sandbox"))
  }

  @Test func `the version`() async throws {
    #expect(try await Room().falsh("--version").output.hasPrefix("falsh 0."))
  }

  @Test(arguments: [
    ["--nope"], ["--sandbox", "--nope"], ["--host"], ["--host", "nowhere", "-c", "1"], ["-c"],
    ["--sandbox", "--host", "http://localhost:1", "-c", "1"], ["missing.fal"], ["serve", "--port", "x"],
    ["film.fal", "--force"],
  ])
  func `wrong use ends with 2, and says what is wrong`(_ words: [String]) async throws {
    let room = try Room()
    try room.write("print 1\n", to: "film.fal")
    let ended = try await room.run([Project.program] + words)
    #expect(ended.status == 2)
    #expect(ended.output == "")
    #expect(ended.error != "")
  }

  @Test func `an option of the program behind a script is shown where it belongs`() async throws {
    let room = try Room()
    try room.write("print 1\n", to: "film.fal")
    #expect(try await room.falsh("film.fal", "--force").error.contains("falsh --force"))
  }
}
