import Terminal

extension Session {
  /// What is said when the prompt begins.
  var greeting: [StyledText] {
    let name = StyledText("falsh", .bold)
    switch platform.kind {
    case .sandbox:
      return [
        name + ", the shell for fal.ai, in its " + StyledText("sandbox", .good) + ": real files, no key, no cost.",
        StyledText("With a key in FAL_KEY it speaks to fal.ai itself. To begin with:", .dim),
        StyledText("fal-ai/z-image/turbo \"a fox\"   guide   help   Tab", .dim),
      ]
    case .live: return [name + ", the shell for fal.ai. " + StyledText("help, Tab, Ctrl-D to leave.", .dim)]
    case .host(let origin): return [name + ", the shell for fal.ai, speaking to \(origin, .good)."]
    }
  }

  /// What stands before the edit line.
  var prompt: StyledText {
    switch platform.kind {
    case .sandbox: StyledText("falsh ", .bold) + StyledText("sandbox", .good) + "> "
    case .live: StyledText("falsh", .bold) + "> "
    case .host: StyledText("falsh ", .bold) + StyledText("host", .good) + "> "
    }
  }
}
