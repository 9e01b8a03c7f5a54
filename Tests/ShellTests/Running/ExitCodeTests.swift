import Language
import Testing

@testable import Shell

@Suite struct ExitCodeTests {
  private static let codes: [(Failure.Kind, Int32)] = [
    (.badInput, 1), (.contentPolicy, 1), (.rateLimit, 1), (.server, 1), (.cancelled, 1), (.fail, 1),
    (.usage, 2), (.auth, 3), (.timeout, 4), (.network, 5), (.refused, 6), (.unknownSubmit, 7), (.expect, 8),
    (.interrupted, 130),
  ]

  @Test(arguments: codes)
  func `a failure has its exit code`(kind: Failure.Kind, code: Int32) { #expect(kind.exitCode.rawValue == code) }

  @Test func `no failure ends in success, and every code has a meaning`() {
    for kind in Failure.Kind.allCases { #expect(kind.exitCode != .done) }
    #expect(Set(ExitCode.allCases.map(\.meaning)).count == ExitCode.allCases.count)
  }
}
