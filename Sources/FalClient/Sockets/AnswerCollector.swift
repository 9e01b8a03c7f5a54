import FalProtocol
import NIOCore
import NIOHTTP1

/// Reads the answer of a server that opens no socket.
final class AnswerCollector: ChannelInboundHandler {
  typealias InboundIn = HTTPClientResponsePart

  /// The most that is kept of a body, in bytes.
  private static let mostBytes = 1 << 20

  private var response = WireResponse(status: 0)
  private var promise: EventLoopPromise<WireResponse>?

  init(_ promise: EventLoopPromise<WireResponse>) { self.promise = promise }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      response.status = Int(head.status.code)
      response.headers = WireHeaders(head.headers.map { ($0.name, $0.value) })
    case .body(let piece):
      response.body += piece.readableBytesView.prefix(Self.mostBytes - response.body.count)
    case .end: end(.success(response))
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    end(.failure(ChannelError.eof))
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    end(.failure(error))
    context.close(promise: nil)
  }

  private func end(_ outcome: Result<WireResponse, any Error>) {
    promise?.completeWith(outcome)
    promise = nil
  }
}
