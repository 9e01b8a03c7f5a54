import MediaFiles
import Testing

@Suite struct PixelSizeTests {
  @Test func `sizes are clamped to what may be made`() {
    #expect(PixelSize(width: 0, height: -5).clamped == PixelSize(width: 1, height: 1))
    #expect(PixelSize(width: 9000, height: Int.max).clamped == PixelSize(width: 8192, height: 6103))
    #expect(PixelSize(width: 640, height: 480).clamped == PixelSize(width: 640, height: 480))
  }

  @Test func `areas have a limit, and do not overflow`() {
    #expect(!PixelSize(width: Int.max, height: Int.max).isAllowed)
    #expect(!PixelSize(width: 0, height: 1).isAllowed)
    #expect(PixelSize(width: 8192, height: 6103).isAllowed)
  }
}
