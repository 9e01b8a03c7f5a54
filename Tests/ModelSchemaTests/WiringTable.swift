import ModelSchema

/// What becomes of everything that can be piped, for every shape of input
/// that occurs: a page to be read, and compared with the one that is kept.
struct WiringTable {
  /// What a result or some files offer to the next model.
  struct Load: Sendable {
    let name: String
    var kinds: [MediaKind] = []
    var hasText = false
  }

  static let loads = [
    Load(name: "image", kinds: [.image]), Load(name: "2 images", kinds: [.image, .image]),
    Load(name: "4 images", kinds: Array(repeating: .image, count: 4)), Load(name: "video", kinds: [.video]),
    Load(name: "audio", kinds: [.audio]), Load(name: "image + audio", kinds: [.image, .audio]),
    Load(name: "image + video", kinds: [.image, .video]), Load(name: "video + audio", kinds: [.video, .audio]),
    Load(name: "video + file", kinds: [.video, .other]), Load(name: "mesh", kinds: [.mesh]),
    Load(name: "archive", kinds: [.archive]), Load(name: "file", kinds: [.other]), Load(name: "text", hasText: true),
    Load(name: "image + text", kinds: [.image], hasText: true),
  ]

  let schemas: [ModelSchema]

  /// One block a shape: how many models have it and the first of them, what
  /// goes in, and a line for each load that finds a place or is refused for
  /// another reason than that there is none.
  var lines: [String] {
    let groups = Dictionary(grouping: schemas) { Self.shape(of: $0) }
    let order = groups.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
    return order.flatMap { shape, schemas -> [String] in
      guard let first = schemas.first else { return [] }
      let count = schemas.count == 1 ? first.endpointID : "\(schemas.count) models, as \(first.endpointID)"
      return ["", shape, "  (\(count))"] + Self.loads.compactMap { line(for: $0, into: first) }
    }
  }

  /// `image_url* audio_url mask_url | prompt`: the files and the main text.
  static func shape(of schema: ModelSchema) -> String {
    guard schema.input != nil else { return "anything" }
    let files = schema.parameters.compactMap { parameter -> String? in
      guard let media = parameter.media else { return nil }
      let kind = media.kind == .other ? "file" : media.kind.rawValue
      return "\(parameter.name)\(parameter.isRequired ? "*" : "") (\(kind)\(media.isList ? "s" : ""))"
    }
    let text = schema.mainText.map { "\($0.name)\($0.isRequired ? "*" : "") (text)" } ?? "no text"
    return (files + [text]).joined(separator: ", ")
  }

  private func line(for load: Load, into schema: ModelSchema) -> String? {
    let offers = load.kinds.enumerated().map { Offer(kind: $1, label: "\($1.rawValue)\($0)") }
    do {
      let wiring = try schema.wire(offers, hasText: load.hasText, given: [])
      let places = wiring.connections.map { connection in
        connection.offers.map { offers[$0].label }.joined(separator: " ") + " → " + connection.parameter
      }
      let text = wiring.text.map { ["text → \($0)"] } ?? []
      return "  \(load.name): " + (places + text).joined(separator: ", ")
    } catch {
      return words(for: error).map { "  \(load.name): refused, \($0)" }
    }
  }

  /// Nil where there is simply no such input.
  private func words(for failure: WiringFailure) -> String? {
    switch failure {
    case .tooMany(_, let count, let parameters, let capacity):
      "\(count) where \(parameters.joined(separator: " and ")) take \(capacity)"
    case .noPlace(let kind, _, let named):
      named.isEmpty ? nil : "\(kind.rawValue) goes by name: \(named.joined(separator: " "))"
    case .noText: nil
    case .alreadyGiven, .textTwice: "given twice"
    }
  }
}
