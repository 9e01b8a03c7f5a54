extension Mesh {
  /// The object as Wavefront OBJ; `materialFile` is the name under which
  /// `materialLibrary` is found beside it.
  package func obj(materialFile: String) -> String {
    var lines = ["# falsh sandbox", "mtllib \(materialFile)"]
    var next = 1
    for (index, part) in parts.enumerated() {
      lines += ["o part\(index)", "usemtl material\(index)"]
      for triangle in part.triangles {
        lines += Self.lines(triangle, corner: next, normal: next / 3 + 1)
        next += 3
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Three corners with their places on the texture, a normal, and the face of these.
  private static func lines(_ triangle: Triangle, corner: Int, normal: Int) -> [String] {
    let corners = triangle.corners.flatMap { vector -> [String] in
      let place = texturePlace(of: vector)
      return ["v \(text(vector))", "vt \(Float(place.u)) \(Float(1 - place.v))"]
    }
    let face = (corner..<corner + 3).map { "\($0)/\($0)/\(normal)" }.joined(separator: " ")
    return corners + ["vn \(text(triangle.normal))", "f \(face)"]
  }

  private static func text(_ vector: Vector) -> String {
    "\(Float(vector.x)) \(Float(vector.y)) \(Float(vector.z))"
  }

  /// The materials for `obj`; `textureFile` is the name of the texture's PNG, if there is one.
  package func materialLibrary(textureFile: String? = nil) -> String {
    parts.enumerated().map { index, part in
      let color = [part.color.red, part.color.green, part.color.blue].map { "\(Float($0) / 255)" }
      let texture = textureFile.map { "map_Kd \($0)\n" } ?? ""
      return "newmtl material\(index)\nKd \(color.joined(separator: " "))\nKs 0 0 0\nillum 1\n\(texture)"
    }.joined(separator: "\n")
  }
}
