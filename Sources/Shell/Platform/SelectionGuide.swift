/// Which model to take for what: the recommendations of fal's own skill for
/// agents, as words that stand ready to be called.
enum SelectionGuide {
  struct Word: Sendable, Hashable {
    /// What is typed.
    let word: String
    /// What is typed behind it, `…` for a text and `a` for a file's name: it
    /// runs so.
    let arguments: String
    /// What one gets, in a few words.
    let use: String
    /// The model that does it.
    let model: String

    init(_ word: String, _ arguments: String, _ use: String, _ model: String) {
      self.word = word
      self.arguments = arguments
      self.use = use
      self.model = model
    }
  }

  private static let (text, imageAndText) = ("\"…\"", "@a.jpg \"…\"")

  /// The guide's use cases, in its order.
  static let useCases: [Word] = [
    Word("best-image", text, "the best picture", "fal-ai/kling-image/o3/text-to-image"),
    Word("fastest-image", text, "a picture at once", "fal-ai/z-image/turbo"),
    Word("photorealistic", text, "a picture like a photo", "fal-ai/flux-2/klein/9b"),
    Word("image-editing", imageAndText, "a picture changed by words", "fal-ai/qwen-image-max/edit"),
    Word("best-video", text, "the best clip", "fal-ai/kling-video/v3/pro/text-to-video"),
    Word("fastest-video", text, "a clip at once", "fal-ai/ltx-2-19b/distilled/text-to-video"),
    Word("video-with-audio", text, "a clip that can be heard", "xai/grok-imagine-video/text-to-video"),
    Word("animate-image", imageAndText, "a picture that moves", "fal-ai/kling-video/o3/pro/image-to-video"),
    Word("best-tts", text, "a text spoken well", "fal-ai/minimax/speech-2.8-hd"),
    Word("voice-clone", "@a.mp3", "a voice, for qwen-3-tts to speak in", "fal-ai/qwen-3-tts/clone-voice/1.7b"),
    Word("transcription", "@a.mp3", "speech written down", "fal-ai/nemotron/asr"),
    Word("3d-from-text", text, "a mesh from words", "fal-ai/hunyuan-3d/v3.1/pro/text-to-3d"),
    Word("3d-from-image", "@a.jpg", "a mesh from a picture", "fal-ai/hunyuan-3d/v3.1/rapid/image-to-3d"),
    Word("any-llm", text, "any language model's answer", "openrouter/router"),
    Word("vision", imageAndText, "an answer about a picture", "openrouter/router/vision"),
    Word("hearing", "@a.mp3 \"…\"", "an answer about a recording", "openrouter/router/audio"),
  ]

  /// The platform's categories, each with the model that stands first in its
  /// examples.
  static let categories: [Word] = [
    Word("text-to-image", text, "pictures from words", "fal-ai/kling-image/v3/text-to-image"),
    Word("image-to-image", imageAndText, "pictures from pictures", "fal-ai/qwen-image-max/edit"),
    Word("text-to-video", text, "clips from words", "fal-ai/kling-video/v3/pro/text-to-video"),
    Word("image-to-video", imageAndText, "clips from pictures", "fal-ai/kling-video/o3/pro/image-to-video"),
    Word("text-to-speech", text, "speech from words", "fal-ai/minimax/speech-2.8-hd"),
    Word("speech-to-text", "@a.mp3", "words from speech", "fal-ai/nemotron/asr"),
    Word("text-to-3d", text, "meshes from words", "fal-ai/hunyuan-3d/v3.1/pro/text-to-3d"),
    Word("image-to-3d", "@a.jpg", "meshes from pictures", "fal-ai/hunyuan-3d/v3.1/rapid/image-to-3d"),
    Word("llm", text, "words from words", "openrouter/router"),
  ]

  /// Every word, with its model.
  static let words = Dictionary(
    (useCases + categories).map { ($0.word, $0.model) }, uniquingKeysWith: { first, _ in first })
}
