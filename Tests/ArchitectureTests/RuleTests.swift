import Testing

@Suite struct Rules {
  private static let files = SourceTree.project.swiftFiles(below: "Sources", "Tests")

  @Test func `the tree is found`() {
    #expect(SourceTree.project.contains("Package.swift"))
    #expect(Self.files.contains { $0.path == "Tests/ArchitectureTests/RuleTests.swift" })
    #expect(Self.files.contains { $0.module == "Diagnostics" })
  }

  @Test(arguments: Rule.all) func `every file keeps`(_ rule: Rule) {
    for file in Self.files { rule.findings(file).forEach { $0.record() } }
  }

  @Test(arguments: Rule.all) func `a snippet can break`(_ rule: Rule) {
    #expect(!rule.broken.isEmpty)
    for snippet in rule.broken {
      let findings = rule.findings(snippet.file)
      #expect(findings.count == 1, "\(snippet.text.prefix(200)): \(findings)")
      #expect(findings.allSatisfy { $0.description.hasPrefix(snippet.path + ":") })
    }
  }

  @Test(arguments: Rule.all) func `what is near is no breach of`(_ rule: Rule) {
    for snippet in rule.kept { #expect(rule.findings(snippet.file).isEmpty, "\(snippet.text.prefix(200))") }
  }
}

extension Finding {
  /// Fails the running test at the place that is found.
  func record() {
    let name = path.split(separator: "/").last ?? "file"
    Issue.record(
      Comment(rawValue: description),
      sourceLocation: SourceLocation(
        fileID: "falsh/\(name)", filePath: SourceTree.project.root + "/" + path, line: max(1, line), column: 1))
  }
}
