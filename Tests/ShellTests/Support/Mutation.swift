import JSON
import ModelSchema

/// A value that breaks one rule somewhere inside, and what is said of it.
struct Mutation {
  let kind: String
  private(set) var value: JSON
  /// How the sentence begins: `PATH` is where the rule is broken, `PARENT` what
  /// that stands in, `MODEL` the model.
  let words: String
  /// From the parameter's name to there.
  private(set) var path: [JSONPath.Step] = []

  init(_ kind: String, _ value: JSON, _ words: String, at path: [JSONPath.Step] = []) {
    self.kind = kind
    self.value = value
    self.words = words
    self.path = path
  }

  /// The same inside of something.
  fileprivate func inside(_ step: JSONPath.Step, _ wrapped: (JSON) -> JSON) -> Mutation {
    Mutation(kind, wrapped(value), words, at: [step] + path)
  }

  fileprivate func inside(_ step: JSONPath.Step) -> Mutation { Mutation(kind, value, words, at: [step] + path) }
}

extension Parameter {
  /// With its name before their paths.
  var mutations: [Mutation] { type.mutations.map { $0.inside(.key(name)) } }
}

extension ValueType {
  fileprivate var mutations: [Mutation] {
    switch self {
    case .text(let limits): [Mutation("wrong type", [:], "PATH must be a text")] + limits.mutations
    case .integer(let bounds):
      ["five", 0.5].map { Mutation("wrong type", $0, "PATH must be a whole number") } + bounds.mutations
    case .number(let bounds): [Mutation("wrong type", "five", "PATH must be a number")] + bounds.mutations
    case .boolean: [Mutation("wrong type", "perhaps", "PATH must be true or false")]
    case .choice(let values, false):
      [Mutation("no choice", "no such choice", "PATH is one of \(values.first?.plain ?? "")")]
    case .constant(let value): [Mutation("no choice", "no such choice", "PATH is one of \(value.plain)")]
    case .list(_, let count):
      [Mutation("wrong type", true, "PATH must be a list")] + count.mutations + elementMutations
    case .record(let record) where !record.fields.isEmpty:
      [Mutation("wrong type", true, "PATH must be a")] + record.mutations
    case .map(let element):
      element.mutations.map { $0.inside(.key("any")) { ["any": $0] } }
    case .union(let types): Self.mutations(ofUnion: types)
    default: []
    }
  }

  /// What breaks a rule of an element.
  private var elementMutations: [Mutation] {
    guard case .list(let element, let count) = self, count.lowerBound <= 100 else { return [] }
    return element.mutations.map { mutation in
      mutation.inside(.index(0)) { .array(Array(repeating: $0, count: max(1, count.lowerBound))) }
    }
  }

  /// What is inside of the only record or list that a value may be: it can be
  /// meant for nothing else.
  private static func mutations(ofUnion types: [ValueType]) -> [Mutation] {
    let isOpen = types.contains { type in
      switch type {
      case .anything, .map: true
      default: false
      }
    }
    let records = types.filter { if case .record = $0 { true } else { false } }
    let lists = types.filter { if case .list = $0 { true } else { false } }
    guard !isOpen else { return [] }
    let inRecord = records.count == 1 ? records.flatMap(\.mutations).filter { !$0.path.isEmpty } : []
    return inRecord + (lists.count == 1 ? lists.flatMap(\.elementMutations) : [])
  }
}

extension RecordType {
  /// One rule of one field is broken, or the field is missing where it must
  /// be there; other fields are left out, and may be missing as well.
  fileprivate var mutations: [Mutation] {
    let broken = fields.flatMap { field in
      field.type.mutations.map { $0.inside(.key(field.name)) { .object([field.name: $0]) } }
    }
    let missing = fields.filter { $0.isRequired && $0.defaultValue == nil }.map { field in
      Mutation("missing", [:], "MODEL needs PATH", at: [.key(field.name)])
    }
    let unknown = Mutation(
      "unknown", ["no_such_field": 1], "PARENT has no parameter 'no_such_field'", at: [.key("no_such_field")])
    return broken + missing + (otherMembers == .forbidden ? [unknown] : [])
  }
}

extension ClosedRange<Int> {
  fileprivate var mutations: [Mutation] {
    var mutations: [Mutation] = []
    if lowerBound > 0 { mutations.append(Mutation("too few", [], "PATH takes at least \(lowerBound)")) }
    if upperBound < 1000 {
      let value = JSON.array(Array(repeating: "a", count: upperBound + 1))
      mutations.append(Mutation("too many", value, "PATH takes at most \(upperBound)"))
    }
    return mutations
  }
}

extension TextLimits {
  fileprivate var mutations: [Mutation] {
    var mutations: [Mutation] = []
    if let minimumLength, minimumLength > 0 {
      mutations.append(Mutation("too short", "", "PATH must have at least \(minimumLength) characters, but has 0"))
    }
    if let maximumLength, maximumLength < 100_000 {
      let text = String(repeating: "a", count: maximumLength + 1)
      mutations.append(
        Mutation(
          "too long", .string(text), "PATH must have at most \(maximumLength) characters, but has \(text.count)"))
    }
    return mutations
  }
}

extension Bounds {
  fileprivate var mutations: [Mutation] {
    var mutations: [Mutation] = []
    if let lower, let value = lower.value.int, value > -(1 << 50) {
      let word = lower.isExclusive ? "more than" : "at least"
      let words = "PATH must be \(word) \(lower.value.text), but is \(value - 1)"
      mutations.append(Mutation("too small", JSON(value - 1), words))
    }
    if let upper, let value = upper.value.int, value < 1 << 50 {
      let word = upper.isExclusive ? "less than" : "at most"
      let words = "PATH must be \(word) \(upper.value.text), but is \(value + 1)"
      mutations.append(Mutation("too large", JSON(value + 1), words))
    }
    if let step = multipleOf?.int, step > 1, let start = lower?.value.int, let end = upper?.value.int {
      let odd = start / step * step + step + 1
      if odd <= end {
        mutations.append(Mutation("no multiple", JSON(odd), "PATH must be a multiple of \(step), but is"))
      }
    }
    return mutations
  }
}

extension JSON {
  fileprivate var plain: String { string ?? text }
}
