import FalProtocol
import JSON

/// How a model of the sandbox behaves: a pure function of its input and a
/// seed, and a guess at how long the real one would take.
protocol SandboxModel: Sendable {
  var listing: ModelListing { get }

  /// How long the work takes at pace 1, in seconds.
  func duration(of input: JSON) -> Double

  /// What it writes to its log, spread over the run.
  func log(of input: JSON) -> [String]

  /// Does the work. The input follows the schema, and its defaults are
  /// filled in where the call reads it.
  func run(_ call: ModelCall) throws(PlatformError) -> ModelOutput

  /// The events of a streamed call, the last of which is the whole output;
  /// nil for a model that does not stream.
  func events(streaming output: JSON) -> [JSON]?
}

extension SandboxModel {
  func events(streaming output: JSON) -> [JSON]? { nil }
}

/// What a model gave, and how much of it is billed.
struct ModelOutput: Sendable {
  let body: JSON
  /// In the units of the model's price; nil if nobody counts.
  let billableUnits: Double?
}
