/// What a prompt's words say about how the picture should look.
struct PromptWords: Sendable {
  /// The hour that decides the sky.
  enum Hour: Sendable { case day, dawn, sunset, night }
  /// What falls or hangs in the air.
  enum Weather: Sendable { case clear, storm, snow, fog }
  /// What lies on the ground.
  enum Ground: Sendable { case hills, sea, desert, forest, city }

  /// The colours named, in their order.
  let colors: [RGB]
  let hour: Hour?
  let weather: Weather
  let ground: Ground
  /// The thing that the picture shows in front; nil if no word names one that can be drawn.
  let subject: Subject?

  init(_ prompt: String) {
    let words = prompt.lowercased().split { !$0.isLetter }.map(String.init)
    func first<Meaning>(_ meanings: [String: Meaning]) -> Meaning? {
      words.lazy.compactMap { meanings[$0] ?? Self.singular($0).flatMap { meanings[$0] } }.first
    }
    colors = words.compactMap { Self.colors[$0] }
    hour = first(Self.hours)
    weather = first(Self.weathers) ?? .clear
    ground = first(Self.grounds) ?? .hills
    subject = first(Subject.words)
  }

  private static func singular(_ word: String) -> String? {
    word.hasSuffix("s") ? String(word.dropLast()) : nil
  }

  private static let colors: [String: RGB] = [
    "red": RGB(0xD8342C), "crimson": RGB(0xB4162F), "scarlet": RGB(0xE3331F), "orange": RGB(0xF0842C),
    "gold": RGB(0xE9B536), "golden": RGB(0xE9B536), "yellow": RGB(0xF4D03A), "green": RGB(0x3E9B4F),
    "emerald": RGB(0x1F9E6E), "lime": RGB(0x9CCB3B), "teal": RGB(0x1F8A8C), "turquoise": RGB(0x35C0B8),
    "cyan": RGB(0x3FC4DC), "blue": RGB(0x2F6FD0), "navy": RGB(0x1F3468), "indigo": RGB(0x4340A8),
    "purple": RGB(0x8447B5), "violet": RGB(0x8B5CD6), "magenta": RGB(0xC9379D), "pink": RGB(0xF08FB4),
    "brown": RGB(0x8A5A35), "black": RGB(0x23232B), "white": RGB(0xF3F1EA), "silver": RGB(0xB9C0C9),
    "grey": RGB(0x8C9198), "gray": RGB(0x8C9198),
  ]

  private static let hours: [String: Hour] = [
    "night": .night, "midnight": .night, "moon": .night, "moonlight": .night, "moonlit": .night, "dark": .night,
    "space": .night, "galaxy": .night, "neon": .night, "star": .night, "starry": .night, "sunset": .sunset,
    "dusk": .sunset, "evening": .sunset, "twilight": .sunset, "autumn": .sunset, "dawn": .dawn, "sunrise": .dawn,
    "morning": .dawn, "noon": .day, "day": .day, "sunny": .day, "daylight": .day,
  ]

  private static let weathers: [String: Weather] = [
    "storm": .storm, "stormy": .storm, "rain": .storm, "rainy": .storm, "thunder": .storm, "snow": .snow,
    "snowy": .snow, "winter": .snow, "ice": .snow, "icy": .snow, "frozen": .snow, "fog": .fog, "foggy": .fog,
    "mist": .fog, "misty": .fog,
  ]

  private static let grounds: [String: Ground] = [
    "sea": .sea, "ocean": .sea, "lake": .sea, "beach": .sea, "water": .sea, "wave": .sea, "river": .sea,
    "harbor": .sea, "harbour": .sea, "coast": .sea, "boat": .sea, "ship": .sea, "sailboat": .sea, "fish": .sea,
    "desert": .desert, "sand": .desert, "dune": .desert, "mars": .desert, "forest": .forest, "wood": .forest,
    "jungle": .forest, "tree": .forest, "city": .city, "town": .city, "skyline": .city, "street": .city,
    "skyscraper": .city,
  ]
}
