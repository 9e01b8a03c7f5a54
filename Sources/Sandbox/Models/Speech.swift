import FalProtocol
import JSON

/// Speaks a text.
struct Speech: SandboxModel {
  let listing: ModelListing

  func duration(of input: JSON) -> Double { 0.8 }

  func log(of input: JSON) -> [String] { ["Choosing the voice", "Speaking"] }

  func run(_ call: ModelCall) throws(PlatformError) -> ModelOutput {
    let text = call.text("prompt")
    let speech = try Studio.speech(call.provenance(text), voice: voice(of: call), sound: sound(of: call))
    return ModelOutput(
      body: ["audio": call.publish(speech.file), "duration_ms": JSON(speech.milliseconds)],
      billableUnits: Double(text.unicodeScalars.count) / 1000)
  }

  private func voice(of call: ModelCall) -> VoiceSetting {
    let setting = call["voice_setting"]
    return VoiceSetting(
      name: setting["voice_id"]?.string ?? "Wise_Woman", speed: setting["speed"]?.double ?? 1,
      volume: setting["vol"]?.double ?? 1, pitch: setting["pitch"]?.int ?? 0)
  }

  private func sound(of call: ModelCall) -> SoundSetting {
    let setting = call["audio_setting"]
    return SoundSetting(
      format: setting["format"]?.string ?? "mp3", sampleRate: setting["sample_rate"]?.int ?? 32000,
      bitRate: setting["bitrate"]?.int ?? 128_000, channels: setting["channel"]?.int ?? 1)
  }
}
