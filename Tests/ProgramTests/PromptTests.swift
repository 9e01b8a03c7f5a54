import Foundation
import Testing

@Suite struct `The prompt in a terminal` {
  private static let prompt = "falsh sandbox> "

  @Test func `greets, draws, and leaves at Ctrl-D`() async throws {
    let room = try Room()
    try await blocking {
      let screen = try Screen([], in: room)
      #expect(try screen.read(to: Self.prompt).contains("sandbox"))
      screen.type("fal-ai/z-image/turbo \"a fox\" seed=7\n")
      let shown = try screen.read(to: Self.prompt)
      #expect(shown.contains("  image  1024 × 768  http://"))
      #expect(shown.contains("%1 fal-ai/z-image/turbo  seed 7  "))
      screen.type("\u{4}")
      #expect(try screen.end() == 0)
    }
  }

  @Test func `Tab knows models and parameters before anything was asked, and beeps not once`() async throws {
    let room = try Room()
    try await blocking {
      let screen = try Screen([], in: room, variables: ["TERM": "xterm-256color"])
      // Typed before there is a prompt.
      screen.type("schema fal-ai/veo3.1/ext\t--inp\t\n")
      let shown = try screen.read(to: "video_url")
      #expect(!shown.contains("\u{7}"))
      // Typed at the prompt: what comes before it is the system's to echo, and
      // Ctrl-C throws away what nobody has read yet.
      try screen.read(to: "> ")
      screen.type("fal-ai/kling-video/o3/pro/image-to-video multi\t")
      #expect(try !screen.read(to: "_prompt=").contains("\u{7}"))
      screen.type("\u{3}")
      try screen.read(to: "> ")
      screen.type("\u{4}")
      #expect(try screen.end() == 0)
    }
  }

  @Test func `completes, and shows a live line while something is made`() async throws {
    let room = try Room()
    try await blocking {
      let screen = try Screen([], in: room, variables: ["TERM": "xterm-256color"])
      try screen.read(to: "> ")
      screen.type("fal-ai/nemotron/as\t")
      try screen.read(to: "as")
      try screen.read(to: "r")
      screen.type("\u{15}fal-ai/z-image/turbo \"a fox\"\n")
      try screen.read(to: "in the queue")
      try screen.read(to: "in progress")
      try screen.read(to: "1024 × 768")
      try screen.read(to: "> ")
      screen.type("\u{4}")
      #expect(try screen.end() == 0)
    }
  }

  @Test func `Ctrl-C leaves the job running, and clears a line`() async throws {
    let room = try Room()
    try await blocking {
      let screen = try Screen([], in: room)
      try screen.read(to: Self.prompt)
      screen.type("fal-ai/veo3.1 \"a battle\" | save battle.mp4\n")
      // The live line is not shown on a dumb terminal; the journal knows.
      try room.untilAccepted()
      screen.type("\u{3}")
      try screen.read(to: "%1 runs on")
      #expect(try screen.read(to: Self.prompt).contains("the rest of the line is given up"))
      screen.type("half a line\u{3}")
      try screen.read(to: Self.prompt)
      screen.type("wait %1 | count\n")
      try screen.read(to: "1")
      screen.type("exit 3\n")
      #expect(try screen.end() == 3)
    }
  }

  @Test func `a program that is started has the signals and limits that falsh was started with`() async throws {
    let room = try Room()
    try await blocking {
      // In single quotes for the shell that lowers the limit.
      let screen = try Screen(["-c", "ulimit -S -n 200; exec falsh"], of: "/bin/sh", in: room)
      try screen.read(to: Self.prompt)
      screen.type("!echo files: $(ulimit -S -n), signal: $(sh -c 'kill -PIPE $$; echo ignored' || echo taken)\n")
      try screen.read(to: "files: 200, signal: taken")
      try screen.read(to: Self.prompt)
      screen.type("!nonsense-word\n")
      try screen.read(to: ": 1: nonsense-word")
      try screen.read(to: Self.prompt)
      screen.type("\u{4}")
      _ = try screen.end()
    }
  }

  @Test func `a line comes back from the editor`() async throws {
    let room = try Room(["EDITOR": "sed -i s/fox/owl/"])
    try await blocking {
      let screen = try Screen([], in: room)
      try screen.read(to: Self.prompt)
      screen.type("print \"a fox\"\n")
      try screen.read(to: Self.prompt)
      screen.type("edit\n")
      try screen.read(to: Self.prompt + "print \"a owl\"")
      screen.type("\n")
      try screen.read(to: "a owl\r\n")
      screen.type("\u{4}")
      #expect(try screen.end() == 0)
    }
  }

  @Test func `a line with a key in it is in no file`() async throws {
    let room = try Room()
    try await blocking {
      let screen = try Screen([], in: room)
      try screen.read(to: Self.prompt)
      screen.type("export FAL_KEY=marker:secret\n")
      try screen.read(to: Self.prompt)
      screen.type("print 5\n")
      try screen.read(to: Self.prompt)
      screen.type("\u{4}")
      #expect(try screen.end() == 0)
    }
    let files = try room.allFiles()
    #expect(files.values.contains { $0.firstRange(of: Array("print 5".utf8)) != nil })
    #expect(!files.values.contains { $0.firstRange(of: Array("marker".utf8)) != nil })
  }
}

extension Room {
  /// Waits until the journal knows of a request that was accepted.
  fileprivate func untilAccepted() throws {
    for _ in 0..<2000 {
      let journal = try allFiles().filter { $0.key.contains("journal") }
      if journal.values.contains(where: { $0.firstRange(of: Array("/requests/".utf8)) != nil }) { return }
      usleep(10_000)
    }
  }
}
