import FalProtocol
import JSON

/// Moves a picture, from its first frame or towards a last one.
struct ImageToVideo: SandboxModel {
  let listing: ModelListing

  func duration(of input: JSON) -> Double { 3 }

  func log(of input: JSON) -> [String] { ["Reading the first frame", "Moving it", "Encoding the clip"] }

  func run(_ call: ModelCall) throws(PlatformError) -> ModelOutput {
    let prompts = try prompts(of: call)
    let start = try call.picture("image_url")
    // The makers know no last frame, but one that cannot be read is an error.
    if !call["end_image_url"].isNull { _ = try call.picture("end_image_url") }
    let clip = Clip(
      size: start.size.fitted(longestSide: 1280), seconds: seconds(of: call), hasSound: call.flag("generate_audio"))
    let file = Studio.clip(clip, from: start, call.provenance(prompts.joined(separator: "\n")))
    // Without sound a second costs four fifths.
    return ModelOutput(
      body: ["video": call.publish(file)], billableUnits: Double(clip.seconds) * (clip.hasSound ? 1 : 0.8))
  }

  /// One prompt, or one a shot.
  private func prompts(of call: ModelCall) throws(PlatformError) -> [String] {
    if let prompt = call["prompt"].string, !prompt.isEmpty { return [prompt] }
    let shots = (call["multi_prompt"].array ?? []).compactMap { $0["prompt"]?.string }
    guard !shots.isEmpty else {
      throw .refusal("value_error", at: [.key("prompt")], "either prompt or multi_prompt is needed")
    }
    return shots
  }

  /// The shots' lengths together, if there are shots.
  private func seconds(of call: ModelCall) -> Int {
    let whole = Int(call.text("duration")) ?? 5
    guard let shots = call["multi_prompt"].array, !shots.isEmpty, call["prompt"].isNull else { return whole }
    let sum = shots.reduce(0) { $0 + (Int($1["duration"]?.string ?? "5") ?? 5) }
    return min(sum, 15)
  }
}
