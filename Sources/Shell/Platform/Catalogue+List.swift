import Diagnostics
import FalClient
import FalProtocol
import JSON
import ModelCatalogue

extension Catalogue {
  /// How old a list may be before it is fetched again, in seconds.
  private static let lifetime = 86_400.0

  /// The list that was fetched last, by this falsh or another.
  var keptList: ModelList? {
    guard let shipped, let kept = records.models(on: platform) else { return nil }
    return ModelList(live: kept.models, at: kept.date, over: shipped)
  }

  /// The platform's list; nil if it cannot be had, or need not be.
  func fetchedList() async -> ModelList? {
    if let kept = keptList, case .live(let date) = kept.source, time.date() - date < Self.lifetime { return kept }
    return (try? await fetchedEntries()).map(made)
  }

  /// Where the list is not carried, it is asked for; nobody else waits.
  /// - Throws: `Failure` if there is no list at all.
  func makeReady() async throws {
    guard shipped == nil, case .none = list.source else { return }
    try await renew()
  }

  /// Asks for the list, however new the one is that is here.
  /// - Throws: `Failure`.
  func renew() async throws {
    do {
      replace(with: made(of: try await fetchedEntries()))
    } catch let error as FalError {
      throw error.failure
    }
  }

  private func made(of entries: [ModelEntry]) -> ModelList {
    guard let shipped else { return ModelList(own: entries.map { ListedModel($0) }, of: platform.kind) }
    let models = entries.map { ListedModel($0) }
    records.keep(models, on: platform, at: time.date())
    return ModelList(live: models, at: time.date(), over: shipped)
  }

  private func fetchedEntries() async throws -> [ModelEntry] {
    try await platform.client().allModels(ModelQuery(limit: 100))
  }

  // MARK: Near names

  /// Of one or two letters, or of words with blanks, everything would be near.
  func nearest(to name: String) -> String? {
    guard name.utf8.count > 2, !name.contains(where: \.isWhitespace) else { return nil }
    let entries = entries
    if let near = name.nearest(among: entries.map(\.id)) { return near }
    if let near = ("fal-ai/" + name).nearest(among: entries.map(\.id)) { return near }
    return entries.first { $0.id.split(separator: "/").contains(Substring(name)) }?.id
  }

  func unknownModel(_ name: String) -> Diagnostic {
    if shipped == nil, ModelCatalogue.shipped.entry(name) != nil {
      return Diagnostic(
        code: "unknown-model", "'\(name)' is none of the models here", help: "models lists them; fal.ai itself has it")
    }
    return Diagnostic(code: "unknown-model", "unknown model '\(name)'")
      .meaning(nearest(to: name), for: name, among: entries.lazy.map(\.id), otherwise: "models lists them")
  }
}
