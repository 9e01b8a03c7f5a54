package import MediaFiles

/// Makes pictures out of words: the same words, model, seed and size give the
/// same picture, and it says on itself what they were.
package enum SceneMaker {
  /// A new picture. The size is clamped to what `PixelSize` allows;
  /// without `caption` the scene fills the whole picture.
  package static func picture(
    prompt: String, seed: Int, model: String, size: PixelSize, caption: Bool = true
  ) -> Picture {
    let provenance = Provenance(prompt: prompt, model: model, seed: seed)
    var picture = Picture(size: size)
    let panel = caption ? Caption(provenance, size: picture.size) : nil
    picture.withCanvas { canvas in
      var painter = LandscapePainter(provenance, on: canvas, covered: panel?.height ?? 0)
      painter.paint()
      panel?.draw(on: canvas, accent: painter.palette.accent, opacity: 0.82)
    }
    return picture
  }

  /// A picture that shows it was made from `sources`: they are laid side by
  /// side, at most nine of them, tinted as the prompt says, and captioned anew.
  /// Without sources it is a new picture.
  package static func edit(
    of sources: [Picture], prompt: String, seed: Int, model: String, size: PixelSize
  ) -> Picture {
    guard !sources.isEmpty else { return picture(prompt: prompt, seed: seed, model: model, size: size) }
    let provenance = Provenance(prompt: prompt, model: model, seed: seed)
    var picture = Picture(size: size)
    var generator = provenance.generator(for: "edit")
    let palette = Palette(PromptWords(prompt), &generator)
    let tint = Tint(PromptWords(prompt), palette, &generator)
    let panel = Caption(provenance, size: picture.size)
    picture.withCanvas { canvas in
      canvas.gradient(rows: 0..<canvas.height, from: palette.skyTop, to: palette.skyBottom)
      let height = sources.count > 1 ? canvas.height - panel.height : canvas.height
      ContactSheet.place(Array(sources.prefix(9)), on: canvas, height: height, tint: tint)
      panel.draw(on: canvas, accent: palette.accent, opacity: 1)
    }
    return picture
  }
}

extension Caption {
  static let background = RGB(0x12141C)

  /// Darkens the picture's lower edge and writes the caption there, under a
  /// line in the accent colour.
  func draw(on canvas: Canvas, accent: RGB, opacity: Double) {
    let top = canvas.height - height
    for y in top..<canvas.height {
      canvas.span(y: y, from: 0, to: Double(canvas.width), Self.background, alpha: opacity)
    }
    canvas.fill(x: 0, y: top, width: canvas.width, height: max(1, promptScale / 2), accent)
    drawText(on: canvas, top: top)
  }
}
