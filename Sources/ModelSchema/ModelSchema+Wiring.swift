import JSON

extension ModelSchema {
  /// Decides where piped and positional media and text go. Of each kind the
  /// required inputs are filled, in the schema's order; if none is required,
  /// the first by the usual names.
  /// - Parameter given: the parameters that are given by name.
  /// - Throws: `WiringFailure` if anything is left over.
  package func wire(_ offers: [Offer], hasText: Bool, given: Set<String>) throws(WiringFailure) -> Wiring {
    var connections: [Connection] = []
    for kind in MediaKind.allCases {
      let indices = offers.indices.filter { offers[$0].kind == kind }
      if !indices.isEmpty { connections += try connect(indices, kind, given: given) }
    }
    return Wiring(connections: connections, text: hasText ? try textPlace(given: given) : nil)
  }

  private func textPlace(given: Set<String>) throws(WiringFailure) -> String {
    guard let text = mainText else { throw .noText }
    guard !given.contains(text.name) else { throw .textTwice(parameter: text.name) }
    return text.name
  }

  private func connect(_ offers: [Int], _ kind: MediaKind, given: Set<String>) throws(WiringFailure) -> [Connection] {
    let places = places(for: kind, count: offers.count, given: given)
    guard !places.isEmpty else { throw absence(of: kind, given: given) }
    var rest = offers[...]
    var connections: [Connection] = []
    for place in places where !rest.isEmpty {
      let taken = rest.prefix(place.capacity)
      rest = rest.dropFirst(taken.count)
      connections.append(
        Connection(parameter: place.name, offers: Array(taken), isList: place.media?.isList ?? false))
    }
    guard rest.isEmpty else {
      throw .tooMany(
        kind: kind, count: offers.count, parameters: places.map(\.name), capacity: offers.count - rest.count)
    }
    return connections
  }

  private func absence(of kind: MediaKind, given: Set<String>) -> WiringFailure {
    let others = places(for: kind, count: 1, given: []).map(\.name)
    if !others.isEmpty { return .alreadyGiven(kind: kind, parameters: others) }
    let takes = MediaKind.allCases.filter { !places(for: $0, count: 1, given: []).isEmpty }
    let named = inputs(of: kind).map(\.name)
    return .noPlace(kind: kind, takes: takes, named: named.isEmpty ? innerInputs(of: kind) : named)
  }

  /// The places of files inside of records, which nothing goes to by itself:
  /// `elements[0].frontal_image_url`.
  private func innerInputs(of kind: MediaKind) -> [String] {
    parameters.filter { $0.media == nil && !$0.isDeprecated }.flatMap { parameter in
      parameter.type.innerRecords.flatMap { step, record in
        record.fields.filter { $0.media?.kind == kind }.map { field in
          let path = JSONPath([.key(parameter.name)] + step + [.key(field.name)])
          return (field.media?.isList == true ? path.appending(.index(0)) : path).description
        }
      }
    }
  }

  private func inputs(of kind: MediaKind) -> [Parameter] { parameters.filter { $0.media?.kind == kind } }

  /// The inputs that files of a kind go to by themselves.
  func places(for kind: MediaKind, count: Int, given: Set<String>) -> [Parameter] {
    let free = inputs(of: kind).filter { !given.contains($0.name) }
    let required = free.filter(\.isRequired)
    if !required.isEmpty { return required.leadingWithSubject }
    let usual = kind.usualInputNames.compactMap { name in free.first { $0.name == name } }
    if let place = usual.first(where: { $0.capacity >= count }) ?? usual.first { return [place] }
    let subjects = free.filter { !$0.isCompanion }
    return subjects.count == 1 ? subjects : []
  }
}

extension ValueType {
  /// The records it holds, and the steps that lead to each.
  fileprivate var innerRecords: [([JSONPath.Step], RecordType)] {
    branches.flatMap { branch -> [([JSONPath.Step], RecordType)] in
      switch branch {
      case .record(let record): [([], record)]
      case .list(let element, _): element.innerRecords.map { ([.index(0)] + $0, $1) }
      default: []
      }
    }
  }
}

extension [Parameter] {
  /// A mask or a control picture goes with a subject, and is given after it
  /// even where a schema lists it first.
  fileprivate var leadingWithSubject: [Parameter] {
    guard let first, first.isCompanion, let subject = firstIndex(where: { !$0.isCompanion }) else { return self }
    return [self[subject]] + self[..<subject] + self[(subject + 1)...]
  }
}

extension Parameter {
  fileprivate var capacity: Int {
    for case .list(_, let count) in type.branches { return count.upperBound }
    return 1
  }

  private static let companionWords: Set<Substring> = [
    "mask", "masks", "control", "end", "last", "tail", "background", "texture", "style",
  ]

  /// Whether it accompanies another file, and so is filled only if required.
  fileprivate var isCompanion: Bool { !Self.companionWords.isDisjoint(with: name.nameWords) }
}

extension MediaKind {
  /// What inputs of this kind are usually called, the likeliest first.
  fileprivate var usualInputNames: [String] {
    switch self {
    case .image:
      [
        "image_url", "image_urls", "input_image_url", "input_image_urls", "start_image_url", "first_frame_url",
        "first_frame_image_url", "first_image_url", "source_image_url", "front_image_url", "reference_image_urls",
        "reference_image_url", "ref_image_urls", "ref_image_url",
      ]
    case .video:
      ["video_url", "video_urls", "input_video_url", "source_video_url", "reference_video_url", "reference_video_urls"]
    case .audio:
      [
        "audio_url", "audio_urls", "source_audio_url", "audio_url_person1", "first_audio_url", "reference_audio_url",
        "ref_audio_url",
      ]
    case .mesh: ["model_url", "mesh_url", "model_file_url", "input_file_url"]
    case .archive: ["training_data_url", "images_data_url", "image_data_url"]
    case .other: []
    }
  }
}
