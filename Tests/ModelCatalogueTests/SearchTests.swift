import ModelCatalogue
import Testing

@Suite struct SearchTests {
  private let catalogue = ModelCatalogue.shipped

  private func ids(_ words: String..., category: String? = nil) -> [String] {
    catalogue.search(ModelSearch(words: words, category: category)).map(\.id)
  }

  @Test func `all words are found, in any order`() {
    let found = ids("pro kling")
    #expect(found == ids("kling", "PRO"))
    #expect(!found.isEmpty)
    #expect(found.allSatisfy { $0.contains("kling") })
  }

  @Test func `short words of the trade mean their categories`() {
    #expect(ids("kling i2v pro").prefix(20).contains("fal-ai/kling-video/v3/pro/image-to-video"))
    #expect(!ids("kling i2v pro").contains("fal-ai/kling-video/v3/pro/text-to-video"))
    #expect(ids("minimax tts").contains("fal-ai/minimax/speech-2.8-hd"))
    #expect(ids("whisper stt").contains("fal-ai/whisper"))
  }

  @Test(arguments: ["veo 3.1", "veo3.1", "Veo 3"])
  func `versions are words`(_ text: String) { #expect(ids(text).contains("fal-ai/veo3.1")) }

  @Test func `among equals the platform's order counts`() {
    let places = ids("flux").compactMap { id in catalogue.entries.firstIndex { $0.id == id } }
    #expect(places.prefix(50) == places.prefix(50).sorted()[...])
  }

  @Test func `one slip of the pen is forgiven where nothing else is found`() {
    #expect(Set(ids("klign")).isSuperset(of: ids("kling").filter { $0.contains("kling") }))
    #expect(ids("minmax").contains("fal-ai/minimax/speech-2.8-hd"))
    #expect(ids("qqqqqq").isEmpty)
  }

  @Test func `a category is the whole category`() {
    let found = catalogue.search(ModelSearch(category: "text-to-image"))
    #expect(found.count { $0.standing == .listed } == 195)
    #expect(found.allSatisfy { $0.category == "text-to-image" })
  }

  @Test func `a signature is what goes in and what comes out`() {
    let found = catalogue.search(ModelSearch(inputs: [.image], outputs: [.video]))
    #expect(found.contains { $0.id == "fal-ai/kling-video/o3/pro/image-to-video" })
    #expect(!found.contains { $0.id == "fal-ai/kling-video/v3/pro/text-to-video" })
    #expect(found.allSatisfy { $0.inputs.contains(.image) && $0.outputs.contains(.video) })
    #expect(catalogue.search(ModelSearch(inputs: [.mesh])).contains { $0.id == "fal-ai/ultrashape" })
  }

  @Test func `what is typed of an id is ranked from the beginning inwards`() {
    #expect(catalogue.matches("fal-ai/veo3.1").first?.id == "fal-ai/veo3.1")
    #expect(catalogue.matches("veo3").first?.id.hasPrefix("fal-ai/veo3") == true)
    #expect(catalogue.matches("klein").allSatisfy { $0.id.contains("klein") })
    #expect(catalogue.matches("kling-i2v-pro").contains { $0.id == "fal-ai/kling-video/v3/pro/image-to-video" })
    #expect(catalogue.matches("").count == catalogue.entries.count)
  }

  @Test func `a text that is no catalogue is an empty one`() {
    for text in ["", "\n", "falsh-facts 2 2026-01-01 5\na\tb\n", "falsh-facts 1 2026-01-01 99999\na\n"] {
      let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, text.utf8.count), alignment: 1)
      copy.copyBytes(from: text.utf8)
      let bytes = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(copy).prefix(text.utf8.count))
      let catalogue = ModelCatalogue(bytes)
      #expect(catalogue.entries.count <= 1)
      #expect(catalogue.document("a") == nil)
    }
  }

  @Test func `a search takes well under five milliseconds`() {
    _ = catalogue.entries.count
    let clock = ContinuousClock()
    let elapsed = (0..<5).map { _ in
      clock.measure { _ = catalogue.search(ModelSearch(words: ["kling", "i2v", "pro"])) }
    }.min()
    #if DEBUG
      let limit = Duration.milliseconds(100)
    #else
      let limit = Duration.milliseconds(5)
    #endif
    #expect(elapsed ?? .zero < limit)
  }
}
