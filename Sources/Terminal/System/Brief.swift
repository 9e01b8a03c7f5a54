import Synchronization

/// Waits for what should be there at once, on a thread that may block.
///
/// - Parameter milliseconds: how long at most.
/// - Returns: nil if it took longer; it is cancelled then.
package func awaitBriefly<Result: Sendable>(
  milliseconds: Int32, _ body: @escaping @Sendable () async -> Result
) -> Result? {
  let (pipe, result) = (WakePipe(), Kept<Result>())
  let task = Task {
    result.value.withLock { [value = await body()] in $0 = value }
    pipe.wake()
  }
  _ = awaitInput([pipe.descriptor], milliseconds: milliseconds)
  guard let value = result.value.withLock({ $0 }) else {
    task.cancel()
    return nil
  }
  return value
}

private final class Kept<Result: Sendable>: Sendable {
  let value = Mutex<Result?>(nil)
}
