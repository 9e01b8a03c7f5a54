import FalProtocol
import JSON
import ModelCatalogue

/// All models that can be called, in the platform's order, and where that is
/// known from.
struct ModelList: Sendable {
  enum Source: Sendable, Hashable {
    /// falsh carries it, as the platform was on that day.
    case shipped(date: String)
    /// The platform said so; seconds since 1970.
    case live(date: Double)
    /// A sandbox or another server lists its own.
    case own(Platform.Kind)
    /// Nobody has been asked yet.
    case none
  }

  let entries: [ModelFacts]
  let source: Source
  /// A sandbox has so many models of its own, which come first; in the others'
  /// places it runs stand-ins.
  let ownCount: Int

  /// Before anybody was asked.
  init(of kind: Platform.Kind) {
    entries = kind == .sandbox ? Self.standIns(besides: []) : ModelCatalogue.shipped.entries
    source = kind == .live ? .shipped(date: ModelCatalogue.shipped.date) : .none
    ownCount = 0
  }

  /// The platform's list of today, with what is known of its models besides.
  init(live models: [ListedModel], at date: Double, over shipped: ModelCatalogue) {
    let listed = Set(models.map(\.id))
    let others = shipped.entries.filter { !listed.contains($0.id) }
    entries = models.map { $0.facts(over: shipped) } + others.map(\.unlisted)
    source = .live(date: date)
    ownCount = 0
  }

  init(own models: [ListedModel], of kind: Platform.Kind) {
    let own = models.map { $0.facts(over: .shipped) }
    entries = own + (kind == .sandbox ? Self.standIns(besides: Set(models.map(\.id))) : [])
    source = .own(kind)
    ownCount = own.count
  }

  /// The models that a sandbox runs as well as it can: all whose document is
  /// known.
  private static func standIns(besides own: Set<String>) -> [ModelFacts] {
    ModelCatalogue.shipped.entries.filter { !own.contains($0.id) && ModelCatalogue.shipped.hasDocument($0.id) }
  }

  /// The models that are looked for; how many of them come first as the
  /// sandbox's own.
  func found(by search: ModelSearch) -> (models: [ModelFacts], ownCount: Int) {
    let found = entries.found(by: search)
    let first = found.filter(isOwn)
    return (first + found.filter { !isOwn($0) }, first.count)
  }

  /// The categories of its models, those of the most popular models first.
  var categories: [(name: String, count: Int)] {
    var places: [String: Int] = [:]
    var categories: [(name: String, count: Int)] = []
    for entry in entries where !entry.category.isEmpty {
      if let place = places[entry.category] {
        categories[place].count += 1
      } else {
        places[entry.category] = categories.count
        categories.append((entry.category, 1))
      }
    }
    return categories
  }

  /// What Tab offers for what is typed of an id: see `[ModelFacts].matching`.
  func matching(_ typed: String) -> [ModelFacts] {
    let found = entries.matching(typed)
    if own.isEmpty { return found }
    return found.filter(isOwn) + found.filter { !isOwn($0) }
  }

  private var own: ArraySlice<ModelFacts> { entries.prefix(ownCount) }

  private func isOwn(_ facts: ModelFacts) -> Bool { own.contains { $0.id == facts.id } }
}

/// What the platform's list says of one model, as far as falsh keeps it.
struct ListedModel: Sendable, Hashable {
  let id, title, category: String
  var isDeprecated = false

  init(_ entry: ModelEntry) {
    id = entry.id.description
    title = entry.title ?? ""
    category = entry.category ?? ""
    isDeprecated = entry.isDeprecated
  }

  /// - Returns: nil if that is none.
  init?(json: JSON) {
    guard let fields = json.array?.compactMap(\.string), (3...4).contains(fields.count) else { return nil }
    (id, title, category) = (fields[0], fields[1], fields[2])
    isDeprecated = fields.count == 4
  }

  /// Few are deprecated: the word stands behind them alone.
  var json: JSON { .array([id, title, category].map(JSON.string) + (isDeprecated ? ["deprecated"] : [])) }

  /// The model with what its document is known to take and give.
  func facts(over shipped: ModelCatalogue) -> ModelFacts {
    let known = shipped.entry(id)
    let guess = ModelFacts.signature(ofCategory: category)
    return ModelFacts(
      id: id, title: title, category: category, standing: isDeprecated ? .deprecated : .listed,
      inputs: known?.inputs ?? guess.inputs, outputs: known?.outputs ?? guess.outputs, price: known?.price)
  }
}

extension ModelFacts {
  /// The model as one that the platform lists no more.
  fileprivate var unlisted: ModelFacts {
    ModelFacts(
      id: id, title: title, category: category, standing: .unlisted, inputs: inputs, outputs: outputs, price: price)
  }
}
