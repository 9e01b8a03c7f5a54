import FalClient
import FalProtocol
import JSON
import Language
import ModelCatalogue
import Synchronization

/// What the platform charges for its models: asked once a model, kept in the
/// journal, and asked anew in the background when that is old. Where the
/// platform cannot be asked, the prices that came with the program stand in.
final class PriceList: Sendable {
  private struct State {
    /// Being asked for, or known.
    var lookups: [EndpointID: Settlement<Price?>] = [:]
    /// From when a price is, if not of today.
    var ages: [EndpointID: String] = [:]
    /// When the platform last could not be asked.
    var failedAt: Duration?
  }

  /// How long a kept price counts as fresh, in seconds.
  private static let lifetime = 86_400.0
  /// How long a call waits for its price at most.
  private static let patience = Duration.seconds(3)
  /// How long the platform is left alone after it could not be asked.
  private static let pause = Duration.seconds(60)

  let platform: Platform
  private let records: Records
  private let time: Timekeeper
  private let shipped: @Sendable (EndpointID) -> Price?
  private let state = Mutex(State())

  /// - Parameter shipped: the price that came with the program.
  init(
    platform: Platform, records: Records, time: Timekeeper, shipped: @escaping @Sendable (EndpointID) -> Price?
  ) {
    self.platform = platform
    self.records = records
    self.time = time
    self.shipped = shipped
  }

  /// Asks for the price of a model that is going to be called, so that it is
  /// there when it is needed.
  func prepare(_ endpoint: EndpointID) { _ = lookup(of: [endpoint]) }

  /// - Returns: nil if nobody knows it.
  func price(of endpoint: EndpointID) async -> Price? { await prices(of: [endpoint])[endpoint] }

  /// The prices of many models, asked for together.
  func prices(of endpoints: [EndpointID]) async -> [EndpointID: Price] {
    var prices: [EndpointID: Price] = [:]
    for (endpoint, price) in lookup(of: endpoints) { prices[endpoint] = try? await price.value() }
    return prices
  }

  /// From when a price is that has been looked up: `as of 2026-08-10`; nil
  /// where it is of today.
  func age(of endpoint: EndpointID) -> String? { state.withLock { $0.ages[endpoint] } }

  /// What the platform told of a price last, and when (seconds since 1970).
  func told(_ endpoint: EndpointID) -> (price: Price, storedAt: Double)? { records.price(of: endpoint, on: platform) }

  /// The same of all models, by endpoint.
  var allTold: [String: (price: Price, storedAt: Double)] { records.prices(on: platform) }

  private func lookup(of endpoints: [EndpointID]) -> [EndpointID: Settlement<Price?>] {
    state.withLock { state in
      let missing = endpoints.filter { state.lookups[$0] == nil }
      if !missing.isEmpty {
        let found = Settlement { await self.find(missing) }
        for endpoint in missing { state.lookups[endpoint] = Settlement { try await found.value()[endpoint] } }
      }
      return state.lookups.filter { endpoints.contains($0.key) }
    }
  }

  /// Kept ones first; an old one is better than none.
  private func find(_ endpoints: [EndpointID]) async -> [EndpointID: Price] {
    var found: [EndpointID: Price] = [:]
    var (missing, old) = ([EndpointID](), [EndpointID]())
    for endpoint in endpoints {
      guard let kept = records.price(of: endpoint, on: platform) else {
        missing.append(endpoint)
        continue
      }
      found[endpoint] = kept.price
      guard time.date() - kept.storedAt >= PriceList.lifetime else { continue }
      old.append(endpoint)
      note("as \(platform.cacheName) said \(kept.storedAt.age(at: time.date()))", of: endpoint)
    }
    if !old.isEmpty { Task { [old] in await refresh(old) } }
    if let told = await asked(missing) {
      found.merge(told) { $1 }
    } else {
      for endpoint in missing {
        found[endpoint] = shipped(endpoint)
        // What a sandbox charges is what falsh carries.
        note(platform.kind == .live ? "as of \(ModelCatalogue.shipped.date)" : nil, of: endpoint)
      }
    }
    return found
  }

  private func note(_ age: String?, of endpoint: EndpointID) { state.withLock { $0.ages[endpoint] = age } }

  /// An old price is replaced for the calls to come.
  private func refresh(_ endpoints: [EndpointID]) async {
    for (endpoint, price) in await ask(endpoints) ?? [:] {
      state.withLock { $0.lookups[endpoint] = Settlement(price) }
    }
  }

  /// - Returns: nil if the platform could not be asked in time; it is asked
  ///   again later.
  private func asked(_ endpoints: [EndpointID]) async -> [EndpointID: Price]? {
    guard !endpoints.isEmpty else { return [:] }
    guard !isPausing else {
      forget(endpoints)
      return nil
    }
    let prices = await time.answer(within: PriceList.patience) { _ in await self.ask(endpoints) } ?? nil
    if prices == nil {
      state.withLock { $0.failedAt = time.now() }
      forget(endpoints)
    }
    return prices
  }

  private var isPausing: Bool {
    state.withLock { $0.failedAt.map { time.now() - $0 < PriceList.pause } ?? false }
  }

  /// What could not be asked is asked again later.
  private func forget(_ endpoints: [EndpointID]) {
    state.withLock { state in
      for endpoint in endpoints { state.lookups[endpoint] = nil }
    }
  }

  /// - Returns: nil if the platform could not be asked.
  private func ask(_ endpoints: [EndpointID]) async -> [EndpointID: Price]? {
    guard let list = try? await platform.client().prices(of: endpoints) else { return nil }
    for price in list {
      records.keep(price, on: platform)
      note(nil, of: price.id)
    }
    return Dictionary(list.map { ($0.id, $0) }) { $1 }
  }
}

extension Price {
  /// The price of the catalogue that the program carries.
  static func shipped(of endpoint: EndpointID) -> Price? {
    ModelCatalogue.shipped.entry(endpoint.description)?.price.map { price in
      Price(id: endpoint, unitPrice: price.amount, unit: price.unit)
    }
  }
}
