/// What people and model names call the platform's categories.
enum Abbreviations {
  private static let all: [String: [String]] = [
    "t2i": ["text-to-image"], "i2i": ["image-to-image", "edit"], "t2v": ["text-to-video"],
    "i2v": ["image-to-video"], "v2v": ["video-to-video"], "r2v": ["reference-to-video"],
    "flf2v": ["first-last-frame"], "a2v": ["audio-to-video"], "s2v": ["speech-to-video", "audio-to-video"],
    "v2a": ["video-to-audio"], "t2a": ["text-to-audio"], "a2a": ["audio-to-audio"],
    "tts": ["text-to-speech"], "t2s": ["text-to-speech"], "s2s": ["speech-to-speech"],
    "stt": ["speech-to-text", "audio-to-text"], "asr": ["speech-to-text", "audio-to-text"],
    "t23d": ["text-to-3d"], "t2-3d": ["text-to-3d"], "t2m": ["text-to-3d", "text-to-music"],
    "i23d": ["image-to-3d"], "i2-3d": ["image-to-3d"], "i2m": ["image-to-3d"],
    "vlm": ["vision"], "vqa": ["vision"], "i2t": ["image-to-text", "vision"], "v2t": ["video-to-text"],
    "3d": ["mesh"], "upscale": ["upscaler"], "transcribe": ["speech-to-text", "audio-to-text"],
    "music": ["text-to-music"], "chat": ["llm"],
  ]

  /// What a lower-case word may stand for, besides itself.
  static func expansions(of word: String) -> [String] { all[word] ?? [] }
}
