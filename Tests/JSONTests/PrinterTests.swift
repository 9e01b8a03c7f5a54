import JSON
import Testing

@Suite struct PrinterTests {
  @Test func `a value is one line without blanks`() {
    let value: JSON = ["b": [1, true, .null], "a": ["c": "x y"], "e": [], "f": [:]]
    #expect(value.text == #"{"b":[1,true,null],"a":{"c":"x y"},"e":[],"f":{}}"#)
  }

  @Test func `a value is laid out for reading`() {
    let value: JSON = ["b": [1, ["c": .null]], "e": [], "f": [:]]
    #expect(
      value.prettyText == """
        {
          "b": [
            1,
            {
              "c": null
            }
          ],
          "e": [],
          "f": {}
        }
        """)
  }

  @Test(arguments: [
    ("a\"b\\", #""a\"b\\""#), ("\n\r\t", #""\n\r\t""#), ("\0\u{1B}[31m", #""\u0000\u001b[31m""#),
    ("\u{7F}\u{9B}", #""\u007f\u009b""#), ("é🦊/", "\"é🦊/\""), ("", "\"\""),
  ])
  func `texts are escaped, so that no terminal obeys them`(text: String, quoted: String) {
    #expect(JSON.quoted(text) == quoted)
  }
}
