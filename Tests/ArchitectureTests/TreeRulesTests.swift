import Foundation
import Testing

@Suite struct `The tree` {
  private static let project = TreeRules(tree: .project)
  /// In two pieces, as this file is looked at too.
  private static let machineFolder = "/" + "work/"

  @Test func `has nothing more at its top`() { Self.project.topLevel.forEach { $0.record() } }

  @Test func `names no folder of the machine it was written on`() {
    Self.project.mentions(of: Self.machineFolder).forEach { $0.record() }
  }

  @Test func `shows or runs every example`() { Self.project.examples.forEach { $0.record() } }

  @Test func `a further name at the top is found`() throws {
    let files = ["Makefile": "", "README.md": "", ".gitignore": "out/\nPackage.resolved\n", "out/film.mp4": ""]
    try withTree(files) { rules in
      #expect(rules.topLevel.map(\.path) == ["Makefile"])
    }
  }

  @Test func `a folder of the machine is found with its line`() throws {
    let folder = Self.machineFolder
    try withTree(["README.md": "a\nsee `\(folder)x`\n", "examples/a.fal": "print \"example.com\(folder)\""]) { rules in
      #expect(rules.mentions(of: folder).map { "\($0.path):\($0.line)" } == ["README.md:2"])
    }
  }

  @Test func `an example that nobody shows or runs is found`() throws {
    let files = [
      "examples/shown.fal": "", "examples/shown.transcript": "", "examples/run.fal": "", "examples/forgotten.fal": "",
      "Tests/ShellTests/RunTests.swift": "run(\"run.fal\")",
    ]
    try withTree(files) { rules in #expect(rules.examples.map(\.path) == ["examples/forgotten.fal"]) }
  }

  private func withTree(_ files: [String: String], _ body: (TreeRules) throws -> Void) throws {
    try withTemporaryDirectory { root in
      for (path, text) in files {
        let url = URL(filePath: root + "/" + path)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
      }
      try body(TreeRules(tree: SourceTree(root: root)))
    }
  }
}
