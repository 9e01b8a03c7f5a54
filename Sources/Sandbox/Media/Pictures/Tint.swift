/// A change of colours that an edit leaves on its source: fewer steps a
/// channel, and a lean towards one colour that keeps light and shade.
struct Tint {
  /// For each brightness from 0 to 255 the pixel to mix in.
  private var tones: [UInt32]
  /// For each channel value from 0 to 255 the value that is kept.
  private var steps: [UInt8]
  /// How much of the tone is mixed in, of 256.
  private let strength: UInt32

  init(_ words: PromptWords, _ palette: Palette, _ generator: inout SeededGenerator) {
    let tone = words.colors.first ?? [palette.accent, palette.far, palette.skyTop][generator.index(below: 3)]
    strength = words.colors.isEmpty ? 90 : 140
    tones = (0..<256).map { brightness in
      let share = Double(brightness) / 255
      let color = share < 0.5 ? tone.darkened(1 - share * 2) : tone.lightened(share * 2 - 1)
      return color.pixel
    }
    let levels = 5 + generator.index(below: 8)
    steps = (0..<256).map { value in
      let level = (value * (levels - 1) + 127) / 255
      return UInt8((level * 255 / (levels - 1) + value) / 2)
    }
  }

  /// Changes `count` pixels in place.
  func apply(to pixels: UnsafeMutablePointer<UInt32>, count: Int) {
    tones.withUnsafeBufferPointer { tones in
      steps.withUnsafeBufferPointer { steps in
        guard let tones = tones.baseAddress, let steps = steps.baseAddress else { return }
        var index = 0
        while index < count {
          change(pixels + index, tones, steps)
          index &+= 1
        }
      }
    }
  }

  @inline(__always)
  private func change(
    _ target: UnsafeMutablePointer<UInt32>, _ tones: UnsafePointer<UInt32>, _ steps: UnsafePointer<UInt8>
  ) {
    let pixel = UInt32(littleEndian: target.pointee)
    let (red, green, blue) = (Int(pixel & 0xFF), Int(pixel >> 8 & 0xFF), Int(pixel >> 16 & 0xFF))
    let brightness = (red &* 77 &+ green &* 151 &+ blue &* 28) >> 8
    let stepped = UInt32(steps[red]) | UInt32(steps[green]) << 8 | UInt32(steps[blue]) << 16 | 0xFF00_0000
    target.pointee = stepped.littleEndian
    Canvas.blend(target, tones[brightness], strength)
  }
}
