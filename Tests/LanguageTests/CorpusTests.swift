import Language
import LanguageTesting
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What `falsh-fuzz` found, and what was found like it: none of it may come
/// back. A file is added with a name that says what was wrong.
@Suite struct CorpusTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Corpus")

  private static let inputs: [URL] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
    return names.sorted().map { folder.appending(path: $0) }
  }()

  @Test func `there is a corpus`() {
    #expect(Self.inputs.count > 10)
  }

  @Test(arguments: inputs)
  func `what was found once holds`(_ input: URL) async throws {
    let text = String(decoding: try Data(contentsOf: input), as: UTF8.self)
    #expect(SyntaxProbe.violations(of: text, cursors: Array(0...text.utf8.count)) == [])
    #expect(await RunProbe.violations(of: text) == [])
  }

  @Test func `random inputs of every kind hold`() async {
    var inputs = RandomInput(seed: 17, corpus: LanguagePage.all)
    for _ in 0..<2_000 {
      let text = inputs.next()
      let cursors = [inputs.cursor(in: text)]
      let violations = SyntaxProbe.violations(of: text, cursors: cursors) + (await RunProbe.violations(of: text))
      guard violations.isEmpty else {
        Issue.record("\(violations) of \(text.debugDescription)")
        return
      }
    }
  }
}
