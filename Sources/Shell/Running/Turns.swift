/// Lets so many at a time do something; the others wait, in the order in which
/// they came.
actor Turns {
  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  /// - Parameter count: how many at a time; at least 1.
  init(_ count: Int) { free = max(1, count) }

  /// Does something as soon as it has its turn, cancelled or not.
  nonisolated func take(_ body: () async -> Void) async {
    await begin()
    await body()
    await end()
  }

  private func begin() async {
    guard free == 0 else { return free -= 1 }
    await withCheckedContinuation { waiting.append($0) }
  }

  private func end() {
    if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
  }
}
