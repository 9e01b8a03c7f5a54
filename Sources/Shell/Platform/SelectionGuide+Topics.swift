extension SelectionGuide {
  /// A field of work, and what is new in it.
  struct Topic: Sendable {
    /// What is typed behind `guide`.
    let name: String
    /// By month, or by what is asked about; ids in the guide's order.
    let groups: [(title: String, models: [String])]
  }

  static let topics: [Topic] = [
    Topic(
      name: "image",
      groups: [
        (
          "2026-02",
          [
            "fal-ai/kling-image/v3/text-to-image", "fal-ai/kling-image/v3/image-to-image",
            "fal-ai/kling-image/o3/text-to-image", "fal-ai/kling-image/o3/image-to-image", "xai/grok-imagine-image",
            "xai/grok-imagine-image/edit", "fal-ai/hunyuan-image/v3/instruct/text-to-image",
            "fal-ai/hunyuan-image/v3/instruct/edit", "fal-ai/qwen-image-max/text-to-image",
            "fal-ai/qwen-image-max/edit",
            "fal-ai/z-image/base",
          ]
        ),
        (
          "2026-01",
          [
            "fal-ai/flux-2/klein/9b", "fal-ai/flux-2/klein/9b/edit", "fal-ai/flux-2/klein/9b/base/lora",
            "fal-ai/flux-2/klein/4b", "fal-ai/glm-image", "bria/fibo-edit/edit", "bria/fibo-edit/blend",
            "bria/fibo-edit/relight", "bria/fibo-edit/restyle", "bria/fibo-lite/generate",
            "imagineart/imagineart-1.5-pro-preview/text-to-image",
          ]
        ),
        (
          "2025-12",
          [
            "fal-ai/flux-2-max", "fal-ai/flux-2/turbo", "fal-ai/flux-2/flash", "fal-ai/gpt-image-1.5",
            "fal-ai/bytedance/seedream/v4.5/text-to-image", "fal-ai/z-image/turbo", "fal-ai/qwen-image-2512",
          ]
        ),
      ]),
    Topic(
      name: "video",
      groups: [
        (
          "2026-02",
          [
            "fal-ai/kling-video/v3/pro/text-to-video", "fal-ai/kling-video/v3/standard/text-to-video",
            "fal-ai/kling-video/v3/pro/image-to-video", "fal-ai/kling-video/v3/standard/image-to-video",
            "fal-ai/kling-video/o3/pro/text-to-video", "fal-ai/kling-video/o3/pro/image-to-video",
            "fal-ai/kling-video/o3/pro/reference-to-video", "xai/grok-imagine-video/text-to-video",
            "xai/grok-imagine-video/image-to-video",
          ]
        ),
        (
          "2026-01",
          [
            "fal-ai/vidu/q3/text-to-video", "fal-ai/vidu/q3/image-to-video", "fal-ai/pixverse/v5.6/text-to-video",
            "fal-ai/pixverse/v5.6/image-to-video", "fal-ai/ltx-2-19b/text-to-video", "fal-ai/ltx-2-19b/image-to-video",
            "fal-ai/ltx-2-19b/distilled/text-to-video", "fal-ai/longcat-multi-avatar/image-audio-to-video",
          ]
        ),
        (
          "2025-12",
          [
            "fal-ai/veo3.1", "fal-ai/veo3.1/fast", "fal-ai/veo3.1/image-to-video", "fal-ai/veo3.1/extend-video",
            "fal-ai/hunyuan-video-v1.5/text-to-video", "fal-ai/bytedance/seedance/v1.5/pro/text-to-video",
            "fal-ai/kandinsky5-pro/text-to-video", "fal-ai/live-avatar", "clarityai/crystal-video-upscaler",
            "fal-ai/creatify/aurora",
          ]
        ),
      ]),
    Topic(
      name: "audio",
      groups: [
        (
          "2026-02",
          [
            "fal-ai/minimax/speech-2.8-hd", "fal-ai/minimax/speech-2.8-turbo",
          ]
        ),
        (
          "2026-01",
          [
            "fal-ai/qwen-3-tts/text-to-speech/1.7b", "fal-ai/qwen-3-tts/text-to-speech/0.6b",
            "fal-ai/qwen-3-tts/clone-voice/1.7b", "fal-ai/qwen-3-tts/clone-voice/0.6b",
            "fal-ai/qwen-3-tts/voice-design/1.7b", "fal-ai/nemotron/asr", "fal-ai/nemotron/asr/stream",
            "fal-ai/elevenlabs/voice-changer", "fal-ai/elevenlabs/speech-to-text/scribe-v2", "fal-ai/deepfilternet3",
          ]
        ),
        (
          "2025-12",
          [
            "fal-ai/sam-audio/separate", "fal-ai/elevenlabs/music", "fal-ai/maya/batch", "fal-ai/demucs",
            "fal-ai/index-tts-2/text-to-speech",
          ]
        ),
      ]),
    Topic(
      name: "3d",
      groups: [
        (
          "2026-02",
          [
            "fal-ai/hunyuan-3d/v3.1/pro/text-to-3d", "fal-ai/hunyuan-3d/v3.1/pro/image-to-3d",
            "fal-ai/hunyuan-3d/v3.1/rapid/text-to-3d", "fal-ai/hunyuan-3d/v3.1/rapid/image-to-3d", "fal-ai/ultrashape",
          ]
        ),
        (
          "2025-12",
          [
            "fal-ai/trellis-2", "fal-ai/hunyuan3d-v3/text-to-3d", "fal-ai/hunyuan-motion",
            "fal-ai/meshy/v6-preview/text-to-3d",
          ]
        ),
      ]),
    Topic(
      name: "llm",
      groups: [
        (
          "text",
          [
            "openrouter/router", "openrouter/router/stream", "openrouter/router/enterprise",
            "openrouter/router/enterprise/stream",
          ]
        ),
        (
          "image",
          [
            "openrouter/router/vision", "openrouter/router/vision/stream", "openrouter/router/vision/enterprise",
            "openrouter/router/vision/enterprise/stream",
          ]
        ),
        (
          "audio",
          [
            "openrouter/router/audio", "openrouter/router/audio/stream", "openrouter/router/audio/enterprise",
            "openrouter/router/audio/enterprise/stream",
          ]
        ),
        (
          "video",
          [
            "openrouter/router/video", "openrouter/router/video/stream", "openrouter/router/video/enterprise",
            "openrouter/router/video/enterprise/stream",
          ]
        ),
        (
          "openai",
          [
            "openrouter/router/openai/v1/chat/completions", "openrouter/router/openai/v1/responses",
            "openrouter/router/openai/v1/embeddings",
          ]
        ),
      ]),
  ]
}
