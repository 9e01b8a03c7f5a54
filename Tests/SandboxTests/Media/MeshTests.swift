import Foundation
import MediaFiles
import Testing

@testable import Sandbox

@Suite struct MeshTests {
  static let prompts = ["a red rock", "a pine tree", "a small house", "an old vase", "a gold balloon", ""]

  @Test(arguments: prompts) func `a GLB has a header, JSON and numbers that fit each other`(prompt: String) throws {
    let mesh = MeshMaker.make(prompt: prompt, seed: 1, model: "m")
    let reader = ByteReader(mesh.glb)
    #expect(reader.has("glTF"))
    #expect(reader.littleEndian(at: 8, bytes: 4) == reader.count)
    let length = try #require(reader.littleEndian(at: 12, bytes: 4))
    let text = try #require(reader.slice(at: 20, count: length))
    let json = try #require(try JSONSerialization.jsonObject(with: Data(text)) as? [String: Any])
    let buffers = try #require(json["buffers"] as? [[String: Int]])
    #expect(buffers.first?["byteLength"] == reader.littleEndian(at: 20 + length, bytes: 4))
    #expect(28 + length + (buffers.first?["byteLength"] ?? 0) == reader.count)
    let views = try #require(json["bufferViews"] as? [[String: Int]])
    #expect(views.count == mesh.parts.count * 4)
    #expect(views.allSatisfy { ($0["byteOffset"] ?? 1) % 4 == 0 })
    #expect(views.reduce(0) { $0 + ($1["byteLength"] ?? 0) } == buffers.first?["byteLength"])
    #expect(MediaFacts.read(mesh.glb)?.kind == .glb)
  }

  @Test(arguments: prompts) func `objects are closed, near the origin and seen from outside`(prompt: String) {
    let mesh = MeshMaker.make(prompt: prompt, seed: 2, model: "m")
    #expect(mesh.triangleCount > 10)
    for part in mesh.parts {
      let corners = part.triangles.flatMap(\.corners)
      #expect(corners.allSatisfy { max(abs($0.x), abs($0.y), abs($0.z)) <= 1.25 })
      // The signed volume of a closed surface is positive if all faces look outwards.
      let volume = part.triangles.reduce(0) { sum, face in
        let spanned = face.b.cross(face.c)
        return sum + face.a.x * spanned.x + face.a.y * spanned.y + face.a.z * spanned.z
      }
      #expect(volume > 0.01)
    }
  }

  @Test func `an OBJ names as many corners as its faces use`() {
    let mesh = MeshMaker.make(prompt: "a pine tree", seed: 1, model: "m")
    let lines = mesh.obj(materialFile: "a.mtl").split(separator: "\n")
    let faces = lines.filter { $0.hasPrefix("f ") }
    #expect(faces.count == mesh.triangleCount)
    #expect(lines.count { $0.hasPrefix("v ") } == 3 * faces.count)
    #expect(lines.count { $0.hasPrefix("vn ") } == faces.count)
    let corners = (3 * faces.count - 2...3 * faces.count).map { "\($0)/\($0)/\(faces.count)" }
    #expect(faces.last.map(String.init) == "f " + corners.joined(separator: " "))
    let library = mesh.materialLibrary(textureFile: "a.png")
    #expect(library.split(separator: "\n").count { $0.hasPrefix("newmtl ") } == mesh.parts.count)
    #expect(library.contains("map_Kd a.png"))
  }

  @Test func `seed and words change the object and its texture`() {
    let first = MeshMaker.make(prompt: "rock", seed: 1, model: "m").glb
    #expect(first == MeshMaker.make(prompt: "rock", seed: 1, model: "m").glb)
    #expect(first != MeshMaker.make(prompt: "rock", seed: 2, model: "m").glb)
    let texture = MeshMaker.texture(prompt: "rock", seed: 1, model: "m", side: 64)
    #expect(texture.size == PixelSize(width: 64, height: 64))
    #expect(texture != MeshMaker.texture(prompt: "rock", seed: 2, model: "m", side: 64))
  }
}
