import Diagnostics
import FalClient
import FalProtocol
import JSON
import Language
import ModelSchema
import Synchronization

/// A model that can be called: its id and what its document says.
struct Model: Sendable {
  let endpoint: EndpointID
  let schema: ModelSchema?
}

/// What is known of the platform's models. A document is asked for once and
/// kept; the list of ids is fetched in the background, for Tab and for
/// "did you mean".
final class Catalogue: Sendable {
  private struct State {
    var models: [String: Task<Model, any Error>] = [:]
    /// What has been found.
    var known: [String: Model] = [:]
    var entries: [ModelEntry] = []
    var refresh: Task<Void, Never>?
  }

  private let platform: Platform
  private let records: Records
  private let time: Timekeeper
  private let state = Mutex(State())

  init(platform: Platform, records: Records, time: Timekeeper) {
    self.platform = platform
    self.records = records
    self.time = time
  }

  /// The model of an id; `fal-ai/` may be left off.
  /// - Throws: `Failure` if there is none, or the platform cannot be asked.
  func model(named name: String) async throws -> Model {
    let task = state.withLock { state in
      if let task = state.models[name] { return task }
      let task = Task { try await self.find(name) }
      state.models[name] = task
      return task
    }
    do {
      return try await task.value
    } catch {
      state.withLock { $0.models[name] = nil }
      throw error
    }
  }

  /// What is wrong with a model's name; nil if nothing is, or nobody can say.
  func problem(ofModel name: String) async -> Diagnostic? {
    do {
      _ = try await model(named: name)
      return nil
    } catch let failure as Failure where failure.kind == .badInput {
      return failure.diagnostic
    } catch {
      return nil
    }
  }

  /// The model of an id, if its document is here already; if not, it is
  /// asked for, so that the next Tab knows it.
  func knownModel(named name: String) -> Model? {
    if let model = state.withLock({ $0.known[name] }) { return model }
    Task { try? await model(named: name) }
    return nil
  }

  /// Asks for the document of a model that is being typed, so that Tab has
  /// it when it is needed.
  func prepare(_ name: String) {
    let isListed = state.withLock { $0.models[name] == nil && $0.entries.contains { $0.id.description == name } }
    if isListed { Task { try? await model(named: name) } }
  }

  private func find(_ name: String) async throws -> Model {
    for candidate in [name, "fal-ai/" + name] {
      guard let endpoint = try? EndpointID(candidate) else { continue }
      if let document = try await document(of: endpoint) {
        let model = Model(endpoint: endpoint, schema: try? ModelSchema(document: document))
        state.withLock { $0.known[name] = model }
        return model
      }
    }
    await refreshed()
    throw Failure(.badInput, .unknownModel(name, near: nearest(to: name)))
  }

  /// - Returns: nil if the platform knows no such model.
  private func document(of endpoint: EndpointID) async throws -> JSON? {
    if let kept = records.document(of: endpoint, on: platform, at: time.date()) { return kept }
    do {
      let document = try await platform.client().document(of: endpoint)
      records.keep(document, of: endpoint, on: platform, at: time.date())
      return document
    } catch let error as FalError where error.isNotFound {
      return nil
    } catch let error as FalError {
      throw error.failure
    }
  }

  // MARK: The list

  /// What is known of all models, without asking anybody.
  var entries: [ModelEntry] { state.withLock { $0.entries } }

  /// Begins to fetch the list, if that has not been begun.
  func refresh() { _ = refreshTask() }

  private func refreshed() async { await refreshTask().value }

  private func refreshTask() -> Task<Void, Never> {
    state.withLock { state in
      if let task = state.refresh { return task }
      let task = Task { await self.fetchEntries() }
      state.refresh = task
      return task
    }
  }

  private func fetchEntries() async {
    var entries: [ModelEntry] = []
    var cursor: String?
    repeat {
      var query = ModelQuery(limit: 100)
      query.cursor = cursor
      guard let page = try? await platform.client().models(query) else { break }
      entries += page.entries
      cursor = page.nextCursor
      state.withLock { [entries] in $0.entries = entries }
    } while cursor != nil
  }

  func nearest(to name: String) -> String? {
    let ids = entries.map(\.id.description)
    return name.nearest(among: ids) ?? ids.first { $0.split(separator: "/").contains(Substring(name)) }
  }

  /// Ids that begin with `prefix`, or hold it as the beginning of a segment.
  func suggestions(for prefix: String) -> [Suggestion] {
    let entries = entries
    let direct = entries.filter { $0.id.description.hasPrefix(prefix) }
    let inner = entries.filter { entry in
      !prefix.isEmpty && !entry.id.description.hasPrefix(prefix) && entry.id.description.contains("/" + prefix)
    }
    return (direct + inner).map { Suggestion($0.id.description, $0.category ?? "") }
  }
}

extension Diagnostic {
  fileprivate static func unknownModel(_ name: String, near: String?) -> Diagnostic {
    Diagnostic(
      code: "unknown-model", "unknown model '\(name)'",
      help: near.map { "did you mean '\($0)'?" } ?? "models lists them"
    )
  }
}
