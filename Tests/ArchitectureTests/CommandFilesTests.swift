import Testing

@Suite struct `Files of commands` {
  @Test func `every command has one file and one line in the list`() {
    let files = SourceTree.project.swiftFiles(below: CommandFiles.folder)
    // Before there is a list there are no commands to hold to it.
    guard files.contains(where: { $0.name == "Commands.swift" }) else { return }
    CommandFiles(files).findings.forEach { $0.record() }
  }

  @Test func `a command in its file and in the list is as it should be`() {
    let files = ["Save.swift": "struct SaveCommand: Command {\n}", "Save+Names.swift": "extension SaveCommand {}"]
    #expect(findings(files) == [])
    #expect(findings(["CommandCall.swift": "struct CommandCall: Sendable {}\nextension Command {}"]) == [])
  }

  @Test func `two commands in a file are told apart`() {
    #expect(
      findings(["Save.swift": "struct SaveCommand: Command {}\nfinal class Other: Sendable, Command {}"]) == [
        "Sources/Shell/Commands/Save.swift:2: the command Other has no file of its own, but is in that of SaveCommand"
      ])
  }

  @Test func `a command that is not listed, or no command at all, is named`() {
    #expect(
      findings(["Open.swift": "\nstruct OpenCommand: Command {}"]) == [
        "Sources/Shell/Commands/Open.swift:2: the command OpenCommand is not listed in Commands.swift"
      ])
    #expect(
      findings(["Open.swift": "struct Opener: Sendable {}"]) == [
        "Sources/Shell/Commands/Open.swift:1: there is no command in this file"
      ])
    #expect(
      findings(["Command.swift": "struct SaveCommand: Command {}"]) == [
        "Sources/Shell/Commands/Command.swift:1: the command SaveCommand has no file of its own"
      ])
  }

  private func findings(_ texts: [String: String]) -> [String] {
    let list = ["Commands.swift": "let all: [any Command.Type] = [SaveCommand.self, /* OpenCommand.self */]"]
    let files = texts.merging(list) { text, _ in text }.map { name, text in
      SwiftFile(path: CommandFiles.folder + "/" + name, text: text)
    }
    return CommandFiles(files).findings.map(\.description)
  }
}
