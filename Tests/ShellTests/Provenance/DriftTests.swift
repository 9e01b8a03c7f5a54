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
