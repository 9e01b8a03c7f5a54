import FalProtocol
import Testing

@Suite struct EndpointIDTests {
  @Test(arguments: [
    ("fal-ai/flux", "fal-ai/flux"), ("fal-ai/kling-video/v2.5/master", "fal-ai/kling-video"),
    ("workflows/someone/portrait", "workflows/someone/portrait"), ("comfy/a/b/c", "comfy/a/b"),
    ("CassetteAI/music_generator", "CassetteAI/music_generator"), ("110602490-sd", "110602490/sd"),
    ("workflows/two", "workflows/two"),
  ])
  func `an id has a short form`(text: String, short: String) throws {
    let id = try EndpointID(text)
    #expect(id.appPath == short)
    #expect(try EndpointID(id.description) == id)
    #expect(id.app.path.isEmpty)
  }

  @Test(arguments: [
    ("", EndpointID.Fault.empty), ("flux", .missingAlias), ("a/", .emptySegment), ("/a/b", .emptySegment),
    ("a//b", .emptySegment), ("a/b c", .character(" ")), ("a/..", .character(".")), ("a/é", .character("é")),
    ("a/b?x", .character("?")), ("12-", .missingAlias),
  ])
  func `what breaks the grammar is refused`(text: String, fault: EndpointID.Fault) {
    #expect(throws: fault) { try EndpointID(text) }
  }
}
