import JSON
import ModelSchema
import Testing

@Suite struct ViolationTests {
  static let cases: [(JSON, JSON, JSON)] = [
    (
      ["type": "number", "minimum": 0], -0.5,
      [
        "loc": ["body", "x"], "msg": "Input should be greater than or equal to 0", "type": "greater_than_equal",
        "ctx": ["ge": 0], "input": -0.5,
      ]
    ),
    (
      ["type": "integer", "exclusiveMinimum": 0], 0,
      [
        "loc": ["body", "x"], "msg": "Input should be greater than 0", "type": "greater_than", "ctx": ["gt": 0],
        "input": 0,
      ]
    ),
    (
      ["type": "integer", "multipleOf": 8], 513,
      [
        "loc": ["body", "x"], "msg": "Input should be a multiple of 8", "type": "multiple_of",
        "ctx": ["multiple_of": 8], "input": 513,
      ]
    ),
    (
      ["enum": ["a", "b", "c"]], "d",
      [
        "loc": ["body", "x"], "msg": "Input should be 'a', 'b' or 'c'", "type": "literal_error",
        "ctx": ["expected": "'a', 'b' or 'c'"], "input": "d",
      ]
    ),
    (
      ["type": "string", "maxLength": 2], "abc",
      [
        "loc": ["body", "x"], "msg": "String should have at most 2 characters", "type": "string_too_long",
        "ctx": ["max_length": 2], "input": "abc",
      ]
    ),
    (
      ["type": "array", "maxItems": 1, "items": ["type": "integer"]], [1, 2],
      [
        "loc": ["body", "x"], "msg": "Sequence should have at most 1 items", "type": "sequence_too_long",
        "ctx": ["max_length": 1], "input": [1, 2],
      ]
    ),
    (
      ["type": "array", "items": ["type": "integer"]], [1, "a"],
      [
        "loc": ["body", "x", 1], "msg": "Input should be a valid integer, unable to parse string as an integer",
        "type": "int_parsing", "input": "a",
      ]
    ),
    (
      ["type": "string", "pattern": #"^\w+$"#], "a b",
      [
        "loc": ["body", "x"], "msg": #"String should match pattern '^\w+$'"#, "type": "string_pattern_mismatch",
        "ctx": ["pattern": #"^\w+$"#], "input": "a b",
      ]
    ),
  ]

  @Test(arguments: cases)
  func `a violation is reported as the platform would`(_ schema: JSON, _ value: JSON, _ detail: JSON) throws {
    let model = try ModelSchema(document: document(input: ["properties": ["x": schema]]))
    #expect(model.violations(of: ["x": value]).map(\.platformDetail) == [detail])
  }

  @Test func `what is missing has no input`() throws {
    let model = try ModelSchema(
      document: document(input: ["required": ["x"], "properties": ["x": ["type": "string"]]]))
    #expect(
      model.violations(of: [:]).map(\.platformDetail) == [
        ["loc": ["body", "x"], "msg": "Field required", "type": "missing"]
      ])
    #expect(model.violations(of: 5).map { $0.platformDetail["type"] } == ["dict_type"])
  }

  @Test func `a required parameter with a default may be left out, and is sent`() throws {
    let model = try ModelSchema(
      document: document(input: ["required": ["x"], "properties": ["x": ["type": "string", "default": "a"]]]))
    #expect(model.violations(of: [:]).isEmpty)
    #expect(model.completed([:]) == ["x": "a"])
    #expect(model.completed(["x": "b"]) == ["x": "b"])
  }

  @Test(arguments: [("0.15", true), ("0.3", true), ("1.1", true), ("0.17", false), ("1e300", true)])
  func `multiples of 0.05 are told in floating point`(_ text: String, _ isMultiple: Bool) throws {
    let parameter = try parameter(of: ["type": "number", "multipleOf": 0.05])
    let number = JSON.number(try #require(JSONNumber(text)))
    #expect(parameter.violations(of: number, at: JSONPath()).isEmpty == isMultiple)
  }

  @Test func `all violations are found, in order`() throws {
    let model = try ModelSchema(
      document: document(
        input: [
          "required": ["a", "b"],
          "properties": ["a": ["type": "string"], "b": ["type": "integer"], "c": ["type": "boolean"]],
        ]))
    #expect(model.violations(of: ["b": "x", "c": 1, "d": 5]).map(\.path.description) == ["a", "b", "c"])
    #expect(model.unknownNames(in: ["d": 5]).map(\.fault) == [.unknownParameter(name: "d", known: ["a", "b", "c"])])
  }

  @Test func `of a union the branch that was meant is reported`() throws {
    let size: JSON = ["type": "object", "properties": ["width": ["type": "integer", "minimum": 1]]]
    let parameter = try parameter(of: ["anyOf": [["enum": ["a", "b"]], size, ["type": "null"]]])
    #expect(parameter.violations(of: ["width": 0], at: path("x")).map(\.path) == [path("x.width")])
    #expect(parameter.violations(of: "c", at: path("x")).map(\.fault) == [.notOneOf(["a", "b"])])
    #expect(parameter.violations(of: .null, at: path("x")).isEmpty)
  }
}
