import MediaFiles
import Testing

@testable import Sandbox

@Suite struct PictureTests {
  static let size = PixelSize(width: 320, height: 180)

  static func picture(_ prompt: String = "a red bird", seed: Int = 7, size: PixelSize = Self.size) -> Picture {
    SceneMaker.picture(prompt: prompt, seed: seed, model: "sandbox/image", size: size)
  }

  @Test func `the same request gives the same picture`() {
    #expect(Self.picture() == Self.picture())
  }

  @Test func `prompt, seed, model and size each change the picture`() {
    let first = Self.picture()
    #expect(Self.picture("a red cat") != first)
    #expect(Self.picture(seed: 8) != first)
    #expect(Self.picture(size: PixelSize(width: 320, height: 182)) != first)
    #expect(SceneMaker.picture(prompt: "a red bird", seed: 7, model: "sandbox/other", size: Self.size) != first)
  }

  @Test(arguments: [("red", 0), ("green", 1), ("blue", 2)])
  func `a colour word colours the thing in front`(word: String, channel: Int) {
    let picture = SceneMaker.picture(
      prompt: "a \(word) balloon", seed: 3, model: "m", size: Self.size, caption: false)
    let strong = stride(from: 0, to: picture.pixels.count, by: 4).filter { start in
      let others = (0..<3).filter { $0 != channel }.map { Int(picture.pixels[start + $0]) }
      return Int(picture.pixels[start + channel]) > (others.max() ?? 0) + 30
    }
    #expect(strong.count > Self.size.width * Self.size.height / 25)
  }

  @Test(arguments: [(1, 1), (2, 1), (64, 48), (31, 77), (1024, 16), (16, 1024)])
  func `every size can be painted and edited`(width: Int, height: Int) {
    let size = PixelSize(width: width, height: height)
    let picture = Self.picture("a long prompt about a snowy forest at night — déjà vu 鳥", size: size)
    #expect(picture.size == size)
    #expect(picture.isOpaque)
    let edit = SceneMaker.edit(of: [picture, Self.picture()], prompt: "blue", seed: 1, model: "m", size: size)
    #expect(edit.size == size)
  }

  @Test func `an edit shows its source`() {
    let model = "sandbox/edit"
    let edits = ["a red bird", "a blue cat"].map {
      SceneMaker.edit(of: [Self.picture($0)], prompt: "make it warm", seed: 1, model: model, size: Self.size)
    }
    #expect(edits[0] != edits[1])
    let two = SceneMaker.edit(
      of: [Self.picture(), Self.picture("sea")], prompt: "make it warm", seed: 1, model: model, size: Self.size)
    #expect(two != edits[0])
  }

  @Test func `a crop takes its rows and columns`() throws {
    let pixels = (0..<6 * 4).map { UInt8($0) }
    let picture = try #require(Picture(size: PixelSize(width: 3, height: 2), pixels: pixels))
    let crop = picture.cropped(x: 1, y: 1, to: PixelSize(width: 1, height: 1))
    #expect(crop.pixels == [16, 17, 18, 19])
    #expect(picture.cropped(x: 0, y: 0, to: picture.size) == picture)
  }

  @Test func `scaling keeps one colour as it is`() throws {
    let pixels = [UInt8](repeating: 0, count: 60 * 40 * 4).indices.map { [200, 100, 50, 255][$0 % 4] as UInt8 }
    let picture = try #require(Picture(size: PixelSize(width: 60, height: 40), pixels: pixels))
    for size in [PixelSize(width: 7, height: 5), PixelSize(width: 133, height: 90), PixelSize(width: 60, height: 1)] {
      let scaled = picture.scaled(to: size)
      #expect(scaled.size == size)
      #expect(Set(scaled.pixels) == [200, 100, 50, 255])
    }
  }
}
