import Diagnostics
import Testing

@Suite struct NearestNameTests {
  private static let names = [
    "duration", "aspect_ratio", "seed", "prompt", "negative_prompt", "image_url", "start_image_url",
  ]

  @Test(arguments: [
    ("duraton", "duration"), ("durtaion", "duration"), ("DURATION", "duration"), ("dur", "duration"), ("sed", "seed"),
    ("aspectratio", "aspect_ratio"), ("promt", "prompt"), ("image_ulr", "image_url"),
    ("negativ_prompt", "negative_prompt"),
  ])
  func `a slip finds what was meant`(typed: String, name: String) {
    #expect(typed.nearest(among: Self.names) == name)
  }

  @Test(arguments: ["", "xyz", "frames", "q", String(repeating: "a", count: 300)])
  func `what is like nothing finds nothing`(typed: String) { #expect(typed.nearest(among: Self.names) == nil) }

  @Test(arguments: [
    ("seeed", "seed"), ("imagesize", "image_size"), ("modles", "models"), ("Seed", "seed"),
    ("fal-ai/z-image/trubo", "fal-ai/z-image/turbo"),
  ])
  func `one letter, or two that have changed places, is a slip`(typed: String, name: String) {
    #expect(typed.isSlip(of: name))
  }

  @Test(arguments: [
    ("fal-ai/veo3.2", "fal-ai/veo3.1"), ("fal-ai/nope", "fal-ai/lora"), ("sed", "seed"), ("prices", "priec"), ("", "a"),
  ])
  func `another number or another word is none`(typed: String, name: String) { #expect(!typed.isSlip(of: name)) }

  @Test func `the nearest is found, and of equals the first`() {
    #expect("cat".nearest(among: ["cart", "cat", "bat"]) == "cat")
    #expect("bat".nearest(among: ["cat", "rat"]) == "cat")
    #expect("seed".nearest(among: [String]()) == nil)
  }

  @Test func `long names cost no long time`() {
    let names = (0..<2000).map { "fal-ai/some-model-family/\($0)/image-to-video" }
    #expect("fal-ai/some-model-family/1999/image-to-vidoe".nearest(among: names) == names[1999])
  }
}
