#if canImport(Glibc)
  import Glibc
  import MediaFiles
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension Mesh {
  /// The object as binary glTF 2.0: a node with one mesh, of which each part
  /// has its own material.
  package var glb: [UInt8] { GLBWriter(self).file }
}

/// Writes glTF: numbers into one buffer, and JSON that says where they are.
private struct GLBWriter {
  private var buffer: [UInt8] = []
  private var views: [String] = []
  private var accessors: [String] = []
  private var primitives: [String] = []
  private var materials: [String] = []

  init(_ mesh: Mesh) {
    for part in mesh.parts { add(part) }
  }

  private mutating func add(_ part: Mesh.Part) {
    let corners = part.triangles.flatMap(\.corners)
    let normals = part.triangles.flatMap { [$0.normal, $0.normal, $0.normal] }
    let places = corners.map(Mesh.texturePlace)
    let position = add(corners.flatMap(Self.floats), type: "VEC3", count: corners.count, bounds: Self.bounds(corners))
    let normal = add(normals.flatMap(Self.floats), type: "VEC3", count: normals.count)
    let place = add(places.flatMap { [Float($0.u), Float($0.v)] }, type: "VEC2", count: places.count)
    let index = addIndices(corners.count)
    let attributes = "{\"POSITION\":\(position),\"NORMAL\":\(normal),\"TEXCOORD_0\":\(place)}"
    primitives.append("{\"attributes\":\(attributes),\"indices\":\(index),\"material\":\(materials.count)}")
    materials.append(Self.material(part.color))
  }

  private static func floats(_ vector: Vector) -> [Float] { [Float(vector.x), Float(vector.y), Float(vector.z)] }

  /// Least and greatest of each coordinate, which glTF demands for positions.
  private static func bounds(_ corners: [Vector]) -> String {
    let all = corners.map(floats)
    func bound(_ pick: (Float, Float) -> Float) -> [Float] {
      all.dropFirst().reduce(all.first ?? [0, 0, 0]) { zip($0, $1).map { pick($0, $1) } }
    }
    return ",\"min\":\(bound { min($0, $1) }),\"max\":\(bound { max($0, $1) })"
  }

  private mutating func add(_ numbers: [Float], type: String, count: Int, bounds: String = "") -> Int {
    addView(numbers.flatMap { Self.word($0.bitPattern) }, target: 34962)
    return addAccessor("\"componentType\":5126,\"count\":\(count),\"type\":\"\(type)\"\(bounds)")
  }

  private mutating func addIndices(_ count: Int) -> Int {
    addView((0..<UInt32(count)).flatMap(Self.word), target: 34963)
    return addAccessor("\"componentType\":5125,\"count\":\(count),\"type\":\"SCALAR\"")
  }

  private mutating func addAccessor(_ description: String) -> Int {
    accessors.append("{\"bufferView\":\(views.count - 1),\(description)}")
    return accessors.count - 1
  }

  private mutating func addView(_ bytes: [UInt8], target: Int) {
    views.append("{\"buffer\":0,\"byteOffset\":\(buffer.count),\"byteLength\":\(bytes.count),\"target\":\(target)}")
    buffer += bytes
  }

  private static func word(_ value: UInt32) -> [UInt8] {
    [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: value >> $0) }
  }

  /// glTF wants colours in linear light.
  private static func material(_ color: RGB) -> String {
    let linear = [color.red, color.green, color.blue].map { Float(pow(Double($0) / 255, 2.2)) } + [1]
    return "{\"pbrMetallicRoughness\":{\"baseColorFactor\":\(linear),\"metallicFactor\":0,\"roughnessFactor\":0.9}}"
  }

  private var description: String {
    func list(_ items: [String]) -> String { "[" + items.joined(separator: ",") + "]" }
    return "{\"asset\":{\"version\":\"2.0\",\"generator\":\"falsh sandbox\"},\"scene\":0,\"scenes\":[{\"nodes\":[0]}],"
      + "\"nodes\":[{\"mesh\":0}],\"meshes\":[{\"primitives\":\(list(primitives))}],\"materials\":\(list(materials)),"
      + "\"accessors\":\(list(accessors)),\"bufferViews\":\(list(views)),"
      + "\"buffers\":[{\"byteLength\":\(buffer.count)}]}"
  }

  /// Header, JSON padded with spaces, numbers (which are whole words already).
  var file: [UInt8] {
    var json = Array(description.utf8)
    json += [UInt8](repeating: 0x20, count: (4 - json.count % 4) % 4)
    var bytes = Array("glTF".utf8)
    for value in [2, 28 + json.count + buffer.count, json.count] { bytes.appendLittleEndian(value, bytes: 4) }
    bytes += Array("JSON".utf8) + json
    bytes.appendLittleEndian(buffer.count, bytes: 4)
    return bytes + Array("BIN\0".utf8) + buffer
  }
}
