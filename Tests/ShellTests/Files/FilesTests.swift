import FoundationEssentials
import Language
import Testing

@testable import Shell

@Suite struct FilesTests {
  /// Files that a script in the folder may touch: all below `work`.
  private static func withFiles(_ body: (TestFolder, Files) throws -> Void) throws {
    let folder = try TestFolder()
    defer { folder.remove() }
    try folder.write(Array("in".utf8), to: "work/in.txt")
    try folder.write(Array("out".utf8), to: "outside.txt")
    let root = "\(folder.path)/work"
    try body(
      folder,
      Files(workingDirectory: root, homeDirectory: folder.path, policy: .below(reading: [root], writing: [root])))
  }

  private func kind(_ body: () throws -> Void) -> Failure.Kind? {
    do {
      try body()
      return nil
    } catch {
      return (error as? Failure)?.kind
    }
  }

  @Test(arguments: [
    ("a.png", "/home/w/a.png"), ("./a/../b//c", "/home/w/b/c"), ("../../../..", "/"), ("/x/./y", "/x/y"),
    ("~/a", "/home/u/a"), ("~", "/home/u"), ("~b", "/home/w/~b"), ("", "/home/w"),
  ])
  func `a path becomes absolute`(path: String, absolute: String) {
    let files = Files(workingDirectory: "/home/w", homeDirectory: "/home/u", policy: .everything)
    #expect(files.absolute(path) == absolute)
  }

  @Test func `a file is read to its end, however large`() throws {
    try Self.withFiles { folder, files in
      let size = Files.maximumTextSize + 300_000
      try folder.write([UInt8](repeating: 0, count: size), to: "work/in.txt")
      let reader = try FileReader(files.localFile("in.txt"))
      var count = 0
      while let piece = try reader.next() { count += piece.count }
      #expect(count == size)
    }
  }

  @Test func `what lies below may be read, and nothing else`() throws {
    try Self.withFiles { folder, files in
      let text = try files.text(of: files.localFile("in.txt"))
      #expect(text == "in")
      for path in [
        "../outside.txt", "~/outside.txt", "\(folder.path)/outside.txt", "/etc/passwd", "a/../../outside.txt",
      ] {
        #expect(kind { _ = try files.localFile(path) } == .refused, "\(path)")
      }
    }
  }

  @Test func `a neighbour whose name begins alike is outside`() throws {
    try Self.withFiles { folder, files in
      try folder.write([], to: "work-other/x.txt")
      #expect(kind { _ = try files.localFile("../work-other/x.txt") } == .refused)
    }
  }

  @Test func `links lead nobody out`() throws {
    try Self.withFiles { folder, files in
      try folder.link("work/file", to: "../outside.txt")
      try folder.link("work/folder", to: "..")
      try folder.link("work/dangling", to: "../new.txt")
      try folder.link("work/fine", to: "in.txt")
      #expect(kind { _ = try files.localFile("file") } == .refused)
      #expect(kind { _ = try files.localFile("folder/outside.txt") } == .refused)
      #expect(kind { try files.allow(files.absolute("folder/new.txt"), writing: true, as: "x") } == .refused)
      #expect(kind { _ = try FileWriter("folder/new.txt", in: files, replaces: true) } == .refused)
      #expect(try files.text(of: files.localFile("fine")) == "in")
    }
  }

  @Test func `a link that leads nowhere is not written through`() throws {
    try Self.withFiles { folder, files in
      try folder.link("work/dangling", to: "../new.txt")
      _ = kind { try write("x", to: "dangling", files) }
      #expect(folder.bytes(of: "new.txt") == nil)
    }
  }

  private func write(_ text: String, to path: String, _ files: Files, replaces: Bool = false) throws {
    let writer = try FileWriter(path, in: files, replaces: replaces)
    try writer.write(Array(text.utf8))
    try writer.finish()
  }

  @Test func `a file is there when it is whole`() throws {
    try Self.withFiles { folder, files in
      try write("new", to: "deep/er/new.txt", files)
      #expect(folder.bytes(of: "work/deep/er/new.txt") == Array("new".utf8))
      do {
        let writer = try FileWriter("broken.txt", in: files, replaces: false)
        try writer.write(Array("half".utf8))
      }
      #expect(files.entries(of: files.absolute(".")).map(\.name) == ["deep", "in.txt"])
    }
  }

  @Test func `what is there is replaced only when told`() throws {
    try Self.withFiles { folder, files in
      #expect(kind { try write("x", to: "in.txt", files) } == .badInput)
      #expect(folder.bytes(of: "work/in.txt") == Array("in".utf8))
      try write("x", to: "in.txt", files, replaces: true)
      #expect(folder.bytes(of: "work/in.txt") == Array("x".utf8))
    }
  }

  @Test func `two that write one name do not mix`() throws {
    try Self.withFiles { folder, files in
      let first = try FileWriter("same.txt", in: files, replaces: false)
      let second = try FileWriter("same.txt", in: files, replaces: false)
      try first.write(Array("first".utf8))
      try second.write(Array("second, and longer".utf8))
      try first.finish()
      var failed = false
      do { try second.finish() } catch { failed = true }
      #expect(failed && folder.bytes(of: "work/same.txt") == Array("first".utf8))
      #expect(files.entries(of: files.absolute(".")).map(\.name) == ["in.txt", "same.txt"])
    }
  }

  @Test func `patterns give files in order, relative as they were written`() throws {
    try Self.withFiles { folder, files in
      for name in ["b.jpg", "a.jpg", "c.png"] { try folder.write([], to: "work/p/\(name)") }
      #expect(try files.matches("p/*.jpg").map(\.path) == ["p/a.jpg", "p/b.jpg"])
      #expect(try files.matches("p/?.png").map(\.name) == ["c.png"])
      #expect(kind { _ = try files.matches("q/*") } == .badInput)
      #expect(Files.isPattern("a[0].png") && !Files.isPattern("a.png"))
    }
  }

  @Test func `Tab offers the entries of a folder`() throws {
    try Self.withFiles { folder, files in
      try folder.write([], to: "work/pictures/.hidden")
      #expect(files.suggestions(for: "").map(\.text) == ["in.txt", "pictures/"])
      #expect(files.suggestions(for: "pi").map(\.isOpen) == [true])
      #expect(files.suggestions(for: "pictures/").isEmpty)
      #expect(files.suggestions(for: "pictures/.").map(\.text) == ["pictures/.hidden"])
      #expect(files.suggestions(for: "nowhere/").isEmpty)
    }
  }

  @Test func `what is no text is not read as one`() throws {
    try Self.withFiles { folder, files in
      try folder.write([0xFF, 0xFE], to: "work/bytes.txt")
      #expect(kind { _ = try files.text(of: files.localFile("bytes.txt")) } == .badInput)
      #expect(kind { _ = try files.localFile(".") } == .badInput)
    }
  }
}
