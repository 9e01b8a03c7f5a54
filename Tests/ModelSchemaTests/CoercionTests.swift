import JSON
import ModelSchema
import Testing

@Suite struct CoercionTests {
  @Test func `a unit that is added, and a case that is changed, are told`() throws {
    let duration = try parameter(of: ["type": "string", "enum": ["4s", "8s", "8x8"]])
    #expect(try duration.coerced(word: "8s").notes.isEmpty)
    let coerced = try duration.coerced(word: "8")
    #expect(coerced.value == "8s")
    #expect(coerced.notes == [CoercionNote(path: JSONPath(), given: "8", taken: "8s")])
    #expect(try duration.coerced(8).notes == [CoercionNote(path: JSONPath(), given: 8, taken: "8s")])
    let resolution = try parameter(of: ["type": "string", "enum": ["512P", "768P"]])
    #expect(try resolution.coerced(word: "768p").value == "768P")
  }

  @Test func `two units are no guess`() throws {
    let duration = try parameter(of: ["type": "string", "enum": ["4s", "4m"]])
    #expect(throws: Violation(.notOneOf(["4s", "4m"]), actual: "4")) { try duration.coerced(word: "4") }
  }

  @Test(
    arguments: [
      (5, ["type": "string", "enum": ["5"]], "5"), (5.0, ["type": "string", "enum": ["5"]], "5"),
      ("5", ["type": "integer"], 5), ("5.0", ["type": "integer"], 5), ("+5", ["type": "integer"], 5),
      ("007", ["type": "integer"], 7), (".5", ["type": "number"], 0.5), (5, ["type": "string"], "5"),
      (true, ["type": "string"], "true"), ("yes", ["type": "boolean"], true),
      (5, ["type": "array", "items": ["type": "string"]], ["5"]),
      ([5, "6"], ["type": "array", "items": ["type": "integer"]], [5, 6]),
      (["w": "5"], ["type": "object", "properties": ["w": ["type": "integer"]]], ["w": 5]),
      (["w": "5", "h": 1], ["type": "object", "additionalProperties": ["type": "string"]], ["w": "5", "h": "1"]),
      ("5", ["anyOf": [["type": "integer"], ["type": "null"]]], 5),
      (.null, ["nullable": true, "type": "integer"], .null),
      ([.null, "5"], ["type": "array", "items": ["anyOf": [["type": "integer"], ["type": "null"]]]], [.null, 5]),
    ] as [(JSON, JSON, JSON)])
  func `a value is made to fit`(_ value: JSON, _ schema: JSON, _ expected: JSON) throws {
    #expect(try parameter(of: schema).coerced(value).value == expected)
  }

  @Test(
    arguments: [
      (.null, ["type": "integer"]), (true, ["type": "integer"]), (1.5, ["type": "integer"]), ([1], ["type": "integer"]),
      (["a": 1], ["type": "string"]), ("nan", ["type": "number"]), ("0x10", ["type": "number"]),
      (1, ["type": "boolean"]),
      ("a", ["type": "object", "properties": ["w": ["type": "integer"]]]), (.null, ["type": "array"]),
    ] as [(JSON, JSON)])
  func `what cannot be made to fit is the wrong type`(_ value: JSON, _ schema: JSON) throws {
    let parameter = try parameter(of: schema)
    #expect(throws: Violation(.wrongType(expected: parameter.type), actual: value)) { try parameter.coerced(value) }
  }

  @Test func `a fault inside says where`() throws {
    let list = try parameter(of: ["type": "array", "items": ["type": "integer"]])
    let violation = #expect(throws: Violation.self) { try list.coerced([1, "two"]) }
    #expect(violation?.path == path("[1]"))
  }

  @Test func `a result given for a file is its address`() throws {
    let image = try ModelSchema(document: document(input: ["properties": ["image_url": ["type": "string"]]]))
    let images = try ModelSchema(
      document: document(input: ["properties": ["image_urls": ["type": "array", "items": ["type": "string"]]]]))
    let one: JSON = ["images": [["url": "https://e.org/a.png"]], "seed": 5]
    let two: JSON = ["images": [["url": "https://e.org/a.png"], ["url": "https://e.org/b.png"]]]
    let single = try #require(image.parameter(named: "image_url"))
    #expect(try single.coerced(one).value == "https://e.org/a.png")
    #expect(try single.coerced(["url": "https://e.org/x", "width": 5]).value == "https://e.org/x")
    #expect(throws: Violation.self) { try single.coerced(two) }
    let list = try #require(images.parameter(named: "image_urls"))
    #expect(try list.coerced(two).value == ["https://e.org/a.png", "https://e.org/b.png"])
    #expect(try list.coerced(["https://e.org/x", one]).value == ["https://e.org/x", "https://e.org/a.png"])
  }
}
