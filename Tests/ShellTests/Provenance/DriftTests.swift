import Diagnostics
import FalProtocol
import JSON
import ModelCatalogue
import ModelSchema
import Testing

@testable import Shell

@Suite struct DriftTests {
  private static func shape(_ json: JSON) throws -> ModelShape { try #require(ModelShape(json)) }

  @Test func `what can break a call is found, and nothing else`() throws {
    let old = try Self.shape([
      "prompt": ["required": true], "style": ["required": false],
      "size": ["required": false, "choices": ["small", "large"]], "mode": ["required": false, "choices": ["a"]],
    ])
    let new = try Self.shape([
      "prompt": ["required": true], "size": ["required": true, "choices": ["small", "huge"]],
      "mode": ["required": false], "key": ["required": true], "extra": ["required": false],
    ])
    #expect(
      new.changes(since: old) == [
        .narrowed("size", lost: ["large"]), .required("size"), .gone("style"), .required("key"),
      ])
    #expect(new.changes(since: new).isEmpty)
    #expect(try Self.shape(new.json) == new)
  }

  /// Else a replay would speak of changes that there are none of.
  @Test func `the sandbox has the models that falsh carries`() async throws {
    let all = ModelCatalogue.shipped.entries.map(\.id)
    let some = stride(from: 0, to: all.count, by: 40).map { all[$0] } + ["fal-ai/veo3.1", "fal-ai/qwen-image-max/edit"]
    try await withShell { shell in
      for id in some {
        guard let document = ModelCatalogue.shipped.document(id) else { continue }
        let carried = ModelShape(try ModelSchema(document: document))
        let served = ModelShape(try #require(try await shell.session.catalogue.model(named: id).schema))
        #expect(carried.changes(since: served) == [] && served.changes(since: carried) == [], "\(id)")
      }
    }
  }

  @Test func `check names the lines that a change touches`() async throws {
    var setup = Setup()
    setup.files = [
      (
        "a.fal",
        """
        let a = fal-ai/z-image/turbo "a fox" seed=1 image_size=square
        let b = fal-ai/z-image/turbo "an owl" seed=1
        let c = fal-ai/z-image/turbo "a bear" sharpness=2
        """
      )
    ]
    try await withShell(setup) { shell in
      let session = shell.session
      let endpoint = try EndpointID("fal-ai/z-image/turbo")
      let old = try Self.shape(["prompt": ["required": true], "sharpness": ["required": false]])
      session.records.ran(script: session.files.absolute("a.fal"), with: endpoint, old, on: session.platform)
      let shown = await shell.type("check a.fal")
      let words = "fal-ai/z-image/turbo has changed since this ran on 2026-01-01: the parameter 'sharpness' is gone"
      #expect(shown.contains("a.fal:3:39: warning: " + words), "\(shown)")
      #expect(shown.components(of: "has changed") == 1)
    }
  }

  /// Where a call is touched, by its line and column.
  private static func touched(_ script: String, by old: JSON, of model: String) async throws -> [String] {
    var setup = Setup()
    setup.files = [("a.fal", script)]
    return try await withShell(setup) { shell in
      let session = shell.session
      let path = session.files.absolute("a.fal")
      session.records.ran(script: path, with: try EndpointID(model), try shape(old), on: session.platform)
      let shown = await shell.type("check a.fal")
      return shown.split(separator: "\n").filter { $0.contains("has changed since") }.map { line in
        line.drop { $0 != ":" }.dropFirst().prefix { $0 != " " }.dropLast().description
      }
    }
  }

  @Test(arguments: [
    ("gen -m fal-ai/z-image/turbo \"a fox\" sharpness=2", ["1:37"]),
    ("gen \"a fox\" sharpness=2 --model fal-ai/z-image/turbo", ["1:13"]),
    ("gen --model=z-image/turbo \"a fox\" sharpness=2", ["1:35"]),
    ("z-image/turbo \"a fox\" --sharpness 2", ["1:23"]),
    ("sweep fal-ai/z-image/turbo \"a {red,blue} fox\" sharpness=[1, 2]", ["1:47"]),
    ("alias turbo=fal-ai/z-image/turbo\nturbo \"a fox\" sharpness=2", ["2:15"]),
    ("alias turbo=fal-ai/z-image/turbo\nlet x = gen -m turbo \"a fox\" sharpness=2", ["2:30"]),
    ("use fal-ai/z-image/turbo\ngen \"a fox\" sharpness=2", ["2:13"]),
    ("use fal-ai/z-image/turbo sharpness=2\ngen \"a fox\"", ["1:26"]),
    ("def draw(what) { fal-ai/z-image/turbo $what sharpness=2 }\ndraw \"a fox\"\ndraw \"an owl\"", ["1:45"]),
    ("[1, 2] | each { fal-ai/z-image/turbo \"a fox\" seed=$in sharpness=$in } | count", ["1:55"]),
    ("gen -m fal-ai/flux/dev \"a fox\" sharpness=2", []),
  ])
  func `a model is known by whatever words it is called`(script: String, places: [String]) async throws {
    let old: JSON = ["prompt": ["required": true], "seed": ["required": false], "sharpness": ["required": false]]
    #expect(try await Self.touched(script, by: old, of: "fal-ai/z-image/turbo") == places)
  }

  @Test func `so is a model in real time, and the one that answers questions`() async throws {
    let old: JSON = ["prompt": ["required": true], "image_url": ["required": true], "style": ["required": false]]
    let call = "[\"a\", \"b\"] | realtime fal-ai/flux-2/klein/realtime image_url=@face.png style=old"
    #expect(try await Self.touched(call, by: old, of: "fal-ai/flux-2/klein/realtime") == ["1:72"])
    let question = "ask \"why?\" warmth=2"
    let router: JSON = ["prompt": ["required": true], "warmth": ["required": false]]
    #expect(try await Self.touched(question, by: router, of: "openrouter/router") == ["1:12"])
  }

  @Test func `what is required now is not missed where something is piped in`() async throws {
    let old: JSON = ["prompt": ["required": false], "seed": ["required": false]]
    let script = "\"a fox\" | fal-ai/z-image/turbo seed=1\nfal-ai/z-image/turbo seed=1\nfal-ai/z-image/turbo \"a fox\""
    #expect(try await Self.touched(script, by: old, of: "fal-ai/z-image/turbo") == ["2:1"])
  }

  @Test func `a script that ran with a model as it is has nothing to be told`() async throws {
    var setup = Setup()
    setup.scriptArguments = []
    try await withShell(setup) { shell in
      let script = "let a = fal-ai/z-image/turbo \"a fox\" seed=1 image_size=square\n"
      let first = await shell.runScript(script)
      let second = await shell.runScript(script)
      #expect(first.status == 0 && second.status == 0)
      #expect(!second.output.contains("changed"))
      let path = shell.session.files.absolute("test.fal")
      let records = shell.session.records
      #expect(records.shape(ofModel: "fal-ai/z-image/turbo", inScript: path, on: shell.session.platform) != nil)
    }
  }
}

extension String {
  fileprivate func components(of part: String) -> Int { ranges(of: part).count }
}
