import FoundationEssentials
import MediaFiles
import Sandbox

/// A directory of its own with a picture and a text in it.
struct TestFolder: Sendable {
  let path: String

  init() throws {
    let place = FileManager.default.temporaryDirectory.appending(path: "shell-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    path = place.path.hasSuffix("/") ? String(place.path.dropLast()) : place.path
    try write(Self.portrait, to: "portrait.jpg")
    try write(Array("a fox in the snow\n".utf8), to: "notes.txt")
  }

  func write(_ bytes: [UInt8], to name: String) throws {
    let place = URL(filePath: path).appending(path: name)
    try FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: place)
  }

  /// The content of a file; nil if there is none.
  func bytes(of name: String) -> [UInt8]? { FileManager.default.contents(atPath: "\(path)/\(name)").map { Array($0) } }

  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: "\(path)/\(name)", withDestinationPath: target)
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }

  static let portrait: [UInt8] = {
    let picture = SceneMaker.picture(
      prompt: "a portrait", seed: 1, model: "camera", size: PixelSize(width: 120, height: 160), caption: false)
    return (try? picture.encoded(as: .jpeg(quality: 80))) ?? []
  }()
}
