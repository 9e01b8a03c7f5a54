import JSON
import ModelSchema
import Testing

/// What no real document shows, or one that is not under our eyes yet.
@Suite struct OddDocumentTests {
  @Test(arguments: [JSON.null, [:], "text", ["paths": []]])
  func `what is no document is refused`(_ value: JSON) {
    #expect(throws: SchemaError.notADocument) { try ModelSchema(document: value) }
  }

  @Test func `a document without an operation is refused`() {
    #expect(throws: SchemaError.noOperation) { try ModelSchema(document: ["paths": ["/a/b": ["get": [:]]]]) }
  }

  @Test func `references that circle end`() throws {
    let components: JSON = [
      "A": ["type": "object", "properties": ["next": ["$ref": "#/components/schemas/A"]]],
      "B": ["$ref": "#/components/schemas/C"], "C": ["$ref": "#/components/schemas/B"],
    ]
    let a = try ModelSchema(document: document(input: ["$ref": "#/components/schemas/A"], components: components))
    #expect(a.violations(of: ["next": ["next": ["next": [:]]]]).isEmpty)
    #expect(a.violations(of: ["next": ["next": 5]]).map(\.path.description) == ["next.next"])
    let b = try ModelSchema(document: document(input: ["$ref": "#/components/schemas/B"], components: components))
    #expect(b.input == nil)
  }

  @Test(.timeLimit(.minutes(5)))
  func `references that circle in many places end soon`() throws {
    var record: JSON = ["type": "object", "properties": [:]]
    for index in 0..<20 {
      record.set(["$ref": "#/components/schemas/A"], at: path("properties.x\(index)"))
    }
    let model = try ModelSchema(
      document: document(input: ["$ref": "#/components/schemas/A"], components: ["A": record]))
    #expect(model.parameters.count == 20)
  }

  @Test func `a reference keeps its siblings`() throws {
    let components: JSON = ["Size": ["type": "integer", "minimum": 1, "default": 3, "description": "of it"]]
    let model = try ModelSchema(
      document: document(
        input: [
          "properties": ["x": ["$ref": "#/components/schemas/Size", "default": 5, "description": "of  \n this"]]
        ],
        components: components))
    let parameter = try #require(model.parameter(named: "x"))
    #expect(parameter.defaultValue == 5)
    #expect(parameter.summary == "of this")
    #expect(parameter.typeSummary == "integer of at least 1")
  }

  @Test(
    arguments: [
      (["enum": []], "anything"), (["type": "array"], "list of anything"),
      (["type": ["string", "null"]], "text"), (["type": 5], "anything"),
      (["anyOf": []], "anything"), (["type": "integer", "minimum": "one"], "integer"), (true, "anything"),
      (["type": "array", "minItems": 3, "maxItems": 1, "items": ["type": "string"]], "list of text, 3 of them"),
      (["type": "object"], "record of anything"), (["const": .null], "always null"),
      (["$ref": "#/nowhere"], "anything"),
      (["type": "string", "pattern": "("], "text"), (["enum": ["a b", "", "c"]], "one of \"a b\" \"\" c"),
    ] as [(JSON, String)])
  func `what makes no sense takes what it can`(_ schema: JSON, _ summary: String) throws {
    let parameter = try parameter(of: schema)
    #expect(parameter.typeSummary == summary)
    _ = parameter.type.violations(of: "(")
  }

  @Test func `random schemas and values never crash`() throws {
    var random = Generator(seed: 7)
    for _ in 0..<3000 {
      let model = try ModelSchema(document: document(input: random.schema(3), output: random.schema(3)))
      for _ in 0..<4 {
        let value = random.value(3)
        _ = model.violations(of: value).map(\.platformDetail)
        _ = model.unknownNames(in: value)
        _ = model.output.media(in: value)
        _ = model.output.text(in: value)
        for parameter in model.parameters {
          _ = parameter.typeSummary
          if let coerced = try? parameter.coerced(value) {
            #expect(parameter.violations(of: coerced.value, at: JSONPath()).isEmpty)
          }
          if let coerced = try? parameter.coerced(word: value.string ?? value.text) {
            #expect(parameter.violations(of: coerced.value, at: JSONPath()).isEmpty)
          }
        }
      }
    }
  }
}

/// Schemas and values by chance, the same for the same seed (xorshift).
private struct Generator {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func pick(_ count: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(count))
  }

  mutating func schema(_ depth: Int) -> JSON {
    var schema: JSON = [:]
    for _ in 0...pick(4) {
      let (key, value) = keyword(depth)
      schema.set(value, at: JSONPath(key: key))
    }
    if depth == 3 || (depth > 0 && pick(3) == 0) {
      schema.set(members(depth) { $0.schema(depth - 1) }, at: JSONPath(key: "properties"))
    }
    return schema
  }

  private mutating func keyword(_ depth: Int) -> (String, JSON) {
    let keys = ["type", "enum", "const", "anyOf", "items", "minimum", "maximum", "multipleOf", "maxLength", "minItems"]
    switch keys[pick(keys.count)] {
    case "type": return ("type", .string(["string", "integer", "number", "boolean", "array", "object"][pick(6)]))
    case "anyOf" where depth > 0: return ("anyOf", [schema(depth - 1), ["type": "null"], schema(depth - 1)])
    case "items" where depth > 0: return ("items", schema(depth - 1))
    case "enum": return ("enum", [value(1), value(0), value(0)])
    case let key: return (key, value(0))
    }
  }

  private mutating func members(_ depth: Int, _ make: (inout Generator) -> JSON) -> JSON {
    let names = ["prompt", "image_url", "image_urls", "width", "url", "text", "mask_url"]
    var record: JSON = [:]
    for _ in 0...pick(4) { record.set(make(&self), at: JSONPath(key: names[pick(names.count)])) }
    return record
  }

  mutating func value(_ depth: Int) -> JSON {
    switch pick(depth > 0 ? 9 : 6) {
    case 0: return .null
    case 1: return .bool(pick(2) == 0)
    case 2: return JSON(pick(9) - 4)
    case 3: return JSON(Double(pick(100)) / 8)
    case 4: return .string(["", "a", "5", "8s", "https://e.org/a.png", "1024x768", "null", "[1]"][pick(8)])
    case 5: return .number(JSONNumber("9223372036854775808") ?? JSONNumber(0))
    case 6: return .array((0..<pick(4)).map { _ in value(depth - 1) })
    default: return members(depth) { $0.value(depth - 1) }
    }
  }
}
