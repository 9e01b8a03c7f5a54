import Testing

@testable import Shell

@Suite struct MoneyTests {
  @Test(arguments: [
    ("0", "$0"), ("2", "$2.00"), ("0.7", "$0.70"), ("0.05", "$0.05"), ("0.005", "$0.005"), ("0.0123", "$0.012"),
    ("0.00001230", "$0.000012"), ("0.000000001", "$0.000000001"), ("1.239", "$1.24"), ("0.1575", "$0.16"),
    ("123456.789", "$123456.79"), ("0.0996", "$0.1"),
  ])
  func `an amount is short and keeps what counts`(text: String, shown: String) throws {
    #expect(try #require(Money(text)).description == shown)
  }

  @Test(arguments: ["-1", "x", "", "1e30", "1,5", "NaN", "0x1"])
  func `what is no amount is none`(text: String) { #expect(Money(text) == nil) }

  @Test func `sums neither drift nor overflow`() throws {
    let tenth = try #require(Money("0.1"))
    #expect((0..<1000).reduce(Money.zero) { sum, _ in sum + tenth } == Money("100"))
    let most = try #require(Money("8000000000"))
    #expect(most + most > most)
    #expect(most.times(10) > most)
    #expect(tenth - most == .zero)
    #expect(tenth.times(-1) > most, "a factor that is none must not make things cheap")
  }
}

@Suite struct EstimateTests {
  private let dollar = Money.oneDollar

  @Test func `what is unknown makes a sum a lower bound, and never nothing`() {
    #expect(Estimate.about(dollar) + .about(dollar) == .about(dollar + dollar))
    #expect(Estimate.about(dollar) + .unknown == .atLeast(dollar))
    #expect(Estimate.atLeast(dollar) + .about(dollar) == .atLeast(dollar + dollar))
    #expect(Estimate.unknown + .unknown == .unknown)
    #expect(Estimate.about(.zero) + .unknown == .unknown)
    #expect("\(Estimate.unknown)" == "?")
  }
}
