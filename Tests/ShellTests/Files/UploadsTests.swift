import Testing

@testable import Shell

@Suite(.timeLimit(.minutes(5))) struct UploadsTests {
  /// Large enough to be sent before its hash is known.
  private static let size = 17 << 20

  private static func uploads(_ shell: ShellUnderTest) -> Int {
    shell.requests.take().split(separator: "\n").count { $0.hasPrefix("POST /cdn/files/upload") }
  }

  @Test func `a large file is sent once, whatever its name`() async throws {
    try await withShell { shell in
      for name in ["a.bin", "b.bin"] { try shell.folder.write([UInt8](repeating: 7, count: Self.size), to: name) }
      try shell.folder.write([UInt8](repeating: 8, count: Self.size), to: "c.bin")
      var urls: [String] = []
      for name in ["a.bin", "b.bin", "c.bin", "a.bin"] { urls.append(await shell.type("upload @\(name)")) }
      #expect(urls[0].hasPrefix("http://sandbox/") && urls[0] == urls[1] && urls[0] == urls[3])
      #expect(urls[2].hasPrefix("http://sandbox/") && urls[2] != urls[0])
      #expect(Self.uploads(shell) == 2)
    }
  }

  @Test func `a large file that is wanted twice at once is sent once`() async throws {
    try await withShell { shell in
      try shell.folder.write([UInt8](repeating: 7, count: Self.size), to: "a.bin")
      let file = try shell.session.files.localFile("a.bin")
      async let first = shell.session.uploads.url(of: file)
      async let second = shell.session.uploads.url(of: file)
      let urls = try await [first, second]
      #expect(urls[0] == urls[1] && Self.uploads(shell) == 1)
    }
  }
}
