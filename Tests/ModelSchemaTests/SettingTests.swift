import JSON
import ModelSchema
import Testing

@Suite(.enabled(if: Corpus.isHere, "shared/data is not here"))
struct SettingTests {
  @Test func `a path reaches inside`() throws {
    let flux = try Corpus.schema("fal-ai/flux-lora")
    var input: JSON = [:]
    try flux.set(word: "1024", at: path("image_size.width"), in: &input)
    try flux.set(word: "768", at: path("image_size.height"), in: &input)
    try flux.set(word: "https://e.org/a.safetensors", at: path("loras[0].path"), in: &input)
    try flux.set(0.5, at: path("loras[0].scale"), in: &input)
    #expect(
      input == [
        "image_size": ["width": 1024, "height": 768],
        "loras": [["path": "https://e.org/a.safetensors", "scale": 0.5]],
      ])
  }

  @Test func `an unknown name says which are known`() throws {
    let kling = try Corpus.schema("fal-ai/kling-video/o3/pro/image-to-video")
    var input: JSON = [:]
    let top = #expect(throws: Violation.self) { try kling.set(word: "5", at: path("duraton"), in: &input) }
    #expect(
      top
        == Violation(.unknownParameter(name: "duraton", known: kling.parameters.map(\.name)), at: path("duraton")))
    let flux = try Corpus.schema("fal-ai/flux/dev")
    let inner = #expect(throws: Violation.self) { try flux.set(word: "5", at: path("image_size.widht"), in: &input) }
    #expect(inner?.path == path("image_size.widht"))
    guard case .unknownParameter("widht", let known)? = inner?.fault else { throw Corpus.Absent(name: "widht") }
    #expect(Set(known) == ["width", "height"])
    let deep = #expect(throws: Violation.self) { try flux.set(word: "5", at: path("prompt.x"), in: &input) }
    #expect(deep?.fault == .unknownParameter(name: "x", known: []))
    #expect(input == [:])
  }

  @Test func `what stands in the way is named`() throws {
    let flux = try Corpus.schema("fal-ai/flux-lora")
    var input: JSON = ["image_size": "square"]
    let text = #expect(throws: Violation.self) { try flux.set(word: "5", at: path("image_size.width"), in: &input) }
    #expect(text?.path == path("image_size"))
    #expect(text?.actual == "square")
    let gap = #expect(throws: Violation.self) { try flux.set(word: "a", at: path("loras[2].path"), in: &input) }
    #expect(gap == Violation(.noSuchElement(count: 0), at: path("loras[2].path")))
    #expect(input == ["image_size": "square"])
  }

  @Test func `a fault and a note carry the whole path`() throws {
    let flux = try Corpus.schema("fal-ai/flux-lora")
    var input: JSON = [:]
    let violation = #expect(throws: Violation.self) {
      try flux.set(word: "wide", at: path("image_size.width"), in: &input)
    }
    #expect(violation?.path == path("image_size.width"))
    let veo = try Corpus.schema("fal-ai/veo3.1")
    #expect(
      try veo.set(word: "8", at: path("duration"), in: &input) == [
        CoercionNote(path: path("duration"), given: "8", taken: "8s")
      ])
  }

  @Test func `a free-form input takes anything`() throws {
    let chat = try Corpus.schema("openrouter/router/openai/v1/chat/completions")
    var input: JSON = [:]
    try chat.set(word: "5", at: path("max_tokens"), in: &input)
    try chat.set(word: "hello", at: path("messages[0].content"), in: &input)
    #expect(input == ["max_tokens": 5, "messages": [["content": "hello"]]])
    #expect(chat.violations(of: input).isEmpty)
  }
}
