import Synchronization

/// Lends the terminal to a program that is started from the prompt: while
/// the line editor lives, keys are not echoed and lines are not cooked.
package final class ChildTerminal: Sendable {
  package typealias Loan = @Sendable (@Sendable () async throws -> Int32) async throws -> Int32

  private let loan = Mutex<Loan?>(nil)

  package init() {}

  /// From now on programs run inside `loan`.
  func lend(_ loan: @escaping Loan) { self.loan.withLock { $0 = loan } }

  func run(_ body: @Sendable () async throws -> Int32) async throws -> Int32 {
    guard let loan = loan.withLock({ $0 }) else { return try await body() }
    return try await loan(body)
  }
}
