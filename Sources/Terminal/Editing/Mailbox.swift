import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What other threads have for the editor's thread, and the pipe that wakes
/// it while it waits for keys.
final class Mailbox: Sendable {
  struct Request: Sendable {
    let prompt: StyledText
    let initial: String
    let continuation: CheckedContinuation<LineEditor.Line, Never>
  }

  struct Mail: Sendable {
    var posts: [StyledText] = []
    var isInterrupted = false
    var isStopped = false
    var isContinued = false
  }

  private struct State {
    var request: Request?
    var isReading = false
    var isClosed = false
    var mail = Mail()
  }

  private let state = Mutex(State())
  private let pipe = WakePipe()

  // MARK: From any thread

  var isReading: Bool { state.withLock { $0.isReading } }

  func ask(_ request: Request) {
    let isRefused = state.withLock { state in
      guard !state.isClosed, !state.isReading else { return true }
      (state.request, state.isReading) = (request, true)
      (state.mail.isInterrupted, state.mail.isStopped) = (false, false)
      return false
    }
    if isRefused { request.continuation.resume(returning: .endOfFile) }
    pipe.wake()
  }

  /// Leaves a line to the prompt, or writes it if there is none.
  func post(_ line: StyledText, orWrite write: (StyledText) -> Void) {
    state.withLock { state in
      guard state.isReading else { return write(line) }
      state.mail.posts.append(line)
    }
    pipe.wake()
  }

  /// Whether a signal concerns the prompt alone.
  func receive(_ signal: Int32) -> Bool {
    defer { pipe.wake() }
    return state.withLock { state in
      guard state.isReading else { return false }
      switch signal {
      case SIGINT: state.mail.isInterrupted = true
      case SIGTSTP: state.mail.isStopped = true
      case SIGCONT: state.mail.isContinued = true
      default: break
      }
      return signal == SIGINT || signal == SIGTSTP
    }
  }

  func close() {
    state.withLock { $0.isClosed = true }
    pipe.wake()
  }

  // MARK: From the editor's thread

  var descriptor: Int32 { pipe.descriptor }

  var isClosed: Bool { state.withLock { $0.isClosed } }

  /// The next request; nil once closed.
  func waitForRequest() -> Request? {
    while true {
      pipe.drain()
      let (request, isClosed) = state.withLock { ($0.request.take(), $0.isClosed) }
      if let request { return request }
      if isClosed { return nil }
      _ = awaitInput([descriptor])
    }
  }

  func takeMail() -> Mail {
    pipe.drain()
    return state.withLock { state in
      defer { state.mail = Mail() }
      return state.mail
    }
  }

  /// The prompt is gone; lines that came too late for it are written.
  func finish(write: (StyledText) -> Void) {
    state.withLock { state in
      state.mail.posts.forEach(write)
      state.mail = Mail()
      state.isReading = false
    }
  }
}
