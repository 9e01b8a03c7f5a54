import Diagnostics
import FalClient
import FalProtocol
import Journal
import JSON
import Language
import ModelCatalogue
import ModelSchema
import Synchronization

/// A model that can be called: its id and what its document says.
struct Model: Sendable {
  let endpoint: EndpointID
  let schema: ModelSchema?
  /// Whether the platform said so within the last day, and not only the
  /// facts that falsh carries.
  var isConfirmed = true
  /// When the platform said so, in seconds since 1970, if that was earlier.
  var keptAt: Double?
  private let shape = LazyDocument()

  /// What the journal keeps of it with each of its jobs; nil without a schema.
  var document: JobStep.Document? { shape.document(of: schema) }
}

/// A thousand jobs of a model have one shape, which is written out once.
private final class LazyDocument: Sendable {
  private let made = Mutex<JobStep.Document?>(nil)

  func document(of schema: ModelSchema?) -> JobStep.Document? {
    guard let schema else { return nil }
    return made.withLock { made in
      let document = made ?? ModelShape(schema).document
      made = document
      return document
    }
  }
}

/// What is known of the platform's models. On fal.ai the facts that falsh
/// carries answer at once and offline; what the platform says today takes
/// their place as soon as it is here.
final class Catalogue: Sendable {
  private struct State {
    var models: [String: Task<Model, any Error>] = [:]
    /// What has been found.
    var known: [String: Model] = [:]
    /// What the facts say where the platform has models of its own: decoded
    /// once.
    var carried: [String: Model] = [:]
    /// When the platform did not answer in time.
    var silence: (failure: Failure, at: Duration)?
    /// Nobody waits for a platform that did not answer before.
    var isOutOfReach = false
    var list: ModelList?
    var refresh: Task<Void, Never>?
  }

  let platform: Platform
  let records: Records
  let time: Timekeeper
  private let state = Mutex(State())

  /// How long somebody who checks or runs a line waits for the platform's
  /// own document, where there are facts to go by.
  private static let patience = Duration.seconds(3)

  /// For so long a platform that did not answer in time is not asked again:
  /// a line asks for a model when it is checked, and when it runs.
  private static let memory = Duration.seconds(5)

  /// Whether this task takes what is at hand, and waits for nobody: Tab.
  @TaskLocal static var asksNobody = false

  init(platform: Platform, records: Records, time: Timekeeper) {
    self.platform = platform
    self.records = records
    self.time = time
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
    let task = try state.withLock { state in
      if let task = state.models[name] { return task }
      if let (failure, at) = state.silence, now - at < Self.memory { throw failure }
      let task = Task { try await self.find(name) }
      state.models[name] = task
      return task
    }
    do {
      let model = try await task.awaited()
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
    if let model = foreignModel(name) { return model }
    throw Failure(.badInput, unknownModel(name))
  }

  /// An app of somebody whom no list names, which may be the caller's own: of
  /// such the platform describes nothing to strangers.
  private func foreignModel(_ name: String) -> Model? {
    guard platform.kind != .sandbox, let endpoint = try? EndpointID(name) else { return nil }
    guard endpoint.namespace != nil || !isSlip(owner: endpoint.owner) else { return nil }
    return keep(Model(endpoint: endpoint, schema: nil), as: name)
  }

  /// Whether what stands for an owner is nearly one that is known, or the name
  /// of a model whose owner was left off: `fal_ai/veo3.1`, `flux/dv`.
  private func isSlip(owner: String) -> Bool {
    let ids = entries.compactMap { try? EndpointID($0.id) }
    return ids.contains { $0.alias == owner } || owner.nearest(among: Set(ids.map(\.owner))) != nil
  }

  /// What an id may mean. The platform is not asked about an owner called
  /// `flux` where `fal-ai/flux/dev` is known.
  private func candidates(_ name: String) -> [String] {
    let long = "fal-ai/" + name
    if let shipped, shipped.entry(name) == nil, shipped.entry(long) != nil { return [long] }
    return [name, long]
  }

  @discardableResult
  private func keep(_ model: Model, as name: String) -> Model {
    state.withLock { state in
      if model.isConfirmed || state.known[name] == nil { state.known[name] = model }
    }
    return model
  }

  /// - Returns: nil if nobody knows such a model.
  private func model(_ endpoint: EndpointID) async throws -> Model? {
    let kept = keptModel(endpoint)
    if let kept, kept.isConfirmed { return kept }
    let facts = kept ?? shipped.flatMap { model(named: endpoint.description, in: $0) }
    do {
      guard let document = try await facts == nil ? asked(endpoint) : askedBriefly(endpoint) else { return facts }
      return Model(endpoint: endpoint, schema: try? ModelSchema(document: document))
    } catch {
      if let facts { return facts }
      throw error
    }
  }

  private func keptModel(named name: String) -> Model? {
    candidates(name).lazy.compactMap { try? EndpointID($0) }.compactMap { self.keptModel($0) }.first
  }

  /// A model as the platform described it when it was last asked; nil if
  /// falsh itself knows it as it was later.
  private func keptModel(_ endpoint: EndpointID) -> Model? {
    guard let (document, date) = records.lastDocument(of: endpoint, on: platform) else { return nil }
    let isConfirmed = time.date() - date < Records.documentLifetime
    guard isConfirmed || date > ModelCatalogue.shipped.seconds else { return nil }
    return Model(
      endpoint: endpoint, schema: try? ModelSchema(document: document), isConfirmed: isConfirmed,
      keptAt: isConfirmed ? nil : date)
  }

  private func shippedModel(named name: String) -> Model? {
    shipped.flatMap { shipped in candidates(name).lazy.compactMap { self.model(named: $0, in: shipped) }.first }
  }

  /// A model by its facts; its parameters are open if it has no document.
  func model(named name: String, in catalogue: ModelCatalogue) -> Model? {
    guard catalogue.entry(name) != nil, let endpoint = try? EndpointID(name) else { return nil }
    let schema = catalogue.document(name).flatMap { try? ModelSchema(document: $0) }
    return Model(endpoint: endpoint, schema: schema, isConfirmed: false)
  }

  // MARK: One document

  /// - Parameter noteTrouble: called when a first attempt has failed.
  /// - Returns: nil if the platform knows no such model.
  private func asked(
    _ endpoint: EndpointID, _ noteTrouble: @escaping @Sendable () -> Void = {}
  ) async throws -> JSON? {
    do {
      let client = try await platform.client().reporting { notice in
        if case .attempt = notice.next { noteTrouble() }
      }
      let document = try await client.document(of: endpoint)
      records.keep(document, of: endpoint, on: platform, at: time.date())
      state.withLock { $0.isOutOfReach = false }
      return document
    } catch let error as FalError where error.isNotFound {
      return nil
    } catch let error as FalError {
      throw error.failure
    }
  }

  /// The same, but not for long, not for a second attempt, and not twice where
  /// nobody answers.
  private func askedBriefly(_ endpoint: EndpointID) async throws -> JSON? {
    let (answers, answer) = AsyncStream<Result<JSON?, any Error>>.makeStream()
    let giveUp: @Sendable () -> Void = { [self] in
      state.withLock { $0.isOutOfReach = true }
      answer.yield(.success(nil))
    }
    let question = Task { try await asked(endpoint, giveUp) }
    if state.withLock({ $0.isOutOfReach }) { return nil }
    let limit = Task {
      try? await time.sleep(Self.patience)
      giveUp()
    }
    Task { answer.yield(await question.result) }
    defer { limit.cancel() }
    for await result in answers {
      if case .failure = result { state.withLock { $0.isOutOfReach = true } }
      return try result.get()
    }
    return nil
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
  func refresh() { _ = refreshTask() }

  /// The list, as new as it can be had.
  func refreshed() async { try? await refreshTask().awaited() }

  private func refreshTask() -> Task<Void, Never> {
    state.withLock { state in
      if let task = state.refresh { return task }
      let task = Task {
        if let list = await self.fetchedList() { self.replace(with: list) }
        self.state.withLock { $0.refresh = nil }
      }
      state.refresh = task
      return task
    }
  }

  func replace(with list: ModelList) { state.withLock { $0.list = list } }
}
