import FalClient
import FalProtocol
import JSON
import Journal
import ModelCatalogue
import Sandbox
import SandboxTesting
import Synchronization
import Testing

@testable import Shell

@Suite struct PriceListTests {
  /// A price list over a sandbox whose requests are counted.
  private struct Market {
    let server: SandboxServer
    let journal: Journal
    let asked: Counter
    private let platforms = Platforms()

    init(server: SandboxServer, journal: Journal, asked: Counter) {
      (self.server, self.journal, self.asked) = (server, journal, asked)
    }

    func disconnect() async { await platforms.disconnect() }

    func list(at date: Double, shipped: Price? = nil, origin: String? = nil) -> PriceList {
      let origin = origin ?? server.origin
      let platform = Platform(kind: .live) {
        guard let url = WireURL(origin) else { throw BadDirective(origin) }
        return FalClient(
          origins: .single(url), credentials: Credentials(key: "id:other"),
          transport: AsyncHTTPTransport(environment: [:]), clock: TestTime.Clock(), random: { 0.5 },
          userAgent: "falsh-tests")
      }
      platforms.add(platform)
      var time = TestTime.timekeeper
      time.date = { date }
      // A busy machine is no reason for a price list to give up here.
      time.sleep = { _ in try await ContinuousClock().sleep(for: .seconds(120)) }
      let records = Records(open: { [journal] in journal }, date: { date }, warn: { Issue.record("\($0)") })
      return PriceList(platform: platform, records: records, time: time, shipped: { _ in shipped })
    }
  }

  private final class Platforms: Sendable {
    private let all = Mutex<[Platform]>([])
    func add(_ platform: Platform) { all.withLock { $0.append(platform) } }
    func disconnect() async { for platform in all.withLock({ $0 }) { await platform.disconnect() } }
  }

  private final class Counter: Sendable {
    private let count = Mutex(0)
    var value: Int { count.withLock { $0 } }
    func add() { count.withLock { $0 += 1 } }
  }

  private func market(_ body: (Market) async throws -> Void) async throws {
    let counter = Counter()
    var configuration = SandboxConfiguration(clock: .machine, pace: 0)
    configuration.requestLog = { _, path, _ in if path.contains("pricing") { counter.add() } }
    let server = try await SandboxServer.start(configuration)
    let market = Market(server: server, journal: try Journal.inMemory(), asked: counter)
    try await body(market)
    await market.disconnect()
    await server.stop()
  }

  private let veo: EndpointID
  private let turbo: EndpointID
  private let day = 86_400.0

  init() throws {
    veo = try EndpointID("fal-ai/veo3.1")
    turbo = try EndpointID("fal-ai/z-image/turbo")
  }

  @Test func `many are asked for in one request, and each once`() async throws {
    try await market { market in
      let list = market.list(at: 0)
      #expect(await list.prices(of: [veo, turbo]).count == 2)
      #expect(await list.price(of: veo)?.unit == "seconds")
      #expect(market.asked.value == 1)
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a fresh price is not asked for, an old one serves until it is replaced`() async throws {
    try await market { market in
      _ = await market.list(at: 0).price(of: veo)
      #expect(await market.list(at: day - 1).price(of: veo) != nil)
      #expect(market.asked.value == 1)
      let old = market.list(at: 3 * day)
      #expect(await old.price(of: veo) != nil)
      #expect(old.age(of: veo) != nil || market.asked.value > 1)
      while old.age(of: veo) != nil { await Task.yield() }
      #expect(market.asked.value == 2)
    }
  }

  @Test func `where the platform cannot be asked, what is kept or shipped serves`() async throws {
    try await market { market in
      _ = await market.list(at: 0).price(of: veo)
      let shipped = Price(id: turbo, unitPrice: JSONNumber(7), unit: "images")
      let offline = market.list(at: 9 * day, shipped: shipped, origin: "http://127.0.0.1:1")
      #expect(await offline.price(of: veo)?.unit == "seconds")
      #expect(await offline.price(of: turbo) == shipped)
      #expect(offline.age(of: veo) == "as fal.ai said 9 days ago" && offline.age(of: turbo) == "as of 2026-08-10")
      #expect(await market.list(at: 9 * day, origin: "http://127.0.0.1:1").price(of: turbo) == nil)
    }
  }

  @Test func `what the platform told after the catalogue was made stands in its place`() async throws {
    try await market { market in
      let made = ModelCatalogue.shipped.seconds
      let carried = try #require(ModelCatalogue.shipped.entry("fal-ai/veo3.1"))
      let told = Price(id: veo, unitPrice: JSONNumber(9), unit: "seconds")
      for (date, amount) in [(made - 1, carried.price?.amount), (made + 1, JSONNumber(9))] {
        let list = market.list(at: date)
        Records(open: { market.journal }, date: { date }, warn: { _ in }).keep(told, on: list.platform)
        #expect(list.priced([carried]).map(\.price?.amount) == [amount])
        #expect(list.priceAtHand(of: veo)?.amount == amount)
      }
      let euros = Price(id: turbo, unitPrice: JSONNumber(9), unit: "images", currency: "EUR")
      let list = market.list(at: made + 1)
      Records(open: { market.journal }, date: { made + 1 }, warn: { _ in }).keep(euros, on: list.platform)
      #expect(list.toldPrices.keys.sorted() == ["fal-ai/veo3.1"])
      #expect(market.asked.value == 0)
    }
  }

  @Test func `models and schema show the price that was told`() async throws {
    var setup = Setup()
    setup.isPaid = true
    setup.connection = .noKey
    try await withShell(setup) { shell in
      let made = ModelCatalogue.shipped.seconds
      let told = Price(id: veo, unitPrice: JSONNumber(9), unit: "seconds").json.text
      _ = shell.session.records.attempt { journal in
        try journal.storeDocument(kind: .price, key: "\(veo)", origin: "fal.ai", text: told, at: made + 1)
      }
      #expect(await shell.type("models veo3.1 --price").contains("$9 a second"))
      #expect(await shell.type("schema fal-ai/veo3.1").contains("$9 a second"))
      #expect(await shell.type("guide video").contains("$9 a second"))
    }
  }
}
