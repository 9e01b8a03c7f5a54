/// What holds for the folder of commands: a command is one type in one file,
/// and one line in the list.
struct CommandFiles {
  static let folder = "Sources/Shell/Commands"

  let files: [SwiftFile]

  /// - Parameter files: those of the folder, in any order.
  init(_ files: [SwiftFile]) { self.files = files }

  var findings: [Finding] { files.flatMap(findings(in:)) }

  private func findings(in file: SwiftFile) -> [Finding] {
    let commands = file.types(conformingTo: "Command")
    // What all commands are made of, and aspects of one, declare none.
    guard !file.name.hasPrefix("Command"), !file.name.contains("+") else {
      return commands.map { file.finding($0.line, "the command \($0.name) has no file of its own") }
    }
    guard let first = commands.first else { return [file.finding(1, "there is no command in this file")] }
    let others = commands.dropFirst().map {
      file.finding($0.line, "the command \($0.name) has no file of its own, but is in that of \(first.name)")
    }
    return others + unlisted(first, in: file)
  }

  private func unlisted(_ command: (name: String, line: Int), in file: SwiftFile) -> [Finding] {
    let list = files.first { $0.name == "Commands.swift" }?.codeText ?? ""
    let words = list.split { !($0.isLetter || $0.isNumber || $0 == "_") }
    guard !words.contains(Substring(command.name)) else { return [] }
    return [file.finding(command.line, "the command \(command.name) is not listed in Commands.swift")]
  }
}

extension SwiftFile {
  /// Types whose declaration, or extension, names the protocol.
  fileprivate func types(conformingTo name: String) -> [(name: String, line: Int)] {
    codeLines.enumerated().compactMap { index, line in
      let words = line.split { " :,<>(){}&".contains($0) }
      let keywords: Set<Substring> = ["struct", "enum", "class", "actor", "extension"]
      guard let keyword = words.firstIndex(where: keywords.contains), keyword + 1 < words.count else { return nil }
      let head = line.prefix { $0 != "{" }
      guard let colon = head.firstIndex(of: ":") else { return nil }
      let conformances = head[colon...].split { !($0.isLetter || $0.isNumber || $0 == "_") }
      return conformances.contains(Substring(name)) ? (String(words[keyword + 1]), index + 1) : nil
    }
  }
}
