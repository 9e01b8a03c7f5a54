import FalProtocol
import Language
import Terminal

/// Which calls are answered piece by piece: those with `--stream`, ids that
/// end in `/stream`, and language models where somebody watches, as theirs is
/// a growing text.
struct StreamRule: Sendable {
  let session: Session

  /// The model of an id. The document of `…/stream` is that of the id before
  /// it, where it has none of its own.
  func model(named name: String) async throws -> Model {
    if let model = OpenAIEndpoint.model(named: name) { return model }
    guard name.hasSuffix("/stream") else { return try await session.catalogue.model(named: name) }
    do {
      return try await session.catalogue.model(named: String(name.dropLast("/stream".count)))
    } catch let failure as Failure where failure.kind == .badInput {
      return try await session.catalogue.model(named: name)
    }
  }

  func completed(_ options: CallOptions, for callable: ModelCallable, _ model: Model) -> CallOptions {
    var options = options
    let isAsked = options.streams || callable.name.hasSuffix("/stream")
    let isUsual = model.endpoint.isLanguageRouter && isWatched && !options.isSync && !options.wantsQueue
    // Who does not wait asks the queue, which keeps the result.
    options.streams = !options.isAsync && (isAsked || isUsual)
    if model.endpoint.isOpenAICompatible, !options.streams { options.isSync = true }
    return options
  }

  private var isWatched: Bool {
    guard case .screen = session.console.results, BackgroundPipeline.current == nil else { return false }
    return session.console.capabilities.canMoveCursor
  }
}
