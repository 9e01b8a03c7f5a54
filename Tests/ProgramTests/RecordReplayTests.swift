import Foundation
import JSON
import Journal
import Testing

@Suite struct `A run that is kept` {
  private static let script = """
    let portrait = (upload @face.txt)
    let fox = fal-ai/z-image/turbo "a fox" image_size=square
    $fox.seed
    let many = ["red", "blue"] | each { fal-ai/z-image/turbo "a $in bird" image_size=square }
    $fox | fal-ai/qwen-image-max/edit "older" | save older.png
    $many[1].images[0].url
    ask "one line about foxes"
    """

  private func room() throws -> Room {
    let room = try Room(["FAL_KEY": "id:topsecretkey"])
    try room.write(Self.script, to: "a.fal")
    try room.write("a face", to: "face.txt")
    return room
  }

  @Test func `is replayed without key or network, with the same output`() async throws {
    let room = try room()
    let recorded = try await room.falsh("--sandbox", "--record", "a.tape", "a.fal")
    #expect(recorded.status == 0, "\(recorded)")
    let picture = try room.bytes(of: "older.png")
    let replayed = try await room.shell("rm older.png; env -u FAL_KEY falsh --replay a.tape a.fal")
    #expect(replayed.status == 0, "\(replayed)")
    #expect(replayed.output == recorded.output)
    #expect(try room.bytes(of: "older.png") == picture)
    let tape = try room.bytes(of: "a.tape")
    #expect(tape.range(of: Data("topsecretkey".utf8)) == nil)
    // A replay is no job that was run.
    #expect(try await room.falsh("--sandbox", "jobs").output.contains("%") == false)
  }

  @Test func `is not asked for what it does not hold`() async throws {
    let room = try room()
    _ = try await room.falsh("--sandbox", "--record", "a.tape", "a.fal")
    try room.write("try { fal-ai/z-image/turbo \"an owl\" } catch e { print \"caught\" }\n", to: "b.fal")
    let other = try await room.falsh("--replay", "a.tape", "b.fal")
    #expect(other.status == 1 && other.output == "", "\(other)")
    #expect(other.error.contains("is not in the recording"))
  }

  @Test func `says which lines a change of their model has touched since`() async throws {
    try await Server.run { server in
      let room = try Room(["FALSH_HOST": server.origin])
      let call = "fal-ai/z-image/turbo \"a fox\""
      try room.write("\(call) image_size=square | count\n\(call) seed=1 image_size=square | count\n", to: "a.fal")
      let recorded = try await room.falsh("--record", "a.tape", "a.fal")
      #expect(try await room.falsh("--replay", "a.tape", "a.fal") == recorded)
      // Later a job of this machine finds the model without its seed.
      let journal = try Journal(path: room.state + "/journal.sqlite")
      let later = Date().timeIntervalSince1970 + 60
      let shape = #"{"prompt": {"required": true}, "image_size": {"required": false}, "num_steps": {"required": true}}"#
      _ = try await journal.begin(
        NewJob(
          session: journal.beginSession(at: later), number: 1, endpointID: "fal-ai/z-image/turbo", input: [:],
          origin: server.origin, sourceLine: "", startedAt: later,
          step: JobStep(key: "any", document: JobStep.Document(hash: "any", text: shape))))
      let replayed = try await room.falsh("--replay", "a.tape", "a.fal")
      #expect(replayed.status == 0 && replayed.output == recorded.output)
      let day = Date().ISO8601Format().prefix(10)
      let words = "warning: fal-ai/z-image/turbo has changed since this was recorded on \(day): "
      #expect(replayed.error.contains("a.fal:2:30: \(words)the parameter 'seed' is gone"), "\(replayed)")
      #expect(replayed.error.ranges(of: "has changed since").count == 1)
      let checked = try await room.falsh("--replay", "a.tape", "check", "a.fal")
      #expect(checked.error.contains("the parameter 'seed' is gone"), "\(checked)")
    }
  }

  @Test(arguments: [
    ("", "is empty: nothing was recorded"), ("{\"falsh-recor", "is no recording"), ("print 1\n", "is no recording"),
    ("{\"falsh-recording\": 99, \"platform\": {\"kind\": \"live\"}}\n", "a newer falsh has made the recording"),
    ("{\"falsh-recording\": 2}\n", "is no recording"), ("\u{0}\u{1}", "is no recording"),
    ("{\"falsh-recording\": 2, \"platform\": {\"kind\": \"live\"}}\n{}\n", "is damaged: line 2"),
  ])
  func `is told from what is none`(text: String, words: String) async throws {
    let room = try Room()
    try room.write(text, to: "a.tape")
    let ended = try await room.falsh("--replay", "a.tape", "-c", "print 1")
    #expect(ended.status == 2 && ended.output == "" && ended.error.contains(words), "\(ended)")
  }

  @Test func `is no folder, and nothing that cannot be read`() async throws {
    let room = try Room()
    let ended = try await room.shell("mkdir tapes; head -c 99 /dev/urandom > x; falsh --replay tapes -c 'print 1'")
    #expect(ended.status == 2 && ended.error.contains("cannot read the recording 'tapes': is a directory"), "\(ended)")
    let noise = try await room.falsh("--replay", "x", "-c", "print 1")
    #expect(noise.status == 2 && noise.error.contains("'x' is no recording"), "\(noise)")
    let none = try await room.falsh("--replay", "none.tape", "-c", "print 1")
    #expect(none.error.contains("cannot read the recording 'none.tape': no such file or directory"), "\(none)")
  }

  @Test func `may have asked the platform nothing`() async throws {
    let room = try Room()
    #expect(try await room.falsh("--sandbox", "--record", "a.tape", "-c", "print 1").output == "1\n")
    #expect(try await room.falsh("--replay", "a.tape", "-c", "print 1").output == "1\n")
    let more = try await room.falsh("--replay", "a.tape", "-c", "fal-ai/z-image/turbo \"a fox\"")
    #expect(more.status == 1 && more.error.contains("is not in the recording"), "\(more)")
    // Wrong use leaves no file that would be in the way, and none empty.
    let wrong = try await room.shell(
      "falsh --record b.tape --budget lots -c 'print 1'; falsh --record a.tape --force --budget lots -c 'print 1'")
    #expect(wrong.status == 2 && !room.exists("b.tape"))
    #expect(try await room.falsh("--replay", "a.tape", "-c", "print 1").output == "1\n")
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "the system has no /dev/full"))
  func `says nothing to the terminal that a file's name says`() async throws {
    let room = try room()
    let name = "\u{1B}[31mred\u{7}"
    let missing = try await room.falsh("--replay", name, "a.fal")
    #expect(missing.status == 2 && missing.error.contains("'red\u{FFFD}'") && !missing.error.contains("\u{1B}"))
    try FileManager.default.createSymbolicLink(atPath: room.work + "/" + name, withDestinationPath: "/dev/full")
    let full = try await room.falsh("--sandbox", "--force", "--record", name, "a.fal")
    #expect(
      full.error.contains("'red\u{FFFD}' is not whole: no space left") && !full.error.contains("\u{1B}"), "\(full)")
    #expect(full.status == 1)
  }

  @Test func `replaces no file unasked, and is no other file`() async throws {
    let room = try room()
    #expect(try await room.falsh("--sandbox", "--record", "face.txt", "a.fal").status == 2)
    #expect(try await room.falsh("--replay", "face.txt", "a.fal").status == 2)
    #expect(try await room.falsh("--replay", "none.tape", "a.fal").status == 2)
    #expect(try await room.falsh("--replay", "x", "--record", "y", "a.fal").status == 2)
    #expect(try await room.falsh("--paced", "-c", "print 1").status == 2)
    #expect(try room.bytes(of: "face.txt") == Data("a face".utf8))
  }
}

@Suite struct `A wait that was given up in a run that is kept` {
  private static let script = """
    let frame = "https://example.com/a.png"
    use fal-ai/kling-video/v2.6/pro/image-to-video
    try { gen "a fox" start_image_url=$frame --timeout 1 } catch e { print $e.message }
    try { gen "a fox" start_image_url=$frame --timeout 1 --poll-interval 0.1 } catch e { print $e.message }
    try { fal-ai/z-image/turbo "a fox" seed=1 --sync --timeout 0.4 } catch e { print $e.message }
    sleep 0.5
    ["red", "red"] | each { try { gen "a $in fox" start_image_url=$frame --timeout 1 } catch e { $e.message } }
    let owl = fal-ai/z-image/turbo "an owl" seed=1 image_size=square &
    try { wait $owl --timeout 0.02 } catch e { print $e.message }
    wait $owl --timeout 60 | count
    let elsewhere = "019aa000-0001-78f8-823c-000000000000"
    try { wait $elsewhere --model fal-ai/z-image/turbo --timeout 0.2 } catch e { print $e.message }
    try { retry 2 { fail "never" } } catch e { print $e.message }
    gen "a bear" start_image_url=$frame --timeout 1
    """

  @Test func `is given up in its replay, at once or in its time`() async throws {
    let room = try Room()
    try room.write(Self.script, to: "a.fal")
    let recorded = try await room.falsh("--sandbox", "--record", "a.tape", "a.fal")
    #expect(recorded.status == 4, "\(recorded)")
    #expect(recorded.output.ranges(of: "the job runs on").count == 4, "\(recorded)")
    #expect(recorded.output.contains("no answer of fal-ai/z-image/turbo after 0.4 s"), "\(recorded)")
    #expect(recorded.output.contains("has no value after 0.0 s; it runs on\n1\n"), "\(recorded)")
    #expect(recorded.output.hasSuffix("the platform knows no such thing: NOT_FOUND (404)\nnever\n"))
    for option in ["--yes", "--paced"] {
      let replayed = try await room.falsh(option, "--replay", "a.tape", "a.fal")
      #expect(replayed == recorded, "\(option): \(replayed)")
    }
  }

  @Test func `takes no time where none is to be lost`() async throws {
    let room = try Room()
    _ = try await room.falsh("--sandbox", "--record", "a.tape", "-c", "print 1")
    let ended = try await room.falsh(
      "--replay", "a.tape", "-c", "sleep 900; try { retry 12 { fail \"never\" } } catch e { print $e.message }")
    #expect(ended.status == 0 && ended.output == "never\n", "\(ended)")
  }

  @Test(arguments: [
    // Which of them is in time goes by what they wait for, not by who is first.
    """
    for t in [0.1, 3] {
      let p = sleep $t &
      try { wait $p --timeout 1 | count } catch e { print $e.message }
    }
    """,
    // What runs beside it is where it was.
    """
    let a = fal-ai/kling-video/v2.6/pro/text-to-video "a fox" --async
    try { wait $a --timeout 1 } catch e { cancel $a }
    sleep 1
    jobs | each { $in.state }
    """,
    """
    let p = for i in 1..2 { fal-ai/z-image/turbo "a fox $i" image_size=square ; print "then" } &
    sleep 6
    jobs | each { $in.state }
    wait $p | count
    """,
    // How long something took is what it took.
    """
    sleep 0.2
    let fox = fal-ai/z-image/turbo "a fox" image_size=square
    print $fox.meta.seconds
    let owl = fal-ai/z-image/turbo "an owl" seed=1 image_size=square --sync
    print $owl.meta.seconds
    """,
    // Of calls that are alike, each has its own seed.
    """
    1..6 | each { fal-ai/z-image/turbo "a fox" image_size=square } | each { $in.seed }
    let twice = 1..2 | each { (fal-ai/z-image/turbo "a fox" image_size=square) & }
    $twice | each { wait $in } | each { $in.seed }
    """,
  ])
  func `is no matter of the clock`(script: String) async throws {
    let room = try Room()
    try room.write(script, to: "a.fal")
    let recorded = try await room.falsh("--sandbox", "--record", "a.tape", "a.fal")
    #expect(recorded.status == 0 && !recorded.output.isEmpty, "\(recorded)")
    for option in ["--yes", "--yes", "--paced"] {
      let replayed = try await room.falsh(option, "--replay", "a.tape", "a.fal")
      #expect(replayed == recorded, "\(option): \(replayed)")
    }
  }
}

@Suite struct `A run in real time that is kept` {
  private static let model = "fal-ai/flux-2/klein/realtime"
  private static let script = """
    let face = fal-ai/z-image/turbo "a face" seed=1 image_size=square
    let inks = ["in oils", "in ink"] | realtime \(model) image_url=$face.url seed=1
    $inks[0].seed
    $inks[1].meta.inference_seconds
    $inks | save "ink-{index}.png"
    again seed=3
    ["in chalk", "in lead"] | each { realtime \(model) prompt=$in image_url=@face.png seed=2 }
    """

  private func recorded() async throws -> (room: Room, ended: Room.Ended) {
    let room = try Room(["FAL_KEY": "id:topsecretkey"])
    try room.write(Self.script, to: "a.fal")
    let made = "fal-ai/z-image/turbo \"a face\" seed=9 image_size=square | save face.png"
    #expect(try await room.falsh("--sandbox", "-c", made).status == 0)
    return (room, try await room.falsh("--sandbox", "--record", "a.tape", "a.fal"))
  }

  @Test func `is replayed with the same output, at once or in its time`() async throws {
    let (room, recorded) = try await recorded()
    #expect(recorded.status == 0 && recorded.lines.count == 5, "\(recorded)")
    let pictures = try ["ink-0.png", "ink-1.png"].map { try room.bytes(of: $0) }
    for option in ["", "--paced"] {
      let replayed = try await room.shell("rm ink-*.png; env -u FAL_KEY falsh \(option) --replay a.tape a.fal")
      #expect(replayed.status == 0 && replayed.output == recorded.output, "\(replayed)")
      #expect(try ["ink-0.png", "ink-1.png"].map { try room.bytes(of: $0) } == pictures)
    }
    #expect(try await room.falsh("--sandbox", "jobs").output.contains("%") == false)
  }

  @Test func `holds no token and no key`() async throws {
    let (room, _) = try await recorded()
    let tape = String(decoding: try room.bytes(of: "a.tape"), as: UTF8.self)
    #expect(!tape.contains("topsecretkey"))
    let tokens = tape.ranges(of: "fal_jwt_token=").map { tape[$0.upperBound...].prefix { $0 != "\"" } }
    #expect(!tokens.isEmpty && tokens.allSatisfy { $0 == "left-out" })
    let answers = tape.split(separator: "\n").filter { $0.contains("/tokens/") }
    #expect(!answers.isEmpty && answers.allSatisfy { $0.contains("\"text\":\"\\\"left-out\\\"\"") })
    let frames = ["sent", "received", "left"]
    #expect(frames.allSatisfy { tape.contains("\"frame\":\"\($0)\"") })
  }

  @Test func `is not asked for what it does not hold`() async throws {
    let (room, _) = try await recorded()
    try room.write(Self.script.replacing("in ink", with: "in mud"), to: "b.fal")
    let other = try await room.falsh("--replay", "a.tape", "b.fal")
    #expect(other.status == 1 && other.output == "", "\(other)")
    #expect(other.error.contains("b.fal:2:"), "\(other)")
    #expect(other.error.contains("error: an input to http://127.0.0.1:"), "\(other)")
    #expect(other.error.contains("/\(Self.model) is not in the recording, and nobody is asked"), "\(other)")
  }

  @Test func `may end before its run did`() async throws {
    let (room, recorded) = try await recorded()
    let lines = String(decoding: try room.bytes(of: "a.tape"), as: UTF8.self).split(separator: "\n")
    let second = try #require(lines.indices.filter { lines[$0].contains("\"frame\":\"sent\"") }.dropFirst().first)
    // The file ends in the middle of the line that would have held the answer.
    let cut = lines[...second].joined(separator: "\n") + "\n" + lines[second + 1].prefix(40)
    try room.write(cut, to: "cut.tape")
    let replayed = try await room.falsh("--replay", "cut.tape", "a.fal")
    #expect(replayed.error.contains("'cut.tape' is cut off in line \(second + 2)"), "\(replayed)")
    #expect(replayed.error.contains("error: an answer of http"), "\(replayed)")
    #expect(replayed.status == 1 && recorded.output.hasPrefix(replayed.output), "\(replayed)")
    try room.write(
      lines[...second].joined(separator: "\n").replacing("\"frame\":\"sent\"", with: "\"frame\":\"no\""), to: "bad.tape"
    )
    #expect(try await room.falsh("--replay", "bad.tape", "a.fal").status == 2)
  }
}
