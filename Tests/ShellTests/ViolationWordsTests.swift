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

  @Test func `every kind of violation is said in its words, at every depth`() {
    var counts: [String: Int] = [:]
    var depths: [Int: Int] = [:]
    for schema in Self.schemas {
      for parameter in schema.parameters {
        for mutation in parameter.mutations {
          let path = JSONPath(mutation.path)
          let violations = parameter.violations(of: mutation.value, at: JSONPath(key: parameter.name))
          let words = violations.first { $0.path == path }?.diagnostic(for: schema).message ?? "nothing"
          let expected = mutation.words.replacing("PATH", with: path.description)
            .replacing("MODEL", with: schema.endpointID)
            .replacing("PARENT", with: JSONPath(mutation.path.dropLast()).description)
          #expect(words.hasPrefix(expected), "\(schema.endpointID) \(path) = \(mutation.value.text): \(words)")
          counts[mutation.kind, default: 0] += 1
          depths[mutation.path.count, default: 0] += 1
        }
      }
    }
    let kinds = [
      "wrong type", "no choice", "too small", "too large", "no multiple", "too short", "too long", "too few",
      "too many", "missing", "unknown",
    ]
    #expect(Set(counts.keys) == Set(kinds))
    #expect(counts.values.reduce(0, +) > 25_000)
    // A parameter, a field, an element's field, and deeper.
    #expect((1...5).allSatisfy { (depths[$0] ?? 0) > 0 }, "\(depths)")
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
