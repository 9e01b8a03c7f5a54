import Testing

@testable import Shell

@Suite struct AgeTests {
  @Test(arguments: [
    (-5, "just now"), (59, "just now"), (60, "1 min ago"), (3599, "59 min ago"), (3600, "1 h ago"),
    (172_799, "47 h ago"), (172_800, "2 days ago"), (1e300, "11574 days ago"),
  ])
  func `an age is told in one unit`(seconds: Double, words: String) {
    #expect((0.0).age(at: seconds) == words)
  }

  @Test(arguments: [
    (5, "5 s"), (2.44, "2.4 s"), (0, "0 s"), (-1, "0 s"), (1e20, "1000000000 s"), (.infinity, "1000000000 s"),
    (.nan, "0 s"),
  ])
  func `a length is told whatever an answer says of itself`(seconds: Double, words: String) {
    #expect(seconds.inSeconds == words)
  }
}
