import FalProtocol
import JSON
import Testing

@testable import Sandbox

@Suite struct StorageTests {
  private let bytes = (0..<1000).map { UInt8($0 % 251) }

  @Test func `what is uploaded can be read back, with its type`() async throws {
    let site = try SiteUnderTest()
    let url = try await site.upload(bytes, type: "audio/wav", name: "what a näme.wav")
    #expect(url.hasPrefix("http://127.0.0.1:8000/cdn/files/b/"))
    let response = await site.send(.get, try #require(WireURL(url)).path)
    #expect(response.status == 200)
    #expect(response.headers["content-type"] == "audio/wav")
    #expect(response.body == bytes)
  }

  @Test func `two uploads of one name are two files`() async throws {
    let site = try SiteUnderTest()
    let urls = [try await site.upload([1]), try await site.upload([2])]
    #expect(urls[0] != urls[1])
    #expect(try await site.download(urls[0]) == [1])
    #expect(try await site.download(urls[1]) == [2])
  }

  @Test func `a range gives that part and says where it lies`() async throws {
    let site = try SiteUnderTest()
    let path = try #require(WireURL(try await site.upload(bytes))).path
    let part = await site.send(.get, path, headers: ["range": "bytes=100-199"])
    #expect(part.status == 206)
    #expect(part.headers["content-range"] == "bytes 100-199/1000")
    #expect(part.body == Array(bytes[100..<200]))
    let beyond = await site.send(.get, path, headers: ["range": "bytes=1000-"])
    #expect(beyond.status == 416)
    #expect(beyond.headers["content-range"] == "bytes */1000")
  }

  @Test func `a file in parts is put together in the order of the numbers`() async throws {
    let site = try SiteUnderTest()
    let started = await site.send(
      .startMultipart, headers: ["content-type": "video/mp4", HeaderName.fileName: "a.mp4"])
    let upload = try UploadAnswer(json: started.json())
    let path = try #require(WireURL(upload.accessURL)).path
    let id = try #require(upload.uploadID)
    var parts: [MultipartUpload.Part] = []
    for (number, range) in [(2, 400..<1000), (1, 0..<400)] {
      let response = await site.send(.put, "\(path)/multipart/\(id)/\(number)", body: Array(bytes[range]))
      parts.append(.init(number: number, etag: try #require(response.headers["etag"])))
    }
    let completion = Array(MultipartUpload.completion(parts).text.utf8)
    #expect(await site.send(.post, "\(path)/multipart/\(id)/complete", body: completion).status == 200)
    #expect(try await site.download(upload.accessURL) == bytes)
    #expect(await site.send(.post, "\(path)/multipart/\(id)/complete", body: completion).status == 404)
  }

  @Test(arguments: [false, true])
  func `the other way to upload works as well`(isMultipart: Bool) async throws {
    let site = try SiteUnderTest()
    let wish: JSON = ["file_name": "a.bin", "content_type": "application/zip"]
    let answer = try InitiatedUpload(json: await site.send(.initiateUpload(multipart: isMultipart), json: wish).json())
    let path = try #require(WireURL(answer.uploadURL)).path
    if isMultipart {
      let part = try await site.send(.put, path + "/1", body: bytes).json()
      let list: JSON = ["parts": [part]]
      #expect(await site.send(.post, path + "/complete", body: Array(list.text.utf8)).status == 200)
    } else {
      let put = await site.send(.put, path, body: bytes, headers: ["content-type": "application/zip"])
      #expect(put.status == 200)
    }
    #expect(try await site.download(answer.fileURL) == bytes)
  }

  @Test func `an upload token says where to upload and for how long`() async throws {
    let token = try CDNToken(json: await SiteUnderTest().send(.cdnToken, json: [:]).json())
    #expect(token.baseURL.description == "http://127.0.0.1:8000/cdn")
    #expect(token.expiresAt?.seconds == 1_770_086_400)
  }

  @Test func `when the memory is full the oldest files go`() async throws {
    let site = try SiteUnderTest(fileLimit: 2500)
    let urls = [try await site.upload(bytes), try await site.upload(bytes), try await site.upload(bytes)]
    let first = await site.send(.get, try #require(WireURL(urls[0])).path)
    #expect(first.status == 404)
    #expect(try await site.download(urls[2]) == bytes)
  }
}
