import FalClient
import FalProtocol
import JSON
import Journal
import Language
import ModelCatalogue
import ModelSchema
import Sandbox
import SandboxTesting
import Testing

@testable import Shell

/// What is known of fal.ai's models offline, and what becomes of it when the
/// platform can be asked. A sandbox plays fal.ai.
@Suite struct CatalogueTests {
  private static func catalogue(
    records: Records? = nil, origin: String?, kind: Platform.Kind = .live,
    date: Double = TestTime.timekeeper.date(), clock: any Clock<Duration> = TestTime.Clock()
  ) -> Catalogue {
    let platform = Platform(kind: kind) {
      guard let origin, let url = WireURL(origin) else { throw Platform.Obstacle.noKey }
      return FalClient(
        origins: .single(url), credentials: Credentials(key: "id:other"),
        transport: AsyncHTTPTransport(environment: [:]), clock: clock, random: { 0.5 },
        userAgent: "falsh-tests")
    }
    var time = TestTime.timekeeper
    // A busy machine is no reason to give up on the platform here.
    time.sleep = { _ in try await ContinuousClock().sleep(for: .seconds(120)) }
    time.date = { date }
    return Catalogue(platform: platform, records: records ?? self.records(), time: time)
  }

  /// Of a platform that never answers, where no limit passes.
  private static func silentCatalogue() -> Catalogue {
    let silent = Platform(kind: .live) {
      try await ContinuousClock().sleep(for: .seconds(600))
      throw Platform.Obstacle.noKey
    }
    var time = TestTime.timekeeper
    time.sleep = { _ in try await ContinuousClock().sleep(for: .seconds(600)) }
    return Catalogue(platform: silent, records: records(), time: time)
  }

  private static func records() -> Records {
    Records(open: { try Journal.inMemory() }, date: TestTime.timekeeper.date, warn: { _ in })
  }

  private static func withPlatform(_ body: (String) async throws -> Void) async throws {
    let server = try await SandboxServer.start(SandboxConfiguration(clock: .machine, pace: 0, faults: []))
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

  @Test(.timeLimit(.minutes(5)))
  func `who presses Tab waits for nobody`() async throws {
    let catalogue = Self.silentCatalogue()
    let (known, unknown) = await Catalogue.$asksNobody.withValue(true) {
      (try? await catalogue.model(named: "fal-ai/veo3.1"), try? await catalogue.model(named: "no/such-model"))
    }
    #expect(known?.isConfirmed == false && unknown == nil)
  }

  @Test(.timeLimit(.minutes(1)))
  func `at a prompt who looks at a model waits for nobody`() async throws {
    let catalogue = Self.silentCatalogue()
    let model = try await catalogue.describedModel(named: "fal-ai/veo3.1", waits: false)
    #expect(model.schema != nil && !model.isConfirmed)
  }

  @Test(.timeLimit(.minutes(1)))
  func `where facts are carried nobody waits for a second attempt`() async throws {
    // Nothing listens there, and no pause between attempts ends in this test.
    let catalogue = Self.catalogue(origin: "http://127.0.0.1:1", clock: TestTime.Standstill())
    #expect(try await catalogue.describedModel(named: "fal-ai/veo3.1").isConfirmed == false)
    #expect(try await catalogue.model(named: "fal-ai/z-image/turbo").isConfirmed == false)
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

  @Test func `a platform that has answered is asked again of the next model`() async throws {
    try await Self.withPlatform { origin in
      let catalogue = Self.catalogue(origin: origin)
      for name in ["fal-ai/z-image/turbo", "fal-ai/flux/dev", "fal-ai/veo3.1"] {
        let model = try await catalogue.model(named: name)
        #expect(model.isConfirmed)
        // The limit of the question is called off, and must not count as reached.
        for _ in 0..<1000 { await Task.yield() }
      }
      await catalogue.platform.disconnect()
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

  @Test func `a document that was kept serves offline however old, with its age`() async throws {
    try await Self.withPlatform { origin in
      let name = "fal-ai/z-image/turbo"
      // Later than the facts that falsh carries, and earlier.
      for date in [1_790_000_000.0, 1_767_225_600] {
        let records = Self.records()
        let catalogue = Self.catalogue(records: records, origin: origin, date: date)
        #expect(try await catalogue.model(named: name).isConfirmed)
        await catalogue.platform.disconnect()
        let later = Self.catalogue(records: records, origin: nil, date: date + 3 * 86_400)
        let model = try await later.model(named: name)
        let isNewer = date > 1_780_000_000
        #expect(!model.isConfirmed && model.keptAt == (isNewer ? date : nil))
        // Only the platform describes parameters.
        #expect(model.schema?.parameters.contains { $0.summary != nil } == isNewer)
        #expect(try await later.describedModel(named: name).keptAt == model.keptAt)
      }
    }
  }

  @Test(arguments: ["myteam/portraits", "workflows/me/portrait", "fal-ai/no-such-model-of-all"])
  func `an app that nobody lists or describes may be called`(name: String) async throws {
    try await Self.withPlatform { origin in
      let catalogue = Self.catalogue(origin: origin)
      let model = try await catalogue.model(named: name)
      #expect(model.endpoint.description == name && model.schema == nil)
      await catalogue.platform.disconnect()
      let sandbox = Self.catalogue(origin: origin, kind: .sandbox)
      await #expect(throws: Failure.self) { try await sandbox.model(named: name) }
      await sandbox.platform.disconnect()
    }
  }

  @Test(arguments: ["fal-ai/veo3.l", "flux/dv", "fal_ai/veo3.1", "veo", "openrouter/rooter"])
  func `a slip of the pen is no app of somebody else`(name: String) async throws {
    try await Self.withPlatform { origin in
      let catalogue = Self.catalogue(origin: origin)
      await #expect(throws: Failure.self) { try await catalogue.model(named: name) }
      await catalogue.platform.disconnect()
    }
  }

  @Test func `a deprecated model stays in the list as such`() throws {
    var entry = ModelEntry(id: try EndpointID("fal-ai/veo3.1"))
    entry.isDeprecated = true
    let kept = try #require(ListedModel(json: ListedModel(entry).json))
    let active = try #require(ListedModel(json: ["fal-ai/flux/dev", "FLUX", "text-to-image"]))
    let list = ModelList(live: [kept, active], at: 0, over: .shipped)
    #expect(list.entries.prefix(3).map(\.standing) == [.deprecated, .listed, .unlisted])
    var search = ModelSearch()
    search.standing = .deprecated
    #expect(list.found(by: search).models.map(\.id) == ["fal-ai/veo3.1"])
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
