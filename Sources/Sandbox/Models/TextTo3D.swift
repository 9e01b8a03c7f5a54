import FalProtocol
import JSON

/// Models a thing from words: a mesh with its texture, or the bare shape.
struct TextTo3D: SandboxModel {
  let listing: ModelListing

  func duration(of input: JSON) -> Double { 2.5 }

  func log(of input: JSON) -> [String] { ["Shaping", "Texturing", "Writing the mesh"] }

  func run(_ call: ModelCall) throws(PlatformError) -> ModelOutput {
    let isShapeOnly = call.flag("enable_geometry")
    let files = try Studio.mesh(call.provenance(call.text("prompt")), isTextured: !isShapeOnly)
    func record(_ file: MadeFile?) -> JSON { file.map { call.publish($0) } ?? .null }
    let (obj, material, texture) = (record(files.obj), record(files.material), record(files.texture))
    let body: JSON = [
      "model_obj": obj, "material_mtl": material, "texture": texture, "thumbnail": record(files.thumbnail),
      "model_urls": [
        "glb": record(files.glb), "fbx": .null, "obj": obj, "mtl": material, "texture": texture, "usdz": .null,
      ],
    ]
    return ModelOutput(body: body, billableUnits: call.flag("enable_pbr") && !isShapeOnly ? 25 : 15)
  }
}
