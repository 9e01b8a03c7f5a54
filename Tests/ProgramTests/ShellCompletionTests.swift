import Foundation
import Testing

/// The completions for other shells, loaded into those shells and typed at.
@Suite struct `Completion in other shells` {
  /// What is typed before Tab, and the arguments that come of it.
  static let lines = [
    ("falsh upl", "<falsh><upload>"), ("falsh upload my", "<falsh><upload><my fox.png>"),
    ("falsh upload @my", "<falsh><upload><@my fox.png>"),
    ("falsh film.fal su", "<falsh><film.fal><subject=>"),
    ("falsh fal-ai/veo3.1 \"a b\" duration=8", "<falsh><fal-ai/veo3.1><a b><duration=8s>"),
    (
      "falsh fal-ai/birefnet/v2 image_url=@my", "<falsh><fal-ai/birefnet/v2><image_url=@my fox.png>"
    ),
    (
      "falsh argil/avatars/audio-to-video avatar=\"Mia out",
      "<falsh><argil/avatars/audio-to-video><avatar=Mia outdoor (UGC)>"
    ),
  ]

  private static func room() throws -> Room {
    let room = try Room(["PS1": "$ ", "TERM": "xterm"])
    try room.write("param subject: text\nprint $subject\n", to: "film.fal")
    try room.write("", to: "my fox.png")
    return room
  }

  /// Types each line and Tab, and then at the line's beginning (Ctrl-A) what
  /// prints its arguments.
  private static func check(_ screen: Screen) throws {
    for (typed, arguments) in lines {
      screen.type(typed + "\t\u{1}printf '<%s>' \u{5}\n")
      #expect(throws: Never.self) { try screen.read(to: arguments) }
    }
    try screen.exit()
  }

  @Test func `bash`() async throws {
    let room = try Self.room()
    try await blocking {
      let screen = try Screen(["--norc", "--noprofile", "-i"], of: "bash", in: room)
      screen.type("eval \"$(falsh completions bash)\"\n")
      try Self.check(screen)
    }
  }

  @Test(.enabled(if: Room.has("zsh"))) func `zsh`() async throws {
    let room = try Self.room()
    try await blocking {
      let screen = try Screen(["-f", "-i"], of: "zsh", in: room)
      screen.type("autoload -Uz compinit; compinit -u -D; eval \"$(falsh completions zsh)\"\n")
      try Self.check(screen)
    }
  }
}
