/// The colours of one picture.
struct Palette: Sendable {
  var skyTop: RGB
  var skyBottom: RGB
  /// Sun or moon.
  var disc: RGB
  /// The hills at the horizon and those in front.
  var far: RGB
  var near: RGB
  /// The thing in front, and small touches.
  var accent: RGB

  private init(_ codes: (UInt32, UInt32, UInt32, UInt32, UInt32, UInt32)) {
    skyTop = RGB(codes.0)
    skyBottom = RGB(codes.1)
    disc = RGB(codes.2)
    far = RGB(codes.3)
    near = RGB(codes.4)
    accent = RGB(codes.5)
  }

  /// The palette that the words ask for; what they leave open is decided by `generator`.
  init(_ words: PromptWords, _ generator: inout SeededGenerator) {
    let choices = Self.choices(words)
    self = choices[generator.index(below: choices.count)]
    if let color = words.colors.first { lean(towards: color, second: words.colors.dropFirst().first) }
    settle(into: words.weather)
    guard words.ground == .desert else { return }
    far = far.mixed(with: RGB(0xD9A066), 0.6)
    near = near.mixed(with: RGB(0xA8683C), 0.7)
  }

  /// A named colour takes the thing in front wholly, hills and sky in part.
  private mutating func lean(towards color: RGB, second: RGB?) {
    let ground = second ?? color
    accent = color
    far = far.mixed(with: ground.lightened(0.35), 0.5)
    near = near.mixed(with: ground.darkened(0.55), 0.6)
    skyBottom = skyBottom.mixed(with: color.lightened(0.35), 0.45)
    skyTop = skyTop.mixed(with: color.darkened(0.3), 0.25)
  }

  private mutating func settle(into weather: PromptWords.Weather) {
    switch weather {
    case .clear: break
    case .storm:
      skyTop = skyTop.mixed(with: RGB(0x2A303C), 0.75)
      skyBottom = skyBottom.mixed(with: RGB(0x6B7480), 0.65)
      disc = disc.mixed(with: skyBottom, 0.6)
      (far, near) = (far.darkened(0.35), near.darkened(0.4))
    case .snow:
      (far, near) = (far.mixed(with: RGB(0xC9D8E6), 0.75), near.mixed(with: RGB(0xF2F6FA), 0.85))
      skyBottom = skyBottom.mixed(with: RGB(0xE3ECF4), 0.5)
    case .fog:
      let mist = RGB(0xD5D9DC)
      (skyTop, skyBottom) = (skyTop.mixed(with: mist, 0.5), skyBottom.mixed(with: mist, 0.8))
      (far, near) = (far.mixed(with: mist, 0.6), near.mixed(with: mist, 0.25))
    }
  }

  private static func choices(_ words: PromptWords) -> [Palette] {
    switch words.hour {
    case .day: days
    case .dawn: dawns
    case .sunset: sunsets
    case .night: nights
    case nil: days + dawns + sunsets
    }
  }

  private static let days = [
    Palette((0x3F8FD2, 0xCBE8F2, 0xFFF4C7, 0x7FB3A6, 0x2F6B4F, 0xE4572E)),
    Palette((0x4AA3DF, 0xF3EFD9, 0xFFE9A3, 0x9CBF8A, 0x43743F, 0xD64550)),
    Palette((0x5B7FC7, 0xD9E4F5, 0xFFFFFF, 0x8DA3C9, 0x35517E, 0xF2A541)),
    Palette((0x2E9C9A, 0xE7F3DC, 0xFFF1B8, 0x86BFA4, 0x1E5F5B, 0xF07167)),
  ]
  private static let dawns = [
    Palette((0x6A8CCF, 0xFBD3C0, 0xFFF0D2, 0xA58BB5, 0x4D4A7A, 0xF26B5E)),
    Palette((0x8E9FD6, 0xFCE2C8, 0xFFE3B0, 0xC79DB0, 0x5E5480, 0xE88D67)),
  ]
  private static let sunsets = [
    Palette((0x3C2A6B, 0xF98E4C, 0xFFE08A, 0x8C4A6E, 0x2A1B3D, 0xF9C74F)),
    Palette((0x27446F, 0xF6A57A, 0xFFD9A0, 0x7A5277, 0x2B2547, 0xEF5B5B)),
    Palette((0x7A2E52, 0xFDBB5A, 0xFFF0B5, 0xA84A4F, 0x3A1A2E, 0xFF7F50)),
  ]
  private static let nights = [
    Palette((0x070B1F, 0x273A66, 0xF4F1DC, 0x24365C, 0x0C1428, 0xF2C14E)),
    Palette((0x120A2A, 0x4A2C6B, 0xFBEFD5, 0x3A2A5C, 0x140D26, 0x5FD3C8)),
    Palette((0x04141C, 0x1D4E5C, 0xE8F4EE, 0x1A4650, 0x071A20, 0xE76F51)),
  ]
}
