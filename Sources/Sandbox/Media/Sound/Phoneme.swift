/// One sound of speech, roughly: what rings, what hisses, and how long.
struct Phoneme: Sendable {
  /// Resonances of mouth and throat in Hz.
  let formants: (Double, Double, Double)
  /// Strength of the voice and of the noise, 0 to 1.
  let voice: Double
  let noise: Double
  /// Seconds at ordinary speed.
  let seconds: Double

  static func pause(_ seconds: Double) -> Phoneme {
    Phoneme(formants: (500, 1500, 2500), voice: 0, noise: 0, seconds: seconds)
  }

  /// The sound of a character, spelling taken at its word; nil if it has none.
  init?(_ character: Character) {
    if let known = Self.sounds[character] {
      self = known
    } else if character.isWhitespace {
      self = .pause(0.07)
    } else if character.isLetter || character.isNumber {
      self = Self.vowels[Int(StableHash.of(String(character)) % UInt64(Self.vowels.count))]
    } else {
      return nil
    }
  }

  private init(formants: (Double, Double, Double), voice: Double, noise: Double, seconds: Double) {
    self.formants = formants
    self.voice = voice
    self.noise = noise
    self.seconds = seconds
  }

  private static func vowel(_ first: Double, _ second: Double, _ third: Double) -> Phoneme {
    Phoneme(formants: (first, second, third), voice: 1, noise: 0.02, seconds: 0.115)
  }

  private static func hum(_ first: Double, _ second: Double, _ third: Double) -> Phoneme {
    Phoneme(formants: (first, second, third), voice: 0.6, noise: 0.02, seconds: 0.07)
  }

  private static func hiss(_ first: Double, _ second: Double, voiced: Bool = false) -> Phoneme {
    Phoneme(formants: (first, second, second * 1.3), voice: voiced ? 0.35 : 0, noise: 0.35, seconds: 0.075)
  }

  private static func burst(_ first: Double, _ second: Double, voiced: Bool) -> Phoneme {
    Phoneme(formants: (first, second, 2700), voice: voiced ? 0.5 : 0.1, noise: 0.55, seconds: 0.045)
  }

  private static let vowels = [
    vowel(730, 1090, 2440), vowel(530, 1840, 2480), vowel(290, 2250, 3000), vowel(570, 860, 2410),
    vowel(310, 870, 2240),
  ]

  private static let sounds: [Character: Phoneme] = [
    "a": vowels[0], "e": vowels[1], "i": vowels[2], "o": vowels[3], "u": vowels[4], "y": vowel(300, 2050, 2800),
    "l": hum(360, 1300, 2700), "m": hum(260, 1000, 2100), "n": hum(270, 1600, 2500), "r": hum(420, 1250, 1650),
    "w": hum(300, 650, 2300), "j": hum(300, 2100, 2900), "f": hiss(1100, 2100), "h": hiss(700, 1500),
    "s": hiss(4200, 5600), "x": hiss(3600, 5200), "v": hiss(1000, 1900, voiced: true),
    "z": hiss(3900, 5200, voiced: true),
    "b": burst(400, 900, voiced: true), "d": burst(400, 1700, voiced: true), "g": burst(350, 2100, voiced: true),
    "p": burst(500, 1000, voiced: false), "t": burst(3000, 4200, voiced: false), "k": burst(1500, 2300, voiced: false),
    "c": burst(1500, 2300, voiced: false), "q": burst(1300, 2000, voiced: false), ",": .pause(0.2), ";": .pause(0.25),
    ":": .pause(0.25), ".": .pause(0.4), "!": .pause(0.4), "?": .pause(0.4), "\n": .pause(0.45),
  ]
}
