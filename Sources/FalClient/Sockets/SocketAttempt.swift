import NIOCore
import Synchronization

/// One attempt to open a socket: it can be given up at any time, and keeps
/// what stood in its way.
final class SocketAttempt: Sendable {
  private struct State {
    var isGivenUp = false
    /// All that were made, one for each address that is tried.
    var channels: [any Channel] = []
    var obstacle: (any Error)?
    var isClosed = false
  }

  /// What became of it.
  let outcome: EventLoopPromise<SocketOpening>
  private let state = Mutex(State())

  init(_ outcome: EventLoopPromise<SocketOpening>) { self.outcome = outcome }

  /// - Throws: `CancellationError` if the attempt was given up.
  func add(_ channel: any Channel) throws {
    try state.withLock { state in
      if state.isGivenUp { throw CancellationError() }
      state.channels.append(channel)
    }
  }

  /// Ends the attempt at once, wherever it stands: the resolution of a name
  /// goes on by itself, and leads to no connection.
  func giveUp() {
    let channels = state.withLock { state in
      state.isGivenUp = true
      return state.channels
    }
    outcome.fail(CancellationError())
    for channel in channels { channel.close(promise: nil) }
  }

  /// What went wrong first: the handlers that wait tell only that the
  /// connection is gone. That it was closed is no reason where there is one,
  /// which may come behind it.
  var obstacle: (any Error)? { state.withLock { $0.obstacle ?? ($0.isClosed ? ChannelError.eof : nil) } }

  func note(obstacle: any Error) { state.withLock { $0.obstacle = $0.obstacle ?? obstacle } }

  func noteEnd() { state.withLock { $0.isClosed = true } }
}

/// Notes what goes wrong in the handshake; stands behind all that takes part
/// in it.
final class ObstacleHandler: ChannelInboundHandler {
  typealias InboundIn = NIOAny

  private let attempt: SocketAttempt

  init(_ attempt: SocketAttempt) { self.attempt = attempt }

  func channelInactive(context: ChannelHandlerContext) {
    attempt.noteEnd()
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    attempt.note(obstacle: error)
    context.fireErrorCaught(error)
    context.close(promise: nil)
  }
}
