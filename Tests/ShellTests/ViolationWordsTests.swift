import Diagnostics
import JSON
import ModelCatalogue
import ModelSchema
import Testing

@testable import Shell

/// Over every document of the catalogue: a value that breaks its parameter's
/// rules is refused in words that say which rule, and what to do.
@Suite struct ViolationWordsTests {
  private static let schemas = ModelCatalogue.shipped.entries.compactMap { facts in
    ModelCatalogue.shipped.document(facts.id).flatMap { try? ModelSchema(document: $0) }
  }

  @Test func `every kind of violation is said in its words`() {
    var counts: [String: Int] = [:]
    for schema in Self.schemas {
      for parameter in schema.parameters {
        for mutation in parameter.type.mutations {
          let path = JSONPath(key: parameter.name)
          let violations = parameter.violations(of: mutation.value, at: path)
          let words = violations.first.map { $0.diagnostic(for: schema).message } ?? "nothing"
          let isRight = words.hasPrefix("\(violations.first?.path.description ?? "") \(mutation.words)")
          #expect(isRight, "\(schema.endpointID) \(parameter.name) = \(mutation.value.text): \(words)")
          counts[mutation.kind, default: 0] += 1
        }
      }
    }
    let kinds = [
      "wrong type", "no choice", "too small", "too large", "no multiple", "too short", "too long", "too few",
      "too many", "inner",
    ]
    #expect(Set(counts.keys) == Set(kinds))
    #expect(counts.values.reduce(0, +) > 20_000)
  }

  @Test func `what is missing is named, with its kind`() {
    var count = 0
    for schema in Self.schemas {
      let missing = schema.violations(of: [:])
      let required = schema.parameters.filter { $0.isRequired && $0.defaultValue == nil }.map(\.name)
      #expect(missing.map(\.path.description) == required)
      for violation in missing {
        let words = violation.diagnostic(for: schema)
        #expect(words.message.hasPrefix("\(schema.endpointID) needs \(violation.path)"))
        #expect(words.help?.isEmpty == false)
        count += 1
      }
    }
    #expect(count > 2_000)
  }

  @Test func `a name that is one letter off is corrected`() {
    for schema in Self.schemas {
      for name in schema.parameters.map(\.name).filter({ $0.count > 5 }).prefix(2) {
        let typed = String(name.dropLast()) + "_"
        guard schema.parameter(named: typed) == nil else { continue }
        let violations = schema.unknownNames(in: .object([typed: 1]))
        guard let violation = violations.first else { continue }
        let words = violation.diagnostic(for: schema)
        #expect(words.message == "\(schema.endpointID) has no parameter '\(typed)'")
        #expect(words.help?.hasPrefix("did you mean") == true, "\(schema.endpointID) \(typed)")
      }
    }
  }
}

/// A value that breaks one rule, and how the sentence about it goes on.
private struct Mutation {
  let kind: String
  let value: JSON
  let words: String

  init(_ kind: String, _ value: JSON, _ words: String) {
    self.kind = kind
    self.value = value
    self.words = words
  }
}

extension ValueType {
  fileprivate var mutations: [Mutation] {
    switch self {
    case .text(let limits): [Mutation("wrong type", [:], "must be a text")] + limits.mutations
    case .integer(let bounds):
      [Mutation("wrong type", "five", "must be a whole number"), Mutation("wrong type", 0.5, "must be a whole number")]
        + bounds.mutations
    case .number(let bounds): [Mutation("wrong type", "five", "must be a number")] + bounds.mutations
    case .boolean: [Mutation("wrong type", "perhaps", "must be true or false")]
    case .choice(let values, false): [Mutation("no choice", "no such choice", "is one of \(values.first?.plain ?? "")")]
    case .constant(let value): [Mutation("no choice", "no such choice", "is one of \(value.plain)")]
    case .list(let element, let count): listMutations(element, count)
    case .record(let record) where !record.fields.isEmpty: [Mutation("wrong type", true, "must be a")]
    default: []
    }
  }

  private func listMutations(_ element: ValueType, _ count: ClosedRange<Int>) -> [Mutation] {
    var mutations = [Mutation("wrong type", true, "must be a list")]
    if count.lowerBound > 0 { mutations.append(Mutation("too few", [], "takes at least \(count.lowerBound)")) }
    if count.upperBound < 1000 {
      let value = JSON.array(Array(repeating: "a", count: count.upperBound + 1))
      mutations.append(Mutation("too many", value, "takes at most \(count.upperBound)"))
    }
    if count.lowerBound <= 1, let inner = element.mutations.first {
      mutations.append(Mutation("inner", .array([inner.value]), inner.words))
    }
    return mutations
  }
}

extension TextLimits {
  fileprivate var mutations: [Mutation] {
    var mutations: [Mutation] = []
    if let minimumLength, minimumLength > 0 {
      mutations.append(Mutation("too short", "", "must have at least \(minimumLength) characters, but has 0"))
    }
    if let maximumLength, maximumLength < 100_000 {
      let text = String(repeating: "a", count: maximumLength + 1)
      mutations.append(
        Mutation("too long", .string(text), "must have at most \(maximumLength) characters, but has \(text.count)"))
    }
    return mutations
  }
}

extension Bounds {
  fileprivate var mutations: [Mutation] {
    var mutations: [Mutation] = []
    if let lower, let value = lower.value.int, value > -(1 << 50) {
      let word = lower.isExclusive ? "more than" : "at least"
      let words = "must be \(word) \(lower.value.text), but is \(value - 1)"
      mutations.append(Mutation("too small", JSON(value - 1), words))
    }
    if let upper, let value = upper.value.int, value < 1 << 50 {
      let word = upper.isExclusive ? "less than" : "at most"
      let words = "must be \(word) \(upper.value.text), but is \(value + 1)"
      mutations.append(Mutation("too large", JSON(value + 1), words))
    }
    if let step = multipleOf?.int, step > 1, let start = lower?.value.int, let end = upper?.value.int {
      let odd = start / step * step + step + 1
      if odd <= end { mutations.append(Mutation("no multiple", JSON(odd), "must be a multiple of \(step), but is")) }
    }
    return mutations
  }
}

extension JSON {
  fileprivate var plain: String { string ?? text }
}
