import Diagnostics
import JSON
import Language
import Testing

@testable import Shell

@Suite struct SaveTemplateTests {
  private static func items(_ values: JSON...) -> [Savable] { values.flatMap { Savable.items(of: .data($0)) } }

  private static func paths(
    _ template: String?, _ items: [Savable], round: Int? = nil, taken: Set<String> = []
  ) throws -> [String] {
    let template = try SaveTemplate(template, count: items.count, round: round)
    var written = Set(taken.map { "/w/" + $0 })
    let files = Files(workingDirectory: "/w", homeDirectory: "/h", policy: .everything)
    return try template.paths(for: items, besides: &written, in: files)
  }

  private static let picture: JSON = "https://e.org/files/abc_fox.png?x=1"
  private static let clip: JSON = "https://e.org/clip.mp4"

  @Test func `a name is taken as it is`() throws {
    #expect(try Self.paths("out/hero.png", Self.items(Self.picture)) == ["out/hero.png"])
    #expect(try Self.paths("{x", Self.items(Self.picture)) == ["{x"])
  }

  @Test func `words in braces are filled in`() throws {
    let items = Self.items(Self.picture, Self.clip)
    #expect(try Self.paths("{name}-{index}.{ext}", items) == ["abc_fox-0.png", "clip-1.mp4"])
    #expect(try Self.paths("{model}-{seed}-{id}-{index}", items) == ["result-0", "result-1"])
    #expect(try Self.paths("n{index}.{ext}", Self.items(Self.picture), round: 4) == ["n4.png"])
    #expect(try Self.paths("n{index}.{ext}", items, round: 4) == ["n4-0.png", "n4-1.mp4"])
  }

  @Test func `without a name each file has one of its own`() throws {
    let items = Self.items(Self.picture, Self.picture)
    #expect(try Self.paths(nil, items) == ["result.png", "result-2.png"])
    #expect(try Self.paths("out/", items, taken: ["out/result.png"]) == ["out/result-2.png", "out/result-3.png"])
  }

  @Test(arguments: [
    ("fox.png", "fox-{index}.png"), ("v1.2/fox", "v1.2/fox-{index}"), ("{model}.png", "{model}-{index}.png"),
  ])
  func `one name for several files is refused, and another offered`(given: String, offered: String) throws {
    let failure = #expect(throws: Failure.self) { try SaveTemplate(given, count: 2, round: nil) }
    #expect(failure?.diagnostic.help?.contains("save \"\(offered)\"") == true)
  }

  @Test(arguments: [nil, 4])
  func `a name that comes out the same for two files is refused`(round: Int?) throws {
    let failure = #expect(throws: Failure.self) {
      try Self.paths("out/{name}.png", Self.items(Self.picture, Self.picture), round: round)
    }
    #expect(failure?.diagnostic.code == "one-name")
  }

  @Test(arguments: [
    ("fox.png", "fox-{index}.png"), ("fox-{index}.png", "folder/"), ("{name}.png", "{name}-{index}.png"),
  ])
  func `what is written already is not written again, and another name is offered`(given: String, offered: String)
    throws
  {
    let taken: Set = ["fox.png", "fox-0.png", "abc_fox.png"]
    let failure = #expect(throws: Failure.self) { try Self.paths(given, Self.items(Self.picture), taken: taken) }
    #expect(failure?.diagnostic.code == "one-name")
    #expect(failure?.diagnostic.help?.contains(offered) == true)
  }

  @Test(arguments: [
    ("out/{seed}/x.png", "out/"), ("{seed}.png", ""), ("out/a-{seed}.png", "out/"), ("out/x.png", "out/x.png"),
    ("{x", "{x"),
  ])
  func `what every file has in common is known before`(given: String, fixed: String) {
    #expect(SaveTemplate.fixedPart(of: given) == fixed)
  }

  @Test func `an unknown word is refused`() throws {
    let failure = #expect(throws: Failure.self) { try SaveTemplate("{modle}.png", count: 1, round: nil) }
    #expect(failure?.diagnostic.help == "did you mean '{model}'?")
  }

  @Test(arguments: ["../../etc/passwd", "..", "a/b", "a\\b", ".hidden", "a\nb", "\0", ""])
  func `a name from elsewhere leads to no other folder`(name: String) throws {
    var item = try #require(Self.items(Self.picture).first)
    (item.name, item.model, item.seed, item.requestID, item.ending) = (name, name, name, name, name)
    for word in ["name", "model", "seed", "id", "ext"] {
      let path = try #require(try Self.paths("out/x{\(word)}", [item]).first)
      #expect(path.split(separator: "/").count == 2 && path.hasPrefix("out/x") && !path.contains("\0"))
      let alone = try #require(try Self.paths("{\(word)}", [item]).first)
      #expect(!alone.contains("/") && !alone.hasPrefix("."))
    }
  }
}
