import FalProtocol
import Testing

@Suite struct AddressTests {
  @Test(arguments: [
    "https://queue.fal.run/fal-ai/flux?x=1", "http://127.0.0.1:8080", "https://[::1]:8443/a%20b", "https://a.b/?q",
  ])
  func `a URL prints as it was read`(text: String) throws {
    #expect(try #require(WireURL(text)).description == text)
  }

  @Test(arguments: [
    "", "queue.fal.run/x", "ftp://a/b", "https://", "https://user@host/", "https://queue.fal.run@evil.example/",
    "https://queue.fal.run\\@evil.example/", "https://a b/", "http://a:0/", "http://a:70000/", "http://a:+80/",
    "http://a:b/", "https:///x", "http://ä/",
  ])
  func `what is no plain URL is refused`(text: String) { #expect(WireURL(text) == nil) }

  @Test func `scheme and host are lower case, blanks are escaped, fragments are dropped`() throws {
    let url = try #require(WireURL("HTTPS://Fal.Media/Files/a b.png#top"))
    #expect(url.description == "https://fal.media/Files/a%20b.png")
  }

  @Test func `what libraries would escape is escaped, and nothing twice`() throws {
    let url = try #require(WireURL("https://a.b/q.png?x=a b|c%20d&y[]=^{1}"))
    #expect(url.description == "https://a.b/q.png?x=a%20b%7Cc%20d&y%5B%5D=%5E%7B1%7D")
  }

  @Test(arguments: [
    ("https://b.c/d", "https://b.c/d"), ("//b.c/d", "https://b.c/d"), ("/d", "https://a:1/d"),
    ("d", "https://a:1/x/d"),
  ])
  func `a location is read from where it was sent`(location: String, target: String) throws {
    let url = try #require(WireURL("https://a:1/x/y?q=1"))
    #expect(url.resolving(location: location)?.description == target)
  }

  @Test func `a query keeps order, repetition and any text`() {
    var query = WireQuery()
    query.append("endpoint_id", "fal-ai/flux")
    query.append("endpoint_id", "a&b=c+d é")
    query.append("none", nil)
    #expect(query.text == "endpoint_id=fal-ai%2Fflux&endpoint_id=a%26b%3Dc%2Bd%20%C3%A9")
    #expect(WireQuery(parsing: query.text) == query)
    #expect(WireQuery(parsing: "a=%zz&b+c").items == [.init("a", "%zz"), .init("b c", "")])
  }

  @Test func `a header value starts no other field`() {
    var headers: WireHeaders = ["X-Fal-Runner-Hint": "a\r\nAuthorization: b"]
    #expect(headers["x-fal-runner-hint"] == "a  Authorization: b")
    headers["X-FAL-RUNNER-HINT"] = nil
    #expect(headers.fields.isEmpty)
  }
}

@Suite struct OriginsTests {
  @Test func `the platform's hosts may be moved as in the official tools`() throws {
    let standard = try Origins.fal(environment: [:])
    #expect(standard.base(of: .queue).description == "https://queue.fal.run")
    #expect(standard.base(of: .api).description == "https://api.fal.ai/v1")
    let moved = try Origins.fal(environment: ["FAL_RUN_HOST": "run.example"])
    #expect(moved.base(of: .run).description == "https://run.example")
    #expect(moved.base(of: .queue).description == "https://queue.run.example")
    let both = try Origins.fal(environment: ["FAL_RUN_HOST": "http://a:1/", "FAL_QUEUE_RUN_HOST": "q.example:8"])
    #expect(both.base(of: .run).description == "http://a:1")
    #expect(both.base(of: .queue).description == "https://q.example:8")
    #expect(throws: Origins.BadHost(variable: "FAL_RUN_HOST", value: "a b")) {
      try Origins.fal(environment: ["FAL_RUN_HOST": "a b"])
    }
  }

  @Test(arguments: [
    ("https://queue.fal.run/fal-ai/flux/requests/1", true), ("https://QUEUE.fal.run:443/x", true),
    ("https://fal.run/x", true), ("https://queue.falrun.com/x", true), ("http://falrun.com/x", false),
    ("https://rest.falrun.com/x", false), ("https://rest.fal.ai/storage", true), ("https://api.fal.ai/v1/models", true),
    ("http://queue.fal.run/x", false), ("https://queue.fal.run:8443/x", false), ("https://evil.fal.run/x", false),
    ("https://queue.fal.run.evil.example/x", false), ("https://v3b.fal.media/files/x", false),
    ("https://fal.media/x", false), ("https://fal.ai/api/openapi/x", false), ("https://api.fal.ai/other", false),
    ("https://api.fal.ai/v1/../x", false), ("https://api.fal.ai/v1/%2e%2e/x", false),
  ])
  func `the key goes to the platform's own services only`(url: String, may: Bool) throws {
    #expect(try Origins.fal(environment: [:]).mayReceiveKey(#require(WireURL(url))) == may)
  }

  @Test func `one origin serves all, and its files get no key`() throws {
    let origins = Origins.single(try #require(WireURL("http://127.0.0.1:9/")))
    #expect(origins.base(of: .api).description == "http://127.0.0.1:9/api/v1")
    let queue = try #require(WireURL("http://127.0.0.1:9/queue/a/b"))
    #expect(origins.mayReceiveKey(queue))
    #expect(origins.locate(queue)?.service == .queue)
    #expect(origins.locate(queue)?.path == "/a/b")
    for other in ["http://127.0.0.1:9/cdn/files/x", "http://127.0.0.1:9/queuex/y", "http://127.0.0.1:10/queue/a"] {
      #expect(!origins.mayReceiveKey(try #require(WireURL(other))))
    }
  }
}

@Suite struct CredentialsTests {
  @Test func `the key is read from the environment`() {
    #expect(Credentials(environment: ["FAL_KEY": " a:b\n"])?.authorization == "Key a:b")
    #expect(Credentials(environment: ["FAL_KEY_ID": "a", "FAL_KEY_SECRET": "b"])?.authorization == "Key a:b")
    #expect(Credentials(environment: ["FAL_KEY": "", "FAL_KEY_ID": "a", "FAL_KEY_SECRET": "b"]) != nil)
    #expect(Credentials(environment: ["FAL_KEY_ID": "a"]) == nil)
    #expect(Credentials(key: "a\nb") == nil)
    #expect(Credentials(key: "a:b")?.keyID == "a")
  }

  @Test func `no description shows the key`() throws {
    let credentials = try #require(Credentials(key: "id:topsecret"))
    var dumped = ""
    dump(credentials, to: &dumped)
    for text in ["\(credentials)", String(reflecting: credentials), dumped, "\([credentials])"] {
      #expect(!text.contains("topsecret"))
    }
  }
}
