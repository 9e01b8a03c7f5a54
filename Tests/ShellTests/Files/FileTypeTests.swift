import ModelSchema
import Testing

@testable import Shell

@Suite struct FileTypeTests {
  @Test(arguments: [
    ("a.png", "image/png", MediaKind.image), ("dir.v2/A.JPEG", "image/jpeg", .image), ("a.b.mp4", "video/mp4", .video),
    ("https://e.org/x.glb?y=1.txt#z.png", "model/gltf-binary", .mesh), ("a.wav", "audio/wav", .audio),
    ("notes.txt", "text/plain", .other), ("x.zip", "application/zip", .archive),
    ("README", "application/octet-stream", .other), (".png", "application/octet-stream", .other),
    ("dir.png/file", "application/octet-stream", .other), ("", "application/octet-stream", .other),
  ])
  func `a name tells the type`(name: String, mediaType: String, kind: MediaKind) {
    let type = FileType(name: name)
    #expect(type.mediaType == mediaType && type.kind == kind)
  }

  @Test(arguments: [
    ("image/jpeg", "jpg"), ("image/jpeg; q=1", "jpg"), ("IMAGE/PNG", "png"), ("video/mp4", "mp4"),
    ("application/octet-stream", nil), ("text/plain", nil), ("nonsense", nil), ("", nil),
  ])
  func `a media type tells the ending`(mediaType: String, ending: String?) {
    #expect(FileType.ending(ofMediaType: mediaType) == ending)
  }
}
