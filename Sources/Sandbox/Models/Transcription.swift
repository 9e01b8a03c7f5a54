import FalProtocol
import JSON

/// Writes down what is spoken: word for word what the sandbox's own voices
/// say, and one stock sentence for any other sound.
struct Transcription: SandboxModel {
  static let filler = "The sandbox cannot listen to this recording, so here is a sentence in its place."

  let listing: ModelListing

  func duration(of input: JSON) -> Double { 0.6 }

  func log(of input: JSON) -> [String] { ["Listening"] }

  func run(_ call: ModelCall) throws(PlatformError) -> ModelOutput {
    let sound = try call.file("audio_url")
    let words = Studio.spokenWords(in: sound) ?? Self.filler
    return ModelOutput(body: ["output": .string(words), "partial": false], billableUnits: nil)
  }

  func events(streaming output: JSON) -> [JSON]? {
    guard let words = output["output"]?.string else { return nil }
    return words.growing(by: 2).map { ["output": .string($0.text), "partial": .bool(!$0.isWhole)] }
  }
}
