import RandomTesting
import Testing

@testable import Terminal

@Suite struct HistoryTests {
  @Test func `entries last, newlines and quotes included`() throws {
    let path = try temporaryPath("a/b/history")
    let entries = ["one", "each {\n\t\"two\"\\\n}", "日本語 🦊", "bell \u{7}\u{1F}"]
    let history = History(path: path)
    for entry in entries { history.add(entry) }
    #expect(History(path: path).entries == entries)
    #expect(mode(of: path) == 0o600)
    #expect(mode(of: String(path.dropLast(8))) == 0o700)
    #expect(readFile(path).split(separator: "\n").count == entries.count)
  }

  @Test func `two shells add to one file`() async throws {
    let path = try temporaryPath("history")
    let shells = [History(path: path), History(path: path)]
    await withTaskGroup { group in
      for (index, shell) in shells.enumerated() {
        group.addTask { for number in 0..<100 { shell.add("\(index) \(number)") } }
      }
    }
    let entries = History(path: path).entries
    for index in 0...1 {
      #expect(entries.filter { $0.hasPrefix("\(index) ") } == (0..<100).map { "\(index) \($0)" })
    }
  }

  @Test func `blank entries and repetitions are left out`() {
    let history = History(path: nil)
    for entry in ["a", "a", "", " \n", "b", "a"] { history.add(entry) }
    #expect(history.entries == ["a", "b", "a"])
  }

  @Test func `only the newest are kept`() throws {
    let path = try temporaryPath("history")
    let history = History(path: path, limit: 3)
    for number in 0..<5 { history.add("\(number)") }
    #expect(history.entries == ["2", "3", "4"])
    #expect(History(path: path, limit: 2).entries == ["3", "4"])
  }

  @Test func `lines that are broken are passed over`() throws {
    let path = try temporaryPath("history")
    let lines = [
      #""good""#, "bad", #""\q""#, #""\ud83e\udd8a\u0041\/""#, #""\ud83e""#, "", #""open"#, #""a"b""#, "[1]",
    ]
    writeFile(lines.joined(separator: "\n") + "\n\"torn", to: path)
    let history = History(path: path)
    #expect(history.entries == ["good", "🦊A/"])
    history.add("new")
    #expect(History(path: path).entries == ["good", "🦊A/", "new"])
  }

  @Test func `a history that cannot be written still works`() {
    let history = History(path: "/dev/null/history")
    history.add("a")
    #expect(history.entries == ["a"])
  }

  @Test func `any text comes back from its JSON string`() {
    var generator = SeededGenerator(state: 11)
    for _ in 0..<2000 {
      let scalars = (0..<Int.random(in: 0..<20, using: &generator)).compactMap { _ in
        Unicode.Scalar(UInt32.random(in: 0..<(Bool.random(using: &generator) ? 0x80 : 0x20000), using: &generator))
      }
      let text = String(String.UnicodeScalarView(scalars))
      let bytes = Array(JSONString.encode(text).utf8)
      #expect(!bytes.contains(0x0A))
      #expect(JSONString.decode(bytes[...]).map { Array($0.unicodeScalars) } == scalars)
    }
  }
}

@Suite struct HistorySearchTests {
  private let entries = ["draw Fox", "help", "draw fox", "draw fox", "jobs"]

  @Test func `a walk keeps the prefix and comes back to the draft`() {
    var walk = HistoryWalk(entries)
    #expect(walk.older(than: "draw x", beforeCursor: "draw ") == "draw fox")
    #expect(walk.older(than: "draw fox", beforeCursor: "draw fox") == "draw Fox")
    #expect(walk.older(than: "draw Fox", beforeCursor: "draw Fox") == nil)
    #expect(walk.newer(than: "draw Fox", beforeCursor: "draw Fox") == "draw fox")
    #expect(walk.newer(than: "draw fox", beforeCursor: "draw fox") == "draw x")
    #expect(walk.newer(than: "draw x", beforeCursor: "draw x") == nil)
  }

  @Test func `another text begins another walk`() {
    var walk = HistoryWalk(entries)
    #expect(walk.older(than: "", beforeCursor: "") == "jobs")
    #expect(walk.older(than: "h", beforeCursor: "h") == "help")
  }

  @Test func `a search goes on from where it is`() {
    var search = HistorySearch(entries)
    search.type("f")
    #expect(search.match == "draw fox")
    search.type("ox")
    #expect(search.match == "draw fox" && search.offset(in: "draw fox") == 5)
    search.findOlder()
    #expect(search.match == "draw Fox")
    search.findOlder()
    #expect(search.match == "draw Fox" && search.hasFailed)
    search.findNewer()
    #expect(search.match == "draw fox" && !search.hasFailed)
  }

  @Test func `capitals count`() {
    var search = HistorySearch(entries)
    search.type("F")
    #expect(search.match == "draw Fox")
    search.type("q")
    #expect(search.match == "draw Fox" && search.hasFailed)
    search.deleteBackward()
    #expect(search.match == "draw Fox" && !search.hasFailed)
  }
}
