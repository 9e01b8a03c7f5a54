import Testing

@testable import Shell

@Suite struct RealtimeCommandTests {
  private static let call = "realtime fal-ai/flux-2/klein/realtime"

  @Test func `however many rounds there are, two inputs more are no trap`() async throws {
    try await withShell { shell in
      let shown = await Fanout.$rounds.withValue(.max / 2 + 1) {
        await shell.type("\"in oils\\nin ink\" | \(Self.call) image_url=@portrait.jpg seed=1 | count")
      }
      #expect(shown == "2\n")
    }
  }

  @Test func `in the background nobody is asked for a line`() async throws {
    var setup = Setup()
    setup.answers = ["oils"]
    try await withShell(setup) { shell in
      let call = "\(Self.call) image_url=@portrait.jpg seed=1"
      #expect(await !shell.type("\(call) &").contains("flux-2>"))
      #expect(await shell.type(call).contains("flux-2> oils"))
    }
  }

  @Test func `a file that is too large for a message is not sent cut off, and is found before`() async throws {
    try await withShell { shell in
      try shell.folder.write([UInt8](repeating: 0, count: 32 << 20), to: "fits.png")
      try shell.folder.write([UInt8](repeating: 0, count: (32 << 20) + 1), to: "scan.png")
      #expect(await shell.type("\(Self.call) \"in oils\" image_url=@fits.png --dry-run").contains("\"@fits.png\""))
      let shown = await shell.type("print 1; \(Self.call) \"in oils\" image_url=@scan.png")
      #expect(shown.hasPrefix("prompt:1:") && shown.contains("'scan.png' is larger than 32 MiB"), "\(shown)")
    }
  }
}
