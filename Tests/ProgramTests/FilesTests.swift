import Foundation
import Testing

@Suite struct `What a script may do` {
  @Test func `it reads nothing outside of its folder`() async throws {
    let room = try Room()
    try room.write("upload @../secret.txt\n", to: "a.fal")
    let ended = try await room.falsh("--sandbox", "a.fal")
    #expect(ended.status == 2)
    #expect(ended.error.contains("--allow-read"))
  }

  @Test func `it writes nothing outside of its folder, unless its caller allows that`() async throws {
    let room = try Room()
    try room.write("\"text\" | save ../a.txt\n", to: "a.fal")
    let refused = try await room.falsh("a.fal")
    #expect(refused.status == 2)
    #expect(refused.error.contains("--allow-write"))
    #expect(!room.exists("../a.txt"))
    let checked = try await room.falsh("check", "a.fal")
    #expect(checked.status == 2 && checked.error.contains("--allow-write"))
    #expect(try await room.falsh("--allow-write", "..", "a.fal").status == 0)
    #expect(room.exists("../a.txt"))
  }

  @Test func `it has results sent to no host that its caller did not name`() async throws {
    let room = try Room()
    try room.write("fal-ai/z-image/turbo \"a fox\" --webhook https://Example.com/x --dry-run | count\n", to: "a.fal")
    let refused = try await room.falsh("--sandbox", "a.fal")
    #expect(refused.status == 2)
    #expect(refused.error.contains("--allow-webhook example.com"))
    #expect(try await room.falsh("--sandbox", "--allow-webhook", "example.com", "a.fal").status == 0)
    try room.write("let to = \"https://example.com\"\nfal-ai/z-image/turbo \"a fox\" --webhook $to\n", to: "b.fal")
    let other = try await room.falsh("--sandbox", "b.fal")
    #expect(other.status != 0 && other.error.contains("--allow-webhook example.com"))
  }

  @Test func `it may no more where play runs it`() async throws {
    let room = try Room()
    try room.write("\"text\" | save ../a.txt\n", to: "a.fal")
    let refused = try await room.falsh("play", "a.fal")
    #expect(refused.status == 2)
    #expect(!room.exists("../a.txt"))
  }

  @Test func `it starts no programs`() async throws {
    let room = try Room()
    try room.write("!touch made\n", to: "a.fal")
    #expect(try await room.falsh("a.fal").status == 2)
    #expect(!room.exists("made"))
  }

  @Test func `it replaces a file only with --force`() async throws {
    let room = try Room()
    try room.write("\"new\" | save a.txt\n", to: "a.fal")
    try room.write("old", to: "a.txt")
    #expect(try await room.falsh("a.fal").status == 2)
    #expect(try room.bytes(of: "a.txt") == Data("old".utf8))
    #expect(try await room.falsh("--force", "a.fal").status == 0)
    #expect(try room.bytes(of: "a.txt").starts(with: Data("new".utf8)))
  }
}

@Suite struct `Scripts that cannot be read` {
  @Test(arguments: [
    ("bytes.fal", "'bytes.fal' is no text in UTF-8"), ("folder.fal", "'folder.fal' is not a file"),
    ("nowhere.fal", "there is no file 'nowhere.fal'"),
  ])
  func `are told from one another, in the words of check`(_ name: String, _ words: String) async throws {
    let room = try Room()
    #expect(try await room.shell("printf '\\377\\376' > bytes.fal; mkdir folder.fal").status == 0)
    for arguments in [[name], ["check", name], ["fmt", name]] {
      let ended = try await room.run([Project.program] + arguments)
      #expect(ended.error.contains(words), "\(arguments)")
      #expect(ended.status == 2, "\(arguments)")
    }
  }

  @Test func `a file that a parameter wants is missing before anything runs`() async throws {
    let room = try Room()
    try room.write("param f: file\nprint $f\n", to: "a.fal")
    #expect(try await room.falsh("a.fal", "f=nowhere.txt").status == 2)
  }

  @Test func `check reads one that lies elsewhere`() async throws {
    let room = try Room()
    try room.write("print 1\n", to: "../elsewhere.fal")
    #expect(try await room.falsh("check", "../elsewhere.fal").status == 0)
  }

  @Test func `an argument of another shell is one file`() async throws {
    let room = try Room()
    for name in ["a[1].txt", "b*.txt", "b2.txt"] { try room.write(name, to: name) }
    let one = try await room.falsh("--sandbox", "upload", "a[1].txt")
    #expect(one.status == 0, "\(one.error)")
    #expect(try await room.falsh("--sandbox", "upload", "b*.txt").lines.count == 1)
    #expect(try await room.falsh("--sandbox", "upload", "c*.txt").status != 0)
    #expect(try await room.falsh("--sandbox", "upload", "b?.txt").status != 0)
  }
}

@Suite struct `Where falsh keeps things` {
  private static let line = "fal-ai/z-image/turbo \"a fox\" seed=1 | count"

  @Test func `the journal is below the home folder`() async throws {
    let room = try Room()
    #expect(try await room.falsh("--sandbox", "-c", Self.line).status == 0)
    #expect(FileManager.default.fileExists(atPath: room.state + "/journal.sqlite"))
  }

  @Test func `XDG_STATE_HOME moves it`() async throws {
    let room = try Room(["XDG_STATE_HOME": NSTemporaryDirectory() + "/falsh-state-" + UUID().uuidString])
    let state = try #require(room.variables["XDG_STATE_HOME"])
    defer { try? FileManager.default.removeItem(atPath: state) }
    #expect(try await room.falsh("--sandbox", "-c", Self.line).status == 0)
    #expect(FileManager.default.fileExists(atPath: state + "/falsh/journal.sqlite"))
    #expect(!FileManager.default.fileExists(atPath: room.state))
  }

  @Test func `where it cannot write, it says so and goes on`() async throws {
    let room = try Room(["XDG_STATE_HOME": "/dev/null/state"])
    let ended = try await room.falsh("--sandbox", "-c", Self.line)
    #expect(ended.status == 0)
    #expect(ended.error.contains("journal"))
    #expect(ended.lines.count == 1)
  }
}
