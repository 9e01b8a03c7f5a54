import Diagnostics
import FalProtocol
import Language
import ModelCatalogue
import ModelSchema
import Synchronization

/// What is known of the platform's models. On fal.ai the facts that falsh
/// carries answer at once and offline; what the platform says today takes
/// their place as soon as it is here.
final class Catalogue: Sendable {
  private struct State {
    var models: [String: Settlement<Model>] = [:]
    /// What has been found.
    var known: [String: Model] = [:]
    /// What the facts say where the platform has models of its own: decoded
    /// once.
    var carried: [String: Model] = [:]
    /// When the platform did not answer in time.
    var silence: (failure: Failure, at: Duration)?
    var list: ModelList?
    var refresh: Settlement<Void>?
  }

  let platform: Platform
  let records: Records
  let time: Timekeeper
  let documents: ModelDocuments
  private let state = Mutex(State())

  /// For so long a platform that did not answer in time is not asked again:
  /// a line asks for a model when it is checked, and when it runs.
  private static let memory = Duration.seconds(5)

  /// Whether this task takes what is at hand, and waits for nobody: Tab.
  @TaskLocal static var asksNobody = false

  init(platform: Platform, records: Records, time: Timekeeper) {
    self.platform = platform
    self.records = records
    self.time = time
    documents = ModelDocuments(platform: platform, records: records, time: time)
  }

  /// The models whose facts are carried, where they are the platform's.
  var shipped: ModelCatalogue? { platform.kind == .live ? .shipped : nil }

  // MARK: One model

  /// The model of an id, as the platform describes it today; `fal-ai/` may
  /// be left off.
  /// - Throws: `Failure` if there is none, or nothing is known of it and the
  ///   platform cannot be asked.
  func model(named name: String) async throws -> Model {
    if Self.asksNobody {
      guard let model = modelAtHand(named: name) else { throw Failure(.badInput, unknownModel(name)) }
      return model
    }
    let now = time.now()
    let question = try state.withLock { state in
      if let question = state.models[name] { return question }
      if let (failure, at) = state.silence, now - at < Self.memory { throw failure }
      let question = Settlement { try await self.find(name) }
      state.models[name] = question
      return question
    }
    do {
      let model = try await question.value()
      if !model.isConfirmed { state.withLock { $0.models[name] = nil } }
      return model
    } catch {
      // Whoever gave up has not ended the question.
      guard !(error is CancellationError) else { throw error }
      state.withLock { state in
        state.models[name] = nil
        if let failure = error as? Failure, failure.kind == .timeout { state.silence = (failure, time.now()) }
      }
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

  /// The model of an id, if anything is known of it already; the platform is
  /// asked meanwhile, so that the next Tab knows more.
  func knownModel(named name: String) -> Model? {
    if let model = state.withLock({ $0.known[name] }) { return model }
    Task { await Self.$asksNobody.withValue(false) { _ = try? await model(named: name) } }
    return (keptModel(named: name) ?? shippedModel(named: name)).map { keep($0, as: name) }
  }

  /// The same, by the facts of a model that only goes by the same id if need
  /// be: for Tab.
  func modelAtHand(named name: String) -> Model? {
    if let model = knownModel(named: name) ?? state.withLock({ $0.carried[name] }) { return model }
    guard let model = model(named: name, in: .shipped) ?? model(named: "fal-ai/" + name, in: .shipped) else {
      return nil
    }
    state.withLock { $0.carried[name] = model }
    return model
  }

  /// Asks for the document of a model that is being typed, so that Tab has
  /// it when it is needed.
  func prepare(_ name: String) {
    guard state.withLock({ $0.models[name] == nil }), entries.contains(where: { $0.id == name }) else { return }
    Task { try? await model(named: name) }
  }

  private func find(_ name: String) async throws -> Model {
    for candidate in candidates(name) {
      guard let endpoint = try? EndpointID(candidate) else { continue }
      if let model = try await model(endpoint) { return keep(model, as: name) }
    }
    await refreshed()
    if let model = foreignModel(name) { return keep(model, as: name) }
    throw Failure(.badInput, unknownModel(name))
  }

  private func keep(_ model: Model, as name: String) -> Model {
    state.withLock { state in
      if model.isConfirmed || state.known[name] == nil { state.known[name] = model }
    }
    return model
  }

  /// - Returns: nil if nobody knows such a model.
  private func model(_ endpoint: EndpointID) async throws -> Model? {
    let kept = documents.keptModel(endpoint)
    if let kept, kept.isConfirmed { return kept }
    let facts = kept ?? shipped.flatMap { model(named: endpoint.description, in: $0) }
    do {
      let document = try await facts == nil ? documents.document(of: endpoint) : documents.documentSoon(of: endpoint)
      guard let document else { return facts }
      return Model(endpoint: endpoint, schema: try? ModelSchema(document: document))
    } catch {
      if let facts { return facts }
      throw error
    }
  }

  // MARK: The list

  /// What is known of all models, without asking anybody.
  var list: ModelList {
    if let list = state.withLock({ $0.list }) { return list }
    let list = keptList ?? ModelList(of: platform.kind)
    state.withLock { $0.list = $0.list ?? list }
    return list
  }

  var entries: [ModelFacts] { list.entries }

  /// Begins to fetch the list, if that has not been begun and the one that is
  /// here is old.
  func refresh() { _ = refreshing() }

  /// The list, as new as it can be had.
  func refreshed() async { try? await refreshing().value() }

  private func refreshing() -> Settlement<Void> {
    state.withLock { state in
      if let refresh = state.refresh { return refresh }
      let refresh = Settlement {
        if let list = await self.fetchedList() { self.replace(with: list) }
        self.state.withLock { $0.refresh = nil }
      }
      state.refresh = refresh
      return refresh
    }
  }

  func replace(with list: ModelList) { state.withLock { $0.list = list } }
}
