import Synchronization
package import Terminal

/// Who sits there and can be asked; or nobody.
package final class Person: Sendable {
  /// How a person is asked. Each gives nil if nobody can be asked now.
  package struct Ways: Sendable {
    /// A question for yes or no; an empty line, Ctrl-C and the end of input
    /// mean no.
    package var confirm: @Sendable (_ question: StyledText) async -> Bool?
    /// A line that does not show while it is typed.
    package var secret: @Sendable (_ prompt: StyledText) async -> String?
    /// A line that shows while it is typed; nil at Ctrl-D too.
    package var line: @Sendable (_ prompt: StyledText) async -> String?
    /// The next key.
    package var key: @Sendable () async -> Character?

    package init(
      confirm: @escaping @Sendable (StyledText) async -> Bool?,
      secret: @escaping @Sendable (StyledText) async -> String? = { _ in nil },
      line: @escaping @Sendable (StyledText) async -> String? = { _ in nil },
      key: @escaping @Sendable () async -> Character? = { nil }
    ) {
      self.confirm = confirm
      self.secret = secret
      self.line = line
      self.key = key
    }
  }

  private struct State {
    var ways: Ways?
    /// The questions that wait for their answers, each for the one before it.
    var open: [Settlement<Void>] = []
  }

  private let state = Mutex(State())

  package init() {}

  /// From now on questions go this way.
  package func answers(_ ways: Ways) { state.withLock { $0.ways = ways } }

  /// Whether somebody is there who can press keys.
  var isThere: Bool { state.withLock { $0.ways != nil } }

  /// Waits until no question is open any more.
  /// - Throws: `CancellationError` if the task is cancelled meanwhile.
  func waitForAnswers() async throws {
    while let question = state.withLock({ $0.open.last }) { try await question.value() }
  }

  /// Asks for a yes, after all questions that were asked before.
  /// - Returns: nil if there is nobody to ask.
  func confirms(_ question: StyledText) async -> Bool? { await inTurn { await $0.confirm(question) } }

  /// A line that does not show, asked for after all questions that were asked
  /// before; nil if there is nobody to ask.
  func secret(_ prompt: StyledText) async -> String? { await inTurn { await $0.secret(prompt) } }

  /// A line, asked for after all questions that were asked before; nil if
  /// there is nobody, or no more.
  func line(_ prompt: StyledText) async -> String? { await inTurn { await $0.line(prompt) } }

  /// One person gives one answer at a time.
  private func inTurn<Answer>(_ ask: (Ways) async -> Answer?) async -> Answer? {
    guard let ways = state.withLock({ $0.ways }) else { return nil }
    let mine = Settlement<Void>()
    let previous = state.withLock { state in
      defer { state.open.append(mine) }
      return state.open.last
    }
    defer {
      state.withLock { $0.open.removeAll { $0 === mine } }
      mine.settle(.success(()))
    }
    try? await previous?.value()
    return await ask(ways)
  }

  /// The next key; nil if there is nobody.
  func key() async -> Character? { await state.withLock { $0.ways }?.key() }
}

extension String {
  /// Whether a typed answer is a yes.
  package var isYes: Bool { ["y", "yes"].contains(lowercased().filter { !$0.isWhitespace }) }
}
