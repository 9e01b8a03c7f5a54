import JSON
import Testing

@Suite struct PathTests {
  private static let size = JSONPath([.key("image_size"), .key("width")])
  private static let lora = JSONPath([.key("loras"), .index(0), .key("path")])

  @Test func `a path is written as it is typed`() {
    #expect(Self.size.description == "image_size.width")
    #expect(Self.lora.description == "loras[0].path")
    #expect(JSONPath().description == "")
    #expect(JSONPath(key: "a").appending(.index(2)).description == "a[2]")
  }

  @Test func `a path leads to a value or nowhere`() {
    let value: JSON = ["image_size": ["width": 640], "loras": [["path": "x"]]]
    #expect(value[Self.size] == 640 && value[Self.lora] == "x" && value[JSONPath()] == value)
    #expect(value[JSONPath([.key("loras"), .index(1)])] == nil)
    #expect(value[JSONPath([.key("image_size"), .index(0)])] == nil)
    #expect(value["loras"]?[-1]?["path"] == "x" && value["loras"]?[-2] == nil)
  }

  @Test func `setting makes what is on the way`() {
    var value: JSON = [:]
    value.set(640, at: Self.size)
    value.set("x", at: Self.lora)
    #expect(value == ["image_size": ["width": 640], "loras": [["path": "x"]]])
    value.set("y", at: JSONPath([.key("loras"), .index(1), .key("path")]))
    #expect(value["loras"]?.array?.count == 2)
    let isSet = value.set(1, at: JSONPath())
    #expect(isSet && value == 1)
  }

  @Test(arguments: [
    JSONPath([.key("list"), .index(2)]), JSONPath([.key("list"), .index(-1)]), JSONPath([.key("list"), .key("a")]),
    JSONPath([.key("text"), .key("a")]), JSONPath([.key("text"), .index(0)]), JSONPath([.index(0)]),
  ])
  func `what does not fit changes nothing`(path: JSONPath) {
    let before: JSON = ["list": [1], "text": "x"]
    var value = before
    let isSet = value.set(2, at: path)
    #expect(!isSet && value == before)
  }

  @Test func `an object keeps the order of its keys`() {
    var object: JSONObject = ["b": 1, "a": 2]
    object["c"] = 3
    object["b"] = 4
    #expect(object.keys == ["b", "a", "c"] && object.values == [4, 2, 3])
    object["a"] = nil
    object.removeValue(forKey: "c")
    #expect(object.keys == ["b"])
    #expect(object.merging(["b": 5, "d": 6]) { _, new in new } == ["b": 5, "d": 6])
    #expect(JSON.object(object).kindName == "record" && JSON.null.kindName == "null")
  }
}
