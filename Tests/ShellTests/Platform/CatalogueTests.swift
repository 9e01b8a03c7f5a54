import FalClient
import FalProtocol
import JSON
import Journal
import ModelCatalogue
import ModelSchema
import Sandbox
import Testing

@testable import Shell

/// What is known of fal.ai's models offline, and what becomes of it when the
/// platform can be asked. A sandbox plays fal.ai.
@Suite struct CatalogueTests {
  private static func catalogue(
    records: Records? = nil, origin: String?, kind: Platform.Kind = .live
  ) -> Catalogue {
    let platform = Platform(kind: kind) {
      guard let origin, let url = WireURL(origin) else { throw Platform.Obstacle.noKey }
      return FalClient(
        origins: .single(url), credentials: Credentials(key: "id:other"),
        transport: AsyncHTTPTransport(environment: [:]), clock: TestTime.Clock(), random: { 0.5 },
        userAgent: "falsh-tests")
    }
    var time = TestTime.timekeeper
    // A busy machine is no reason to give up on the platform here.
    time.sleep = { _ in try await ContinuousClock().sleep(for: .seconds(120)) }
    return Catalogue(platform: platform, records: records ?? self.records(), time: time)
  }

  private static func records() -> Records {
    Records(open: { try Journal.inMemory() }, date: TestTime.timekeeper.date, warn: { _ in })
  }

  private static func withPlatform(_ body: (String) async throws -> Void) async throws {
    let server = try await SandboxServer.start(SandboxConfiguration(pace: 0, faults: []))
    do {
      try await body(server.origin)
      await server.stop()
    } catch {
      await server.stop()
      throw error
    }
  }

  @Test func `offline every model of the catalogue is known at once`() async throws {
    let catalogue = Self.catalogue(origin: nil)
    #expect(catalogue.list.source == .shipped(date: "2026-08-10"))
    let known = try #require(catalogue.knownModel(named: "fal-ai/veo3.1"))
    #expect(known.schema?.parameter(named: "duration")?.type.choices.contains("8s") == true)
    #expect(!known.isConfirmed)
    let short = try await catalogue.model(named: "kling-video/v3/pro/text-to-video")
    #expect(short.endpoint.description == "fal-ai/kling-video/v3/pro/text-to-video")
    #expect(try await catalogue.model(named: "openrouter/router/stream").schema?.mainText?.name == "prompt")
  }

  @Test(.timeLimit(.minutes(1)))
  func `who presses Tab waits for nobody`() async throws {
    // A platform that never answers.
    let silent = Platform(kind: .live) {
      try await ContinuousClock().sleep(for: .seconds(600))
      throw Platform.Obstacle.noKey
    }
    var time = TestTime.timekeeper
    time.sleep = { _ in try await ContinuousClock().sleep(for: .seconds(600)) }
    let catalogue = Catalogue(platform: silent, records: Self.records(), time: time)
    let (known, unknown) = await Catalogue.$asksNobody.withValue(true) {
      (try? await catalogue.model(named: "fal-ai/veo3.1"), try? await catalogue.model(named: "no/such-model"))
    }
    #expect(known?.isConfirmed == false && unknown == nil)
  }

  @Test func `offline an unknown model gets a near name or the reason`() async throws {
    let catalogue = Self.catalogue(origin: nil)
    #expect(catalogue.nearest(to: "fal-ai/veo3.2") == "fal-ai/veo3.1")
    #expect(catalogue.nearest(to: "flux/dv") == "fal-ai/flux/dev")
    await #expect(throws: (any Error).self) { try await catalogue.model(named: "fal-ai/no-such-model") }
  }

  @Test func `the platform's own document takes the place of the facts`() async throws {
    try await Self.withPlatform { origin in
      let records = Self.records()
      let catalogue = Self.catalogue(records: records, origin: origin)
      let model = try await catalogue.model(named: "fal-ai/z-image/turbo")
      await catalogue.platform.disconnect()
      #expect(model.isConfirmed)
      #expect(model.schema?.parameters.contains { $0.summary != nil } == true)
      // Another falsh, offline, has it from the journal.
      let later = try await Self.catalogue(records: records, origin: nil).model(named: "fal-ai/z-image/turbo")
      #expect(later.isConfirmed)
    }
  }

  @Test func `a model that nobody describes may be called all the same`() async throws {
    try await Self.withPlatform { origin in
      let catalogue = Self.catalogue(origin: origin)
      let undescribed = ModelCatalogue.shipped.entries.first { ModelCatalogue.shipped.document($0.id) == nil }
      let model = try await catalogue.model(named: try #require(undescribed).id)
      await catalogue.platform.disconnect()
      #expect(!model.isConfirmed && model.schema == nil)
    }
  }

  @Test func `the platform's list takes over, and what it has no more stays at the end`() async throws {
    try await Self.withPlatform { origin in
      let records = Self.records()
      let catalogue = Self.catalogue(records: records, origin: origin)
      try await catalogue.renew()
      await catalogue.platform.disconnect()
      let list = catalogue.list
      #expect(list.source == .live(date: TestTime.timekeeper.date()))
      #expect(list.entries.count { $0.standing == .listed } == 10)
      #expect(list.entries.first?.id == "fal-ai/nano-banana-pro" && list.entries.first?.outputs == [.image])
      #expect(list.entries.count == ModelCatalogue.shipped.entries.count)
      #expect(Self.catalogue(records: records, origin: nil).list.source == list.source)
    }
  }

  @Test func `ids are offered by their beginning and by words`() {
    let list = Self.catalogue(origin: nil).list
    #expect(list.matching("veo3.1").first?.id == "fal-ai/veo3.1")
    #expect(list.matching("kling-i2v-pro").count > 5)
  }

  @Test func `a sandbox has its own models first, and stand-ins for all that are described`() async throws {
    try await Self.withPlatform { origin in
      let catalogue = Self.catalogue(origin: origin, kind: .sandbox)
      #expect(catalogue.list.entries.contains { $0.id == "fal-ai/flux/dev" })
      try await catalogue.renew()
      await catalogue.platform.disconnect()
      let list = catalogue.list
      #expect(list.source == .own(.sandbox) && list.ownCount == 10)
      #expect(list.entries.dropFirst(10).allSatisfy { ModelCatalogue.shipped.hasDocument($0.id) })
      #expect(Set(list.entries.map(\.id)).count == list.entries.count)
      let found = list.found(by: ModelSearch(words: ["kling", "i2v"]))
      #expect(found.ownCount == 1 && found.models.count > 20)
      #expect(found.models.first?.id == "fal-ai/kling-video/o3/pro/image-to-video")
    }
  }
}
