import Testing

@testable import ModelSchema

@Suite struct PatternCostTests {
  @Test(arguments: [
    #"^\w+$"#, "^#([0-9A-Fa-f]{3}){1,2}$", "^[a-z]+-[0-9]+$", "(?:abc)+", "(ab{3})*", "[(+]+x", #"\(a+\)+"#, "^(a|b)$",
    "[]a+]+", "",
  ])
  func `what takes its time by the length of a text is tried`(pattern: String) {
    #expect(PatternCost(of: pattern).allows(50))
  }

  @Test(arguments: [
    "^(a+)+$", "(a|a)*", "(a?){2,}", "((a*)b)+", #"(a+)\1"#, "(?:a+)+", "([a-z]+)*x", "(a{1,9})+",
    "(a?){30}a{30}", "((a{1,50}){1,50}){1,50}",
  ])
  func `what may take for ever is not`(pattern: String) { #expect(!PatternCost(of: pattern).allows(2)) }

  @Test func `the longer a text, the fewer repetitions may stand side by side`() {
    #expect(PatternCost(of: "abc").allows(1_000_000))
    #expect(PatternCost(of: #"^\w+$"#).allows(3000))
    #expect(!PatternCost(of: #"^\w+$"#).allows(10_000))
    #expect(!PatternCost(of: "a*a*a*a*a*b").allows(100))
  }
}
