import Testing

@Suite struct `Standard output and standard error` {
  @Test func `values are lines of JSON, everything else is apart`() async throws {
    let room = try Room()
    let line =
      "let a = fal-ai/z-image/turbo \"a fox\" seed=7; $a | fal-ai/qwen-image-max/edit \"at night\"; [1, {x: 2}]"
    let ended = try await room.falsh("--sandbox", "-c", line)
    #expect(ended.status == 0)
    #expect(ended.lines.count == 2)
    #expect(ended.lines.first?.hasPrefix("{\"images\":[{\"url\":\"http://") == true)
    #expect(ended.lines.last == "[1,{\"x\":2}]")
    #expect(ended.error == "images[0] → image_urls\n")
  }

  @Test func `pretty is the same value laid out`() async throws {
    let ended = try await Room().falsh("--pretty", "-c", "{a: [1, 2]}")
    #expect(ended.output == "{\n  \"a\": [\n    1,\n    2\n  ]\n}\n")
  }

  @Test func `json is asked for by name too`() async throws {
    #expect(try await Room().falsh("--json", "-c", "{a: 1}").output == "{\"a\":1}\n")
  }

  @Test func `an error is on standard error, with its place`() async throws {
    let ended = try await Room().falsh("--sandbox", "-c", "fal-ai/z-image/turbo \"x\" seeed=1")
    #expect(ended.status == 2)
    #expect(ended.output == "")
    #expect(ended.error.contains("-c:1:26: error:") && ended.error.contains("did you mean 'seed'?"))
  }

  @Test func `without a terminal there are no escape codes`() async throws {
    let ended = try await Room(["TERM": "xterm-256color"]).shell("falsh -c 'print 1; nope' 2>&1")
    #expect(!ended.output.contains("\u{1B}"))
  }

  @Test func `a reader that leaves early ends the run, as by the signal`() async throws {
    let line = "for i in 1..5000 { print $i }; sleep 60"
    let ended = try await Room().shell("(falsh -c '\(line)'; echo $? >&2) | head -1")
    #expect(ended == Room.Ended(status: 0, output: "1\n", error: "141\n"))
  }

  @Test func `closed streams end in neither`() async throws {
    let ended = try await Room().shell("falsh -c 'print 1; nope' <&- >&- 2>&-")
    #expect(ended.status == 2)
  }
}
