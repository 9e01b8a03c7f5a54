import ModelSchema
import Testing

@testable import Shell

@Suite struct GalleryPageTests {
  @Test func `nothing that a model says becomes part of the page`() {
    let evil = "</p><script>alert(1)</script>\"'><img onerror=x>\u{1B}[2J"
    let page = GalleryPage(
      title: evil,
      items: [
        .init(kind: .image, place: "javascript:alert(1)", model: evil, prompt: evil, facts: evil, recipe: evil),
        .init(kind: .other, place: "https://x/\"onclick=\"y", model: "m", prompt: "p", facts: "", recipe: ""),
      ])
    let html = page.html
    #expect(!html.contains("<script"))
    #expect(!html.contains("javascript:"))
    #expect(!html.contains("<img onerror"))
    #expect(!html.contains("\"onclick"))
    #expect(!html.contains("\u{1B}"))
    #expect(html.contains("&lt;script&gt;alert(1)"))
  }
}
