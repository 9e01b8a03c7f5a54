import FalProtocol
import JSON
import MediaFiles

/// Films what words say.
struct TextToVideo: SandboxModel {
  let listing: ModelListing

  func duration(of input: JSON) -> Double { 3 }

  func log(of input: JSON) -> [String] { ["Reading the prompt", "Filming", "Recording sound", "Encoding the clip"] }

  func run(_ call: ModelCall) throws(PlatformError) -> ModelOutput {
    let seconds = Int(call.text("duration").prefix(while: \.isNumber)) ?? 8
    let clip = Clip(size: size(of: call), seconds: seconds, hasSound: call.flag("generate_audio"))
    let file = Studio.clip(clip, call.provenance(call.text("prompt")))
    return ModelOutput(
      body: ["video": call.publish(file)], billableUnits: Double(seconds) * unitsPerSecond(of: call, clip))
  }

  private func size(of call: ModelCall) -> PixelSize {
    let height = ["1080p": 1080, "4k": 2160][call.text("resolution")] ?? 720
    let wide = PixelSize(width: height * 16 / 9, height: height)
    return call.text("aspect_ratio") == "9:16" ? PixelSize(width: wide.height, height: wide.width) : wide
  }

  /// The unit is a second with sound; silence halves it, 4k adds a half.
  private func unitsPerSecond(of call: ModelCall, _ clip: Clip) -> Double {
    (clip.hasSound ? 1 : 0.5) + (call.text("resolution") == "4k" ? 0.5 : 0)
  }
}
