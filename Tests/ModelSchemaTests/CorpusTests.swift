import JSON
import ModelSchema
import Testing

@Suite(.enabled(if: Corpus.isHere, "shared/data is not here"))
struct CorpusTests {
  @Test func `every document decodes, under its own id`() {
    #expect(Corpus.all.entries.count == 1405)
    #expect(Corpus.all.schemas.map(\.endpointID) == Corpus.all.entries.map(\.endpointID))
  }

  @Test func `four inputs are free-form`() {
    #expect(
      Set(Corpus.all.schemas.filter { $0.input == nil }.map(\.endpointID)) == [
        "openrouter/router/openai/v1/chat/completions", "openrouter/router/openai/v1/responses",
        "openrouter/router/openai/v1/embeddings", "perceptron/isaac-01/openai/v1/chat/completions",
      ])
  }

  @Test func `the counts are the survey's`() {
    let parameters = Corpus.all.schemas.flatMap(\.parameters)
    #expect(parameters.count == 13_029)
    #expect(Set(parameters.map(\.name)).count == 1_287)
    #expect(parameters.count { $0.type == .boolean && !$0.isNullable } == 2_296)
    #expect(parameters.count { $0.name == "image_url" && $0.media?.kind == .image && !$0.isListOfMedia } == 520)
    #expect(parameters.count { $0.name == "image_url" && $0.isRequired } == 464)
    #expect(parameters.count { $0.name == "image_urls" && $0.isListOfMedia } == 122)
    #expect(parameters.count { $0.name == "prompt" && $0.isRequired } == 841)
    #expect(parameters.count(where: \.isDeprecated) == 12)
    #expect(Corpus.all.schemas.count { schema in schema.output.fields.contains { $0.media != nil } } == 1_323)
  }

  @Test func `the order is the platform's`() {
    var ordered = 0
    for (entry, schema) in zip(Corpus.all.entries, Corpus.all.schemas) {
      let body = entry.document["paths"]?["/" + entry.endpointID]?["post"]?["requestBody"]
      let reference = body?["content"]?["application/json"]?["schema"]?["$ref"]?.string?.split(separator: "/").last
      let component = reference.flatMap { entry.document["components"]?["schemas"]?[String($0)] }
      guard let order = component?["x-fal-order-properties"] else { continue }
      #expect(order == .array(schema.parameters.map { .string($0.name) }))
      ordered += 1
    }
    #expect(ordered == 1_378)
  }

  /// Where examples or defaults of the platform break its own rules.
  static let contradictions: Set<String> = [
    // Defaults that are numbers where the enum has texts.
    "fal-ai/hunyuan-video num_frames: 129", "fal-ai/hunyuan-video-lora num_frames: 129",
    "fal-ai/hunyuan-video-image-to-video num_frames: 129", "fal-ai/hunyuan-video/video-to-video num_frames: 129",
    "fal-ai/hunyuan-video-lora/video-to-video num_frames: 129", "fal-ai/fast-lightning-sdxl num_inference_steps: 4",
    // An example that is not in its own enum any more.
    "fal-ai/heygen/avatar4/image-to-video voice: \"Melissa\"",
    // A file's record for a text.
    "argil/avatars/audio-to-video audio_url: "
      + "{\"url\":\"https://argildotai.s3.us-east-1.amazonaws.com/fal-resource/example_fal.mp3\"}",
  ]

  @Test func `requests made of examples and defaults are valid`() {
    var found: Set<String> = []
    for schema in Corpus.all.schemas {
      for violation in schema.violations(of: schema.sample()) {
        found.insert("\(schema.endpointID) \(violation.path): \(violation.actual?.text ?? "-")")
      }
    }
    #expect(found == Self.contradictions)
  }

  @Test func `a request without a required parameter is refused`() {
    for schema in Corpus.all.schemas {
      for parameter in schema.parameters where parameter.isRequired && parameter.defaultValue == nil {
        let violation = Violation(.missing, at: JSONPath(key: parameter.name))
        #expect(schema.violations(of: schema.sample(without: parameter.name)).contains(violation))
      }
    }
  }

  @Test func `a value of the wrong type, or out of bounds, is refused`() {
    for schema in Corpus.all.schemas {
      for parameter in schema.parameters {
        for wrong in parameter.type.wrongValues {
          var input = schema.sample()
          input.set(wrong, at: JSONPath(key: parameter.name))
          #expect(
            schema.violations(of: input).contains { $0.path.steps.first == .key(parameter.name) },
            "\(schema.endpointID) \(parameter.name) = \(wrong.text)")
        }
      }
    }
  }

  @Test func `defaults typed as words become themselves`() {
    var different: Set<String> = []
    for schema in Corpus.all.schemas {
      for parameter in schema.parameters {
        guard let value = parameter.defaultValue, !value.isNull, value.array == nil, value.object == nil,
          parameter.violations(of: value, at: JSONPath()).isEmpty
        else { continue }
        let coercion = try? parameter.coerced(word: value.string ?? value.text)
        if coercion?.value != value, coercion?.value.double != value.double || value.double == nil {
          different.insert("\(schema.endpointID) \(parameter.name)")
        }
      }
    }
    #expect(different.isEmpty)
  }
}

extension Parameter {
  var isListOfMedia: Bool { media?.isList ?? false }
}

extension ModelSchema {
  /// A request of every example and default that the document gives, and of
  /// made-up values for what is required besides.
  func sample(without name: String? = nil) -> JSON {
    var input: JSON = [:]
    for parameter in parameters where parameter.name != name {
      guard let value = parameter.sample ?? parameter.requiredValue else { continue }
      input.set(value, at: JSONPath(key: parameter.name))
    }
    return input
  }
}

extension Parameter {
  fileprivate var sample: JSON? {
    if let first = examples.first {
      let isList = type.branches.contains { if case .list = $0 { true } else { false } }
      // Seven times the list itself stands for the list of its examples.
      if isList, first.array == nil, !first.isNull, !type.violations(of: first).isEmpty { return .array(examples) }
      if !first.isNull || isNullable { return first }
    }
    guard let defaultValue, !defaultValue.isNull || isNullable else { return nil }
    return defaultValue
  }

  fileprivate var requiredValue: JSON? {
    guard isRequired else { return nil }
    return type.minimalValue
  }
}

extension ValueType {
  fileprivate var minimalValue: JSON {
    switch self {
    case .text(let limits): .string(String(repeating: "a", count: max(1, limits.minimumLength ?? 1)))
    case .integer(let bounds), .number(let bounds): .number(bounds.lower?.value ?? JSONNumber(1))
    case .boolean: true
    case .choice(let values, _): values.first ?? .null
    case .constant(let value): value
    case .list(let element, let count): .array(Array(repeating: element.minimalValue, count: max(1, count.lowerBound)))
    case .record(let record):
      record.fields.filter(\.isRequired).reduce(into: [:]) { value, field in
        value.set(field.type.minimalValue, at: JSONPath(key: field.name))
      }
    case .map: [:]
    case .union(let types): types.first?.minimalValue ?? .null
    case .anything: "a"
    }
  }

  /// Values that do not fit.
  fileprivate var wrongValues: [JSON] {
    switch self {
    case .text, .boolean: [[:], [true], 5]
    case .integer(let bounds), .number(let bounds): [[:], "five", true] + bounds.valuesOutside
    case .choice(_, isOpen: true): [[:], 5]
    case .choice, .constant: [[:], "no such choice"]
    case .list(let element, _):
      element == .anything ? [true] : [true, [:]]
    case .record(let record): record.isEmptyValid ? [true] : [true, [:]]
    case .map: [true, []]
    case .union: [[[[[]]]]]
    case .anything: []
    }
  }
}

extension RecordType {
  fileprivate var isEmptyValid: Bool { fields.allSatisfy { !$0.isRequired || $0.defaultValue != nil } }
}

extension Bounds {
  /// Far enough outside to be told apart in floating point.
  fileprivate var valuesOutside: [JSON] {
    [lower?.value.double.map { JSON($0 - abs($0) - 1) }, upper?.value.double.map { JSON($0 + abs($0) + 1) }]
      .compactMap { $0 }
  }
}
