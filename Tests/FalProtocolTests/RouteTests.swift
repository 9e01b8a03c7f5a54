import FalProtocol
import RandomTesting
import Testing

@Suite struct RouteTests {
  static let origins = WireURL("http://127.0.0.1:9").map(Origins.single)
  static let flux = try? EndpointID("fal-ai/flux")
  static let kling = try? EndpointID("fal-ai/kling-video/v2.5/text-to-video")

  static var routes: [Route] {
    guard let flux, let kling else { return [] }
    var query = ModelQuery(text: "flux & co", category: "text-to-image", limit: 50)
    query.status = .active
    query.endpoints = [flux, kling]
    query.expandsOpenAPI = true
    query.cursor = "Mg=="
    var usage = UsageQuery()
    usage.window = TimeWindow(start: Timestamp(seconds: 1_770_000_000), end: Timestamp(seconds: 1_770_086_400))
    usage.endpoints = [flux, kling]
    usage.cursor = "Mw=="
    var history = HistoryQuery(endpoints: [kling])
    (history.window, history.outcome, history.limit, history.cursor) = (usage.window, .userError, 100, "x")
    return [
      .submit(flux), .submit(kling), .status(flux, requestID: "r-1"), .status(flux, requestID: "r-1", logs: true),
      .statusStream(flux, requestID: "a/b c", logs: true), .result(flux, requestID: "r"),
      .cancel(flux, requestID: "r"), .run(kling), .stream(kling), .realtime(kling),
      .realtimeToken(), .realtimeToken(isDocumented: true), .webhookKeys, .cdnToken,
      .initiateUpload(multipart: true), .initiateUpload(multipart: false), .upload, .startMultipart,
      .uploadPart(file: "b/0a/x_é.png", uploadID: "u/1", number: 3),
      .completeMultipart(file: "b/0a/x.png", uploadID: "u"), .putFile("b/0a/x.png"), .file("b/0a/x y.png"),
      .models(query), .models(ModelQuery()), .pricing([flux, kling]), .pricing([flux], cursor: "2"),
      .accountBilling, .openAPI(kling), .usage(usage), .usage(UsageQuery()), .history(history),
      .history(HistoryQuery(endpoints: [flux])),
    ]
  }

  @Test(arguments: RouteTests.routes)
  func `a path is read back as the route that made it`(route: Route) throws {
    let url = route.url(in: try #require(Self.origins))
    let target = url.path + (url.query.map { "?" + $0 } ?? "")
    #expect(try Route(route.method, target: target) == route)
    #expect(try Route(route.method, target: url.path + "/" + (url.query.map { "?" + $0 } ?? "")) == route)
  }

  @Test func `every kind of route is tried`() { #expect(Self.routes.count == 32) }

  @Test func `queue paths of a request name the app alone`() throws {
    let kling = try #require(Self.kling)
    #expect(Route.status(kling, requestID: "1").path == "/fal-ai/kling-video/requests/1/status")
    #expect(Route.submit(kling).path == "/fal-ai/kling-video/v2.5/text-to-video")
  }

  @Test func `a whole id in such a path is accepted or refused by choice`() throws {
    let path = "/fal-ai/kling-video/v2.5/text-to-video/requests/1/status"
    #expect(try Route(.get, service: .queue, path: path) == .status(#require(Self.kling), requestID: "1"))
    #expect(throws: RouteFault.methodNotAllowed([.post])) {
      try Route(.get, service: .queue, path: path, acceptsFullIDs: false)
    }
  }

  @Test(arguments: ["/response", "/result", "/"])
  func `older forms of the result's path are read`(tail: String) throws {
    let route = try Route(.get, service: .queue, path: "/fal-ai/flux/requests/1" + tail)
    #expect(route == .result(try #require(Self.flux), requestID: "1"))
  }

  @Test func `an id that ends in stream is its stream`() throws {
    let id = try EndpointID("fal-ai/flux-lora/stream")
    #expect(Route.stream(id).path == "/fal-ai/flux-lora/stream")
    #expect(Route.stream(try EndpointID("fal-ai/flux-lora")).path == "/fal-ai/flux-lora/stream")
  }

  @Test func `an id that ends in realtime is connected to as it is, and run as it is`() throws {
    let id = try EndpointID("fal-ai/flux-2/klein/realtime")
    #expect(Route.realtime(id).path == "/fal-ai/flux-2/klein/realtime")
    let read = try Route(.get, service: .run, path: "/fal-ai/flux-2/klein/realtime")
    #expect(read == .realtime(try EndpointID("fal-ai/flux-2/klein")))
    #expect(try Route(.post, service: .run, path: "/fal-ai/flux-2/klein/realtime") == .run(id))
  }

  @Test func `HEAD is read as GET`() throws {
    #expect(try Route(.head, target: "/cdn/files/b/x") == .file("b/x"))
  }

  @Test(arguments: [
    (HTTPMethod.get, "/queue/fal-ai/flux", RouteFault.methodNotAllowed([.post])),
    (.post, "/queue/fal-ai/flux/requests/1/cancel", .methodNotAllowed([.put])),
    (.post, "/cdn/files/b/x", .methodNotAllowed([.get, .put])), (.get, "/nowhere", .notFound),
    (.get, "/queue/fal-ai/flux/requests", .notFound), (.get, "/queue/fal-ai/flux/requests/1/other", .notFound),
    (.post, "/queue/flux", .notFound), (.get, "/cdn/files/../secret", .notFound),
    (.get, "/cdn/files/%2e%2e/secret", .notFound), (.get, "/openapi/queue/openapi.json", .notFound),
    (.get, "/api/v2/models", .notFound), (.get, "/queue/%zz/b", .notFound),
  ])
  func `what is no route says so`(method: HTTPMethod, target: String, fault: RouteFault) {
    #expect(throws: fault) { try Route(method, target: target) }
  }

  @Test func `no path traps the reader`() {
    var random = SeededGenerator(state: 7)
    let words = ["requests", "files", "multipart", "queue", "..", "%", "%2F", "é", "", "status", "1", "a-b", "?", "&"]
    for _ in 0..<3000 {
      let service = Service.allCases.randomElement(using: &random)?.prefix ?? ""
      let tail = (0..<Int.random(in: 0...7, using: &random)).compactMap { _ in words.randomElement(using: &random) }
      let method = HTTPMethod.allCases.randomElement(using: &random) ?? .get
      let target = service + "/" + tail.joined(separator: "/")
      if let route = try? Route(method, target: target), method != .head { #expect(route.method == method) }
    }
  }
}
