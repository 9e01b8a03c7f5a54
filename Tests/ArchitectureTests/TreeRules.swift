/// What holds for the tree as a whole.
struct TreeRules {
  let tree: SourceTree

  /// The top level is fixed: there is no sixth name but those that .gitignore
  /// has, such as the folder of the film that README makes.
  var topLevel: [Finding] {
    let allowed: Set<String> = ["Package.swift", "Sources", "Tests", "examples", "README.md"]
    let ignored = Set((tree.text(of: ".gitignore") ?? "").split(whereSeparator: { $0.isNewline || $0 == "/" }))
    return tree.topLevel.filter { !allowed.contains($0) && !$0.hasPrefix(".") && !ignored.contains($0[...]) }.map {
      Finding(path: $0, line: 1, message: "the top level holds only \(allowed.sorted().joined(separator: ", "))")
    }
  }

  /// No file tells where it was written.
  func mentions(of folder: String) -> [Finding] {
    let folders = ["Sources", "Tests", "examples", ".ci", ".github"]
    let files = ["Package.swift", "README.md", ".swift-format", ".gitignore"]
    return (folders.flatMap { tree.paths(below: $0) } + files).flatMap { path in
      let lines = (tree.text(of: path) ?? "").split(separator: "\n", omittingEmptySubsequences: false)
      return lines.enumerated().filter { $1.mentions(folder) }.map {
        Finding(path: path, line: $0.offset + 1, message: "\(folder) is a folder of one machine")
      }
    }
  }

  /// An example shows what it does, in a transcript beside it, or is run by
  /// a test that names it.
  var examples: [Finding] {
    let tests = tree.swiftFiles(below: "Tests")
    return tree.paths(below: "examples", suffix: ".fal").filter { path in
      let name = path.split(separator: "/").last ?? ""
      let hasTranscript = tree.contains(path.dropLast("fal".count) + "transcript")
      return !hasTranscript && !tests.contains { $0.lines.contains { $0.contains(name) } }
    }.map {
      Finding(path: $0, line: 1, message: "the example has no transcript, and no test runs it")
    }
  }
}

extension Substring {
  /// Whether a path that begins with `folder` stands here, and not within a
  /// longer one.
  fileprivate func mentions(_ folder: String) -> Bool {
    guard let place = firstRange(of: folder) else { return false }
    let before = self[..<place.lowerBound].last
    return before.map { !($0.isLetter || $0.isNumber || "._-}~".contains($0)) } ?? true
  }
}
