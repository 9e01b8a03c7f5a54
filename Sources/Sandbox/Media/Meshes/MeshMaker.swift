import MediaFiles

/// Makes low-poly objects: what the prompt names if it can be built from few
/// triangles, else a rock of the prompt's colour.
package enum MeshMaker {
  /// An object that fits between -1.2 and 1.2 on each axis.
  package static func make(prompt: String, seed: Int, model: String) -> Mesh {
    let provenance = Provenance(prompt: prompt, model: model, seed: seed)
    var generator = provenance.generator(for: "mesh")
    let words = PromptWords(prompt)
    let palette = Palette(words, &generator)
    switch words.subject {
    case .tree: return tree(words.colors.first ?? RGB(0x4F9A54), &generator)
    case .house: return house(palette, &generator)
    case .balloon, .fruit, .heart: return Mesh(parts: [rock(palette.accent, roughness: 0.05, &generator)])
    default: break
    }
    let isVessel = prompt.lowercased().split { !$0.isLetter }.contains { vessels.contains(String($0)) }
    return Mesh(parts: [isVessel ? vase(palette.accent, &generator) : rock(palette.accent, roughness: 0.3, &generator)])
  }

  /// A picture to lay over the object, square, with `side` pixels (1 to 4096).
  package static func texture(prompt: String, seed: Int, model: String, side: Int = 512) -> Picture {
    var generator = Provenance(prompt: prompt, model: model, seed: seed).generator(for: "mesh")
    let palette = Palette(PromptWords(prompt), &generator)
    let side = min(max(side, 1), 4096)
    var picture = Picture(size: PixelSize(width: side, height: side))
    picture.withCanvas { canvas in
      canvas.gradient(rows: 0..<side, from: palette.accent.lightened(0.25), to: palette.accent.darkened(0.35))
      for _ in 0..<60 {
        let place = Point(generator.unit() * Double(side), generator.unit() * Double(side))
        let color = generator.unit() < 0.5 ? palette.far : palette.near
        canvas.disc(place, Double(side) * generator.value(in: 0.01...0.06), color, alpha: 0.3)
      }
    }
    return picture
  }

  private static let vessels: Set<String> = ["vase", "cup", "mug", "bottle", "bowl", "pot", "jar", "vessel", "chess"]
}
