import FalProtocol
import JSON
import Language
import ModelSchema

/// What a model gave: its JSON, unchanged, with helpers beside it.
struct ModelResult: Handle {
  /// How the result came about.
  struct Origin: Sendable {
    var endpoint: EndpointID
    var input: JSON
    var requestID: String
    /// The number of the job in its session.
    var jobNumber: Int
    /// From the request's leaving to the result's arrival.
    var elapsed: Duration
    /// As far as the platform said.
    var inferenceSeconds: Double?
    var billableUnits: String?
    /// By the price list and the billed units; nil if that is not known.
    var cost: Money?
    var parents: [String]
    /// How long the job waited for a runner, as far as it was seen.
    var queuedSeconds: Double? = nil
    /// The number of the session that ran the job; nil without a journal.
    var session: Int? = nil
    /// The model was not run: the output stands in for what it would give.
    var isStandIn = false
  }

  let output: JSON
  let origin: Origin
  /// All media of the output, the primary ones first.
  var media: [Media]
  let text: String?

  init(output: JSON, origin: Origin, schema: ModelSchema?) {
    self.output = output
    self.origin = origin
    media = schema?.output.media(in: output) ?? Media.all(in: output)
    text = OpenAIEndpoint.text(in: output) ?? schema?.output.text(in: output) ?? OutputShape.text(in: output)
  }

  var kindName: String { "result" }
  var json: JSON { output }
  var primaryMedia: [Media] { media.filter(\.isPrimary) }
  static let helperNames = ["url", "urls", "text", "files", "meta"]
  var helperNames: [String] { Self.helperNames.filter { helper($0) != nil } }

  /// The seed that was sent, or the one the model chose.
  var seed: JSON? { output["seed"] ?? origin.input["seed"] }

  func helper(_ name: String) -> Value? {
    switch name {
    case "url": primaryMedia.first.map { .data(.string($0.url)) }
    case "urls": .data(.array(primaryMedia.map { .string($0.url) }))
    case "text": text.map { .data(.string($0)) }
    case "files": .data(.array(media.map { output[$0.path] ?? .string($0.url) }))
    case "meta": .data(meta)
    default: nil
    }
  }

  private var meta: JSON {
    [
      "model": .string(origin.endpoint.description),
      "input": origin.input,
      "request_id": .string(origin.requestID),
      "seconds": JSON(rounded(origin.elapsed.seconds)),
      "inference_seconds": origin.inferenceSeconds.map { JSON(rounded($0)) } ?? .null,
      "billable_units": origin.billableUnits.map { JSON(word: $0) } ?? .null,
      "cost": origin.cost?.json ?? .null,
      "queued": origin.queuedSeconds.map { JSON(rounded($0)) } ?? .null,
      "seed": seed ?? .null,
      "session": origin.session.map { JSON($0) } ?? .null,
      "parents": .array(origin.parents.map(JSON.string)),
    ]
  }

  private func rounded(_ seconds: Double) -> Double { (seconds * 1000).rounded() / 1000 }
}

extension Duration {
  /// As a fractional number of seconds.
  package var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
