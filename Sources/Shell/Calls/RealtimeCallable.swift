import Diagnostics
import FalProtocol
import JSON
import Language
import ModelSchema

/// A model in real time as `again` calls it: one input over a connection of
/// its own.
struct RealtimeCallable: Callable {
  let name: String
  let session: Session
  /// What the model was given before; files by their names, as they are
  /// written down.
  let input: JSON

  func call(_ invocation: Invocation) async throws -> Value {
    try refuseForeignOptions(invocation)
    let invocation = try await invocation.settled()
    let model = try await session.catalogue.model(named: name)
    let (draft, _) = try calls(of: model, invocation).draft(of: invocation)
    if session.plan != nil {
      return try await Generation(draft: draft, invocation: invocation, session: session).value()
    }
    return try await session.connected(to: model) { try await $0.value(of: draft, invocation, in: session) }
  }

  func check(_ invocation: Invocation) async -> [Diagnostic] {
    do {
      try refuseForeignOptions(invocation)
      let model = try await session.catalogue.model(named: name)
      return try calls(of: model, invocation).problems(of: [invocation])
    } catch let failure as Failure where [.badInput, .usage].contains(failure.kind) {
      return [failure.diagnostic.located(in: invocation.source, at: invocation.name.range)]
    } catch {
      // The platform cannot be asked now; running will say why.
      return []
    }
  }

  func shape(of invocation: Invocation) async -> Shape {
    (try? await session.catalogue.model(named: name)).map { Shape(resultOf: $0) } ?? .anything
  }

  private func refuseForeignOptions(_ invocation: Invocation) throws {
    guard let option = invocation.arguments.first(where: { $0.isForeign }) else { return }
    throw Failure(.usage, .foreignOption(option, in: invocation)).located(in: invocation.source, at: option.range)
  }

  private func calls(of model: Model, _ invocation: Invocation) throws -> RealtimeCalls {
    let range = invocation.name.range
    let given = try (input.object ?? [:]).map { name, json -> Argument in
      let isFile = model.schema?.parameter(named: name)?.media != nil
      do {
        // What was sent is sent so again; files go the way of files.
        let value: Value = try isFile ? value(of: json) : .data(json)
        let isRaw = if case .data = value { true } else { false }
        return Argument(.parameter([.key(name)], isRaw: isRaw), .value(value), range: range)
      } catch let failure as Failure {
        throw failure.located(in: invocation.source, at: range)
      }
    }
    return RealtimeCalls(model: model, session: session, defaults: given)
  }

  /// A value whose files are files again.
  private func value(of json: JSON) throws -> Value {
    switch json {
    case .string(let text) where text.hasPrefix("@"): .handle(try session.files.localFile(String(text.dropFirst())))
    case .array(let elements) where elements.contains { $0.string?.hasPrefix("@") == true }:
      .list(try elements.map { try value(of: $0) })
    default: .data(json)
    }
  }
}
