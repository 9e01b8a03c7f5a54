import Foundation
import Testing

@Suite struct `Completion for other programs` {
  @Test func `is told as JSON`() async throws {
    let ended = try await Room().falsh("--complete", "upl", "3")
    #expect(ended.status == 0 && ended.error == "")
    #expect(ended.output.hasPrefix(#"{"replace":{"start":0,"end":3},"candidates":[{"text":"upload","kind":"command""#))
  }

  @Test func `knows every model without a key or a network`() async throws {
    let ended = try await Room().falsh("--complete", "kling i2v pro", "13")
    #expect(ended.output.contains("fal-ai/kling-video/"))
    let values = try await Room().falsh("--complete", "fal-ai/veo3.1 duration=", "23")
    #expect(values.output.contains(#""text":"8s""#))
  }

  @Test func `knows the program's own options from its help`() async throws {
    let room = try Room()
    let help = try await room.falsh("--help").output
    let offered = try await room.falsh("--complete", "falsh --", "8", "fish").output
    let names = help.split(separator: "\n").filter { $0.hasPrefix("  -") }.compactMap { line in
      line.split(separator: " ").first { $0.hasPrefix("--") }
    }
    #expect(names.count > 5)
    for name in names { #expect(offered.contains(name + "\t")) }
  }

  @Test(arguments: [["--complete"], ["--complete", "x"], ["--complete", "x", "y"], ["--complete", "x", "1", "tcsh"]])
  func `wrong use ends with 2`(_ words: [String]) async throws {
    let room = try Room()
    #expect(try await room.run([Project.program] + words).status == 2)
  }

  /// What `_falsh` in bash puts into COMPREPLY, each in brackets.
  private static func bash(_ line: String, in room: Room) async throws -> String {
    let script = """
      eval "$(falsh completions bash)"
      COMP_LINE=$1; COMP_POINT=${#COMP_LINE}; _falsh; printf '[%s]' "${COMPREPLY[@]}"
      """
    return try await room.run(["bash", "--norc", "-c", script, "bash", line]).output
  }

  @Test(arguments: [
    ("falsh upl", "[upload ]"), ("falsh upload my", #"[my\ fox.png ]"#), ("falsh upload \"my", "[my fox.png]"),
    ("falsh fal-ai/veo3.1 \"a b\" duration=8", "[8s ]"), ("falsh film.fal ", "[subject=]"),
    ("falsh fal-ai/qwen-image-max/edit image_urls=@my", #"[@my\ fox.png ]"#),
    ("falsh --sandbox comp", "[completions ]"),
    ("falsh upload nothing-like-it", "[]"),
  ])
  func `bash completes`(line: String, replies: String) async throws {
    let room = try Room()
    try room.write("param subject: text\nprint $subject\n", to: "film.fal")
    try room.write("", to: "my fox.png")
    #expect(try await Self.bash(line, in: room) == replies)
  }

  @Test(.enabled(if: Room.has("zsh"))) func `zsh completes`() async throws {
    let room = try Room()
    try room.write("", to: "my fox.png")
    // The line editor's own words are only there in a widget.
    let script = """
      compdef() { }
      compadd() { local names=${@[-1]}; printf '[%s]' "${(P)names[@]}" }
      eval "$(falsh completions zsh)"
      words=(falsh "$@"); CURRENT=$#words; PREFIX=${words[-1]}; _falsh
      """
    let ended = try await room.run(["zsh", "-f", "-c", script, "zsh", "upl"])
    #expect(ended.output == "[upload]")
    #expect(try await room.run(["zsh", "-f", "-c", script, "zsh", "upload", "my"]).output == "[my fox.png]")
    let parameter = try await room.run(["zsh", "-f", "-c", script, "zsh", "fal-ai/veo3.1", "dura"])
    #expect(parameter.output == "[duration=]")
  }

  @Test(.enabled(if: Room.has("fish"))) func `fish completes`() async throws {
    let room = try Room()
    try room.write("", to: "my fox.png")
    func offered(_ line: String) async throws -> String {
      let script = "falsh completions fish | source; complete -C $argv[1]"
      return try await room.run(["fish", "--no-config", "-c", script, line]).output
    }
    #expect(try await offered("falsh upl") == "upload\tuploads a file and gives its URL\n")
    #expect(try await offered("falsh fal-ai/veo3.1 duration=8").hasPrefix("duration=8s"))
    #expect(try await offered("falsh upload my").hasPrefix("my"))
  }
}
