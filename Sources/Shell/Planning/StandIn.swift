import FalProtocol
import JSON
import ModelSchema

extension ModelResult {
  /// A result as a model's document promises it: as many pictures as were
  /// asked for, numbers that are none, texts that say so.
  init(standingInFor draft: Draft) {
    let count = draft.input["num_images"]?.int ?? 1
    let fields = draft.model.schema?.output.fields ?? []
    var output: JSONObject = [:]
    for field in fields {
      let standIn = StandIn(count: min(max(count, 1), 100), ending: field.media?.usualEnding ?? "bin")
      output[field.name] = standIn.value(of: field.type, named: field.name)
    }
    if let seed = draft.input["seed"] { output["seed"] = seed }
    var origin = Origin(
      endpoint: draft.model.endpoint, input: draft.input, requestID: "", jobNumber: 0, elapsed: .zero,
      inferenceSeconds: nil, billableUnits: nil, cost: nil, parents: [])
    origin.isStandIn = true
    self.init(output: .object(output), origin: origin, schema: draft.model.schema)
  }
}

/// A value of some type that stands for one that is not there yet.
private struct StandIn {
  /// How many items a list of files has.
  let count: Int
  /// Of the name of a file.
  let ending: String

  func value(of type: ValueType, named name: String, depth: Int = 0) -> JSON {
    guard depth < 8, let type = type.branches.first(where: { $0 != .constant(.null) }) else { return .null }
    switch type {
    case .text: return .string(name == "url" || name.hasSuffix("_url") ? url : PlanBook.standIn)
    case .integer, .number: return 1
    case .boolean: return false
    case .choice(let values, _): return values.first ?? .null
    case .constant(let value): return value
    case .list(let element, _):
      let item = value(of: element, named: name, depth: depth + 1)
      return .array(Array(repeating: item, count: item["url"] == nil ? 1 : count))
    case .record(let record):
      return .object(
        JSONObject(
          record.fields.map { field in
            (field.name, value(of: field.type, named: field.name, depth: depth + 1))
          }
        ) { $1 })
    case .map, .union, .anything: return .null
    }
  }

  /// Of a file that is nowhere.
  private var url: String { "https://plan.invalid/file.\(ending)" }
}

extension MediaKind {
  /// What the name of such a file ends in most of the time.
  fileprivate var usualEnding: String {
    switch self {
    case .image: "png"
    case .video: "mp4"
    case .audio: "mp3"
    case .mesh: "glb"
    case .archive: "zip"
    case .other: "bin"
    }
  }
}
