import Testing

@testable import Terminal

@Suite struct PictureTests {
  /// Two columns: red over green, and blue over what cannot be seen.
  private static func rows() throws -> PixelRows {
    let pixels: [UInt8] = [255, 0, 0, 255, 0, 0, 255, 255, 0, 255, 0, 255, 255, 255, 255, 0]
    return try #require(PixelRows(width: 2, height: 2, pixels: pixels, png: [1, 2, 3]))
  }

  @Test func `half blocks hold two rows each`() throws {
    let rows = try Self.rows()
    #expect(
      rows.codes(for: .blocks, colors: .truecolor)
        == "\u{1B}[38;2;255;0;0;48;2;0;255;0m▀\u{1B}[38;2;0;0;255;48;2;0;0;0m▀\u{1B}[0m\n")
    #expect(rows.codes(for: .blocks, colors: .ansi) == "\u{1B}[38;5;196;48;5;46m▀\u{1B}[38;5;21;48;5;16m▀\u{1B}[0m\n")
    #expect(rows.codes(for: .blocks, colors: .none) == "")
    #expect(rows.codes(for: .none, colors: .truecolor) == "")
  }

  @Test func `iTerm2 is given the file`() throws {
    #expect(
      try Self.rows().codes(for: .iterm, colors: .truecolor) == "\u{1B}]1337;File=inline=1;size=3:AQID\u{7}\n")
  }

  @Test(arguments: [3, 3072, 3073, 10_000]) func `kitty is given pieces that it takes`(count: Int) throws {
    let png = [UInt8](repeating: 7, count: count)
    let rows = try #require(PixelRows(width: 1, height: 1, pixels: [0, 0, 0, 0], png: png))
    let pieces = rows.codes(for: .kitty, colors: .truecolor).split(separator: "\u{1B}\\").dropLast()
    let all = pieces.map { $0.split(separator: ";", omittingEmptySubsequences: false) }
    let payloads = all.map { $0.dropFirst().joined(separator: ";") }
    #expect(payloads.allSatisfy { (1...4096).contains($0.count) })
    #expect(payloads.map(\.count).reduce(0, +) == (count + 2) / 3 * 4)
    let more = (0..<all.count).map { $0 == all.count - 1 ? "m=0" : "m=1" }
    let heads = zip(more.indices, more).map { "\u{1B}_G" + ($0 == 0 ? "a=T,f=100,q=2," : "") + $1 }
    #expect(all.map { String($0[0]) } == heads)
  }

  @Test func `sixels are columns of six, colour by colour`() throws {
    let codes = try Self.rows().codes(for: .sixel, colors: .truecolor)
    #expect(codes.hasPrefix("\u{1B}Pq\"1;1;2;2#0;2;0;0;0#1;2;0;0;20"))
    // Black, blue, green and red, each in the row and column where it is.
    #expect(codes.hasSuffix("#0?A$#5?@$#30A?$#180@?-\u{1B}\\\n"))
  }

  @Test func `a picture is as many pixels as it says`() {
    #expect(PixelRows(width: 2, height: 2, pixels: [0, 0, 0, 0], png: []) == nil)
    #expect(PixelRows(width: 0, height: 0, pixels: [], png: []) == nil)
  }

  @Test(
    arguments: [
      (["KITTY_WINDOW_ID": "1"], .kitty), (["TERM": "xterm-ghostty"], .kitty), (["TERM_PROGRAM": "WezTerm"], .kitty),
      (["TERM_PROGRAM": "iTerm.app"], .iterm), (["TERM": "foot"], .sixel), (["TERM": "xterm"], .blocks),
      (["KITTY_WINDOW_ID": "1", "TMUX": "x"], .blocks), (["TMUX": "x", "FALSH_PICTURES": "sixel"], .sixel),
      (["KITTY_WINDOW_ID": "1", "FALSH_PICTURES": "none"], .none), (["FALSH_PICTURES": "nonsense"], .blocks),
    ] as [([String: String], PictureDisplay)])
  func `a terminal is known by what it says`(environment: [String: String], display: PictureDisplay) {
    #expect(PictureDisplay(environment: environment, isTerminal: true, colors: .truecolor) == display)
    #expect(PictureDisplay(environment: environment, isTerminal: false, colors: .none) == .none)
  }
}
