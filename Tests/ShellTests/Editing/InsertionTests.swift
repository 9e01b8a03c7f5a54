import Testing

@testable import Shell

/// What Tab writes has to say what was offered.
@Suite struct InsertionTests {
  private static let files = [
    ("my fox.png", ""), ("wide\u{3000}fox.png", ""), ("nb\u{A0}c.png", ""), ("été.png", ""),
    ("price $5.png", ""), ("out/a b.png", ""), ("say \"hi\".txt", ""), ("o'clock.txt", ""),
  ]

  @Test(arguments: [
    ("upl⎮", "upload ⎮"), ("upl⎮ x", "upload⎮ x"), ("print (upl⎮)", "print (upload ⎮)"),
    ("upload @my⎮", "upload @\"my fox.png\" ⎮"), ("upload my⎮", "upload \"my fox.png\" ⎮"),
    ("upload @\"my⎮", "upload @\"my fox.png\" ⎮"), ("upload @\"my⎮\"", "upload @\"my fox.png⎮\""),
    ("upload wide⎮", "upload \"wide\u{3000}fox.png\" ⎮"), ("upload nb⎮", "upload \"nb\u{A0}c.png\" ⎮"),
    ("upload é⎮", "upload été.png ⎮"),
    ("upload 'my⎮", "upload 'my fox.png' ⎮"), ("upload pri⎮", "upload \"price \\$5.png\" ⎮"),
    ("upload say⎮", "upload \"say \\\"hi\\\".txt\" ⎮"), ("upload o'⎮", nil),
    ("upload o⎮ut", nil), ("upload ou⎮", "upload out/⎮"), ("upload out/⎮", "upload \"out/a b.png\" ⎮"),
    ("fal-ai/qwen-image-max/edit image_urls=my⎮", "fal-ai/qwen-image-max/edit image_urls=@\"my fox.png\" ⎮"),
    ("fal-ai/qwen-image-max/edit image_urls=@my⎮", "fal-ai/qwen-image-max/edit image_urls=@\"my fox.png\" ⎮"),
    ("fal-ai/z-image/turbo see⎮", "fal-ai/z-image/turbo seed=⎮"),
    ("fal-ai/z-image/turbo image_size=square_⎮", "fal-ai/z-image/turbo image_size=square_hd ⎮"),
    ("fal-ai/z-image/turbo image_size=\"square_⎮", "fal-ai/z-image/turbo image_size=\"square_hd\" ⎮"),
    ("fal-ai/z-image/turbo image_size={\"wid⎮", "fal-ai/z-image/turbo image_size={\"width\": ⎮"),
  ])
  func `it is written so that the line says it`(marked: String, line: String?) async throws {
    var setup = Setup()
    setup.files = Self.files
    try await withKnowingShell(setup) { shell in #expect(await shell.completed(marked) == line) }
  }
}
