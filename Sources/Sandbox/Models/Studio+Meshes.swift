import FalProtocol
import MediaFiles

/// The files of a mesh, by what they are; without texture there is the GLB alone.
struct MeshFiles: Sendable {
  let glb: MadeFile
  var obj: MadeFile?
  var material: MadeFile?
  var texture: MadeFile?
  let thumbnail: MadeFile
}

extension Studio {
  /// A thing that the prompt names.
  /// - Parameter isTextured: whether there are a texture and a material.
  static func mesh(_ provenance: Provenance, isTextured: Bool) throws(PlatformError) -> MeshFiles {
    let (prompt, seed, model) = (provenance.prompt, provenance.seed, provenance.model)
    let mesh = MeshMaker.make(prompt: prompt, seed: seed, model: model)
    let thumbnail = picture(provenance, PixelSize(width: 256, height: 256), .png)
    var files = MeshFiles(
      glb: MadeFile(bytes: mesh.glb, contentType: "model/gltf-binary", name: "model.glb"),
      thumbnail: thumbnail.named("thumbnail.png"))
    guard isTextured else { return files }
    let texture = MeshMaker.texture(prompt: prompt, seed: seed, model: model)
    files.obj = text(mesh.obj(materialFile: "material.mtl"), "model/obj", "model.obj")
    files.material = text(mesh.materialLibrary(textureFile: "texture.png"), "model/mtl", "material.mtl")
    files.texture = try file(of: texture, .png, provenance).named("texture.png")
    return files
  }

  private static func text(_ text: String, _ type: String, _ name: String) -> MadeFile {
    MadeFile(bytes: Array(text.utf8), contentType: type, name: name)
  }
}
