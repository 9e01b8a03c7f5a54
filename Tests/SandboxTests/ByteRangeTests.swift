import Testing

@testable import Sandbox

@Suite struct ByteRangeTests {
  @Test(
    arguments: [
      (nil, .whole), ("bytes=0-3", .part(0..<4)), ("bytes=4-", .part(4..<10)), ("bytes=-3", .part(7..<10)),
      ("bytes=-99", .part(0..<10)), ("bytes=8-99", .part(8..<10)), ("bytes=10-", .unsatisfiable),
      ("bytes=-0", .unsatisfiable), ("bytes=5-4", .unsatisfiable), ("bytes=0-1,3-4", .whole), ("lines=1-2", .whole),
      ("bytes=a-b", .whole), ("bytes=", .whole), ("bytes=-", .whole), ("bytes=99999999999999999999-", .whole),
    ] as [(String?, ByteRange)])
  func `a header becomes a range`(header: String?, range: ByteRange) {
    #expect(ByteRange(header: header, count: 10) == range)
  }
}
