import Synchronization

/// Reads from a terminal while there is no prompt: the answer to a question,
/// a secret, a key. What waits is ended by cancelling its task.
package final class TerminalReader: Sendable {
  private let descriptor: Int32
  private let decoder = Mutex(KeyDecoder())

  package init(descriptor: Int32) { self.descriptor = descriptor }

  /// A line as it is typed, without its end.
  /// - Parameters:
  ///   - echoes: whether it shows while it is typed.
  ///   - ask: shows the question, once what is typed behind it is treated so:
  ///     whoever answers at once must not find the key on the screen.
  /// - Returns: nil at the end of input.
  package func line(echoes: Bool, ask: @escaping @Sendable () -> Void = {}) async -> String? {
    await waiting { [descriptor] wake in
      TerminalModes(descriptor).whileReading(echoes: echoes, byLine: true) {
        ask()
        var bytes: [UInt8] = []
        while let more = Self.next(from: descriptor, wake) {
          bytes += more
          let line = bytes.prefix { $0 != UInt8(ascii: "\n") }
          if line.count < bytes.count { return String(decoding: line, as: UTF8.self) }
        }
        return nil
      }
    }
  }

  /// One key. The ones that go on are a blank.
  /// - Returns: nil at the end of input.
  package func key() async -> Character? {
    if let key = decoder.withLock({ Self.key(of: &$0) }) { return key }
    return await waiting { [descriptor, self] wake in
      TerminalModes(descriptor).whileReading(echoes: false, byLine: false) {
        while let more = Self.next(from: descriptor, wake) {
          let key = decoder.withLock { decoder in
            decoder.feed(more)
            return Self.key(of: &decoder)
          }
          if let key { return key }
        }
        return nil
      }
    }
  }

  private static func key(of decoder: inout KeyDecoder) -> Character? {
    while let input = decoder.next(isFinal: true) {
      switch input {
      case .character("\r"), .character("\n"), .key(.right), .key(.down), .key(.newline): return " "
      case .character(let scalar): return Character(scalar)
      case .key, .paste: continue
      }
    }
    return nil
  }

  /// - Returns: nil at the end of input, and when woken.
  private static func next(from descriptor: Int32, _ wake: WakePipe) -> ArraySlice<UInt8>? {
    while let ready = awaitInput([descriptor, wake.descriptor]), !ready.contains(wake.descriptor) {
      switch readInput(from: descriptor) {
      case .bytes(let bytes): return bytes
      case .none: continue
      case .end: return nil
      }
    }
    return nil
  }

  /// Reading blocks, so it has a thread of its own.
  private func waiting<Result: Sendable>(_ body: @escaping @Sendable (WakePipe) -> Result?) async -> Result? {
    let wake = WakePipe()
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let thread = DedicatedThread { continuation.resume(returning: body(wake)) }
        if thread == nil { continuation.resume(returning: nil) }
      }
    } onCancel: {
      wake.wake()
    }
  }
}
