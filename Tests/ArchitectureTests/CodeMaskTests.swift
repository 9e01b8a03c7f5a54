import Testing

@Suite struct `Telling code from text` {
  @Test(arguments: [
    ("a // b\nc", "a     \nc"),
    ("a /* b /* c */ d */ e", "a                   e"),
    (#"a "b" c"#, #"a " " c"#),
    (#"a "b\"c" d"#, #"a "    " d"#),
    (#"a "b\(c + "d" + (e))f" g"#, #"a " \(c + " " + (e)) " g"#),
    ("a #\"b\"c\\(d)\"# e", "a #\"       \"# e"),
    ("a #\"b\\#(c)\"# e", "a #\" \\#(c)\"# e"),
    ("a \"\"\"\n  b \"c\"\n  \"\"\" d", "a \"\"\"\n       \n  \"\"\" d"),
    (#"a "// b" c"#, #"a "    " c"#),
    ("a \"open\nb", "a \"    \nb"),
    ("#if a", "#if a"),
  ])
  func `comments and the text of strings are blanked`(_ source: String, _ code: String) {
    #expect(CodeMask.masked(source) == code)
  }

  @Test(arguments: ["\"", "/*", "\"\\", "\"\\(", "\"\"\"", "#", "#\"\\#(\"", "/"])
  func `a text cut off anywhere keeps its length`(_ source: String) {
    #expect(CodeMask.masked(source).utf8.count == source.utf8.count)
  }
}
