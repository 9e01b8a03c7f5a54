import FalProtocol
import JSON
import Testing

@Suite struct StorageTests {
  @Test func `a token is read back and shows nothing`() throws {
    let token = CDNToken(
      token: "topsecret", baseURL: try #require(WireURL("https://v3b.fal.media")),
      expiresAt: Timestamp("2026-11-21T10:00:00.123456+00:00"))
    #expect(try CDNToken(json: token.json) == token)
    #expect(token.authorization == "Bearer topsecret")
    var dumped = "\(token)" + String(reflecting: token)
    dump(token, to: &dumped)
    #expect(!dumped.contains("topsecret"))
    #expect(throws: WireFault.missing("token")) { try CDNToken(json: ["base_url": "https://a"]) }
    #expect(throws: WireFault.missing("base_url")) { try CDNToken(json: ["token": "t"]) }
  }

  @Test(.enabled(if: RecordedData.isPresent))
  func `recorded answers of the storage are read`() throws {
    let token = try CDNToken(json: RecordedData.json("storage/auth-token.json"))
    #expect(token.expiresAt == Timestamp("2026-11-20T12:00:00Z"))
    #expect(try UploadAnswer(json: RecordedData.json("storage/cdn-upload.json")).accessURL.hasSuffix("photo.jpg"))
    #expect(try InitiatedUpload(json: RecordedData.json("storage/initiate.json")).fileURL.hasSuffix("photo.jpg"))
  }

  @Test func `upload answers are read back`() throws {
    let answer = UploadAnswer(accessURL: "https://a/b", uploadID: "u")
    #expect(try UploadAnswer(json: answer.json) == answer)
    let initiated = InitiatedUpload(fileURL: "https://a/b", uploadURL: "https://a/c")
    #expect(try InitiatedUpload(json: initiated.json) == initiated)
  }

  @Test func `parts cover the file and are completed in order`() throws {
    let size = 25 << 20
    let parts = MultipartUpload.parts(ofSize: size)
    #expect(parts.map(\.count) == [10 << 20, 10 << 20, 5 << 20])
    #expect(parts.last?.upperBound == size)
    #expect(MultipartUpload.parts(ofSize: 0) == [0..<0])
    let sent = [3, 1, 2].map { MultipartUpload.Part(number: $0, etag: "\"\($0)\"") }
    #expect(try MultipartUpload.parts(json: MultipartUpload.completion(sent)).map(\.number) == [1, 2, 3])
    #expect(throws: WireFault.missing("etag")) { try MultipartUpload.parts(json: ["parts": [["partNumber": 1]]]) }
  }

  @Test func `a name fits into a header`() {
    #expect(UploadName.headerSafe("a b.png") == "a b.png")
    #expect(UploadName.headerSafe("dir/кот.png") == "___.png")
    #expect(UploadName.headerSafe("a\r\nb") == "a__b")
  }

  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0.0), ("2026-11-21T10:00:00.5+02:00", 1_795_248_000.5),
    ("2024-02-29 23:59:59", 1_709_251_199), ("2000-03-01T00:00:00-0130", 951_874_200),
    ("Sat, 21 Nov 2026 08:00:00 GMT", 1_795_248_000), ("1969-12-31T23:59:59Z", -1),
  ])
  func `a time is read`(text: String, seconds: Double) throws {
    let time = try #require(Timestamp(text))
    #expect(time.seconds == seconds)
    #expect(Timestamp(time.description) == time)
  }

  @Test(arguments: ["", "soon", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-1-1", "٢٠٢٦-01-01T00:00:00Z"])
  func `what is no time is refused`(text: String) { #expect(Timestamp(text) == nil) }

  @Test func `every day is read back`() {
    // From the first day of the year 1 to the last of 9999.
    for day in Array(stride(from: -719_162, through: 2_932_896, by: 997)) + [2_932_896] {
      let time = Timestamp(seconds: Double(day) * 86_400 + 1)
      #expect(Timestamp(time.description) == time)
    }
  }

  @Test(arguments: [
    ("data:image/png;base64,AQID", "image/png", [1, 2, 3] as [UInt8]), ("data:,a%20b", "text/plain", Array("a b".utf8)),
    ("DATA:text/html;charset=utf-8;base64,YQ", "text/html", Array("a".utf8)),
    ("data:;base64,", "text/plain", []), ("data:;base64,-_8", "text/plain", [0xFB, 0xFF]),
  ])
  func `a data URL holds its file`(text: String, type: String, bytes: [UInt8]) throws {
    let url = try #require(DataURL(text))
    #expect(url.contentType == type)
    #expect(url.bytes == bytes)
    #expect(DataURL(url.text) == url)
  }

  @Test(arguments: ["", "data:", "data:image/png;base64", "http://a", "data:,%z", "data:;base64,A"])
  func `what is no data URL is refused`(text: String) { #expect(DataURL(text) == nil) }

  @Test func `a large file in a URL is decoded in pieces`() throws {
    let bytes = (0..<300_001).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
    let url = DataURL(contentType: "video/mp4", bytes: bytes).text
    var reader = try #require(DataURLReader(url))
    #expect(reader.contentType == "video/mp4")
    var pieces: [[UInt8]] = []
    while let piece = try reader.next() { pieces.append(piece) }
    #expect(pieces.count > 4 && pieces.flatMap(\.self) == bytes)
    var damaged = try #require(DataURLReader(url + "AAAA"))
    #expect(throws: DataURLReader.Malformed.self) { while try damaged.next() != nil {} }
  }
}

@Suite struct CatalogueTests {
  @Test func `a page of models is read back`() throws {
    var full = ModelEntry(id: try EndpointID("fal-ai/flux/dev"))
    full.title = "FLUX"
    full.category = "text-to-image"
    full.summary = "…"
    full.isDeprecated = true
    full.tags = ["fast"]
    full.date = "2024-08-01T00:00:00Z"
    full.updatedAt = "2025-01-15T12:00:00Z"
    full.thumbnailURL = "https://a/b.jpg"
    full.kind = "inference"
    full.license = "commercial"
    full.durationEstimate = 1.5
    full.streamURL = "https://fal.run/x/stream"
    full.document = ["paths": [:]]
    let page = ModelPage(entries: [full], nextCursor: "Mg==")
    #expect(try ModelPage(json: page.json) == page)
  }

  @Test func `entries of which little is said, or nothing can be read`() throws {
    let page = try ModelPage(json: [
      "models": [
        ["endpoint_id": "a/b"], ["endpoint_id": "nonsense"], [],
        ["endpoint_id": "a/c", "openapi": ["error": ["code": "expansion_failed"]]],
      ], "next_cursor": "x", "has_more": false,
    ])
    #expect(page.entries.map(\.id.description) == ["a/b", "a/c"])
    #expect(page.entries.last?.document == nil)
    #expect(page.nextCursor == nil)
    #expect(throws: WireFault.missing("models")) { try ModelPage(json: ["data": []]) }
  }

  @Test func `a price keeps its digits`() throws {
    let text = #"{"prices":[{"endpoint_id":"a/b","unit_price":0.00111000,"unit":"compute seconds","currency":"USD"}]}"#
    let page = try PricePage(json: JSON(parsing: text))
    #expect(page.entries.first?.unitPrice.text == "0.00111000")
    #expect(try PricePage(json: page.json) == page)
  }

  @Test(.enabled(if: RecordedData.isPresent))
  func `recorded answers of the Platform API are read`() throws {
    let models = try ModelPage(json: RecordedData.json("platform/models.json"))
    #expect(models.entries.first?.title == "FLUX.1 [dev]")
    #expect(try PricePage(json: RecordedData.json("platform/pricing.json")).entries.first?.unit == "image")
    let billing = AccountBilling(json: try RecordedData.json("platform/account-billing.json"))
    #expect(billing.balance?.double == 24.5)
    #expect(AccountBilling(json: billing.json) == billing)
  }

  @Test func `a query drops what does not fit`() {
    let text = "limit=0&status=x&endpoint_id=a/b,c/d&endpoint_id=bad&expand=openapi-3.0"
    let query = ModelQuery(WireQuery(parsing: text))
    #expect(query.limit == nil)
    #expect(query.status == nil)
    #expect(query.endpoints.map(\.description) == ["a/b", "c/d"])
    #expect(query.expandsOpenAPI)
  }
}
