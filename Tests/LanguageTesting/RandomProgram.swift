import RandomTesting

/// Makes well-formed programs, written as carelessly as may be: blanks,
/// newlines, comments and `;` wherever they are allowed.
package struct RandomProgram {
  private var generator: SeededGenerator
  private var depth = 0
  /// Newlines are blanks here.
  private var isInBrackets = false

  package init(seed: UInt64) { generator = SeededGenerator(state: seed) }

  package mutating func program() -> String {
    var text = chance(4) ? "#!/usr/bin/env falsh\n" : ""
    for _ in 0..<pick(0...2) { text += parameter() + statementEnd() }
    for _ in 0..<pick(1...5) { text += statement() + statementEnd() }
    return text
  }

  private mutating func parameter() -> String {
    let type = chance(3) ? blanks() + ":" + blanks() + any(["text", "int", "list"]) : ""
    let value = chance(2) ? blanks() + "=" + any([" ", "", "\n  "]) + element() : ""
    return "param " + name() + type + value + any(["", "", " ## what it is", "; ## so", " # no"])
  }

  private mutating func statement() -> String {
    depth += 1
    let outer = isInBrackets
    isInBrackets = false
    defer {
      depth -= 1
      isInBrackets = outer
    }
    switch pick(0...(depth > 3 ? 7 : 11)) {
    case 0...2: return pipeline() + (chance(6) ? " &" : "")
    case 3, 4: return "let" + gap() + name() + blanks() + "=" + any([" ", "", "\n", " # so\n"]) + pipeline()
    case 5: return "expect" + gap() + expression()
    case 6: return any(["break", "continue", "return", "return "]) + (chance(3) ? "" : "")
    case 7: return "return" + gap() + pipeline()
    case 8: return any(["", "## above\n"]) + definition() + any(["", "", " ## beside", "; ## behind", " # no"])
    default: return form() + (chance(4) ? pipe() + call() : "")
    }
  }

  private mutating func definition() -> String {
    let formals = (0..<pick(0...2)).map { _ in name() + (chance(2) ? blanks() + "=" + space() + element() : "") }
    let names = chance(3) ? "" : blanks() + "(" + space() + formals.joined(separator: space() + "," + space()) + ")"
    return "def" + gap() + name() + names + gap() + block()
  }

  private mutating func form() -> String {
    switch pick(0...4) {
    case 0: return "if" + gap() + expression() + " " + block()
    case 1: return "if" + gap() + expression() + " " + block() + blanks() + "else " + block()
    case 2: return "for" + gap() + name() + gap() + "in" + gap() + expression() + " " + block()
    case 3: return "try" + blanks() + block() + blanks() + "catch " + (chance(2) ? "e " : "") + block()
    default: return "retry" + gap() + "3 " + block()
    }
  }

  private mutating func block() -> String {
    if chance(8) { return any(["{ }", "{\n}", "{ # nothing\n }"]) }
    var text = "{" + any([" ", "\n", " ", " ## first\n", ";", "\n\n"])
    let count = pick(1...2)
    for index in 0..<count {
      text += statement() + (index < count - 1 ? statementEnd() : any([" ", "\n", ";", " # last\n", "\n\n#end\n"]))
    }
    return text + "}"
  }

  private mutating func pipeline() -> String {
    depth += 1
    defer { depth -= 1 }
    var text = chance(2) ? call() : any(["$x", "%", "@a.png", "[1, 2]", "\"t\"", "$x.images[ 0 ]", "(count $x)"])
    if depth < 4, chance(6) { text = form() }
    for _ in 0..<any([0, 0, 1, 2]) { text += pipe() + call() }
    return text
  }

  private mutating func pipe() -> String {
    any([" ", "", "\n", "\n\n  ", " # so\n", "\n# why\n", " \\\n"]) + "|"
      + any([" ", "", "\n", " # then\n", " ## n\n"])
  }

  private mutating func call() -> String {
    let name = any(["save", "fal-ai/flux-2/klein/9b", "each", "ask", "print", "a,", "fal-ai/kling-video/o3/pro/i2v"])
    return (0..<pick(0...4)).reduce(name) { text, _ in text + gap() + argument() } + (name == "a," ? " x" : "")
  }

  private mutating func argument() -> String {
    switch pick(0...9) {
    case 0, 1: value()
    case 2: any(["x", "seed", "image_size.width", "loras[ 0 ].path"]) + "=" + value()
    case 3: "raw:=" + any(["null", "{\"a\": [1,2]}", "[ ]"])
    case 4: any(["--async", "-m", "--timeout=5", "--x=[1,2]"])
    case 5 where depth < 4: nested { $0.block() }
    case 6: any(["word", "#ff0000", "a,b", "C:\\dir\\ ", "it.png", "https://e.org/?a=1&b=2", "x,"]) + " y"
    default: any(["\"a fox in the snow, at dawn, seen from far above\"", "'raw $x'", "\"$(b |  c) ${d.e}\"", "7"])
    }
  }

  private mutating func nested(_ make: (inout Self) -> String) -> String {
    depth += 1
    defer { depth -= 1 }
    return make(&self)
  }

  private mutating func value() -> String {
    depth += 1
    defer { depth -= 1 }
    return depth > 4 ? any(["$y", "1"]) : element()
  }

  private mutating func element() -> String {
    switch pick(0...9) {
    case 0 where depth < 4: inBrackets { "[" + $0.space() + $0.elements() + $0.space() + "]" }
    case 1 where depth < 4: inBrackets { "{" + $0.space() + $0.pairs() + $0.space() + "}" }
    case 2 where depth < 4: inBrackets { "(" + $0.space() + $0.pipeline() + $0.space() + ")" } + any(["", ".a[0]"])
    case 3 where depth < 4: inBrackets { "(" + $0.space() + $0.expression() + $0.space() + ")" }
    case 4: "\"\"\"\n    one $x\n      two\n    \"\"\""
    case 5: any(["'''x'''", "'''\n  {\"a\": 1}\n\n'''"])
    case 6: any(["1..3", "-1", "2.50", "$a..$b", "%3.url", "@\"a b.png\""])
    default: any(["$x", "$x.y[ -1 ]", "$x[*].url", "true", "null", "\"text # none\"", "''"])
    }
  }

  private mutating func inBrackets(_ make: (inout Self) -> String) -> String {
    let outer = isInBrackets
    isInBrackets = true
    depth += 1
    defer {
      isInBrackets = outer
      depth -= 1
    }
    return make(&self)
  }

  private mutating func elements() -> String {
    let values = (0..<pick(0...3)).map { _ in element() }
    return values.joined(separator: space() + "," + space()) + (values.isEmpty || chance(2) ? "" : space() + ",")
  }

  private mutating func pairs() -> String {
    (0..<pick(1...3)).map { _ in any(["a", "\"b c\"", "d-e"]) + ":" + any([" ", "", "\n"]) + element() }
      .joined(separator: space() + "," + space())
  }

  private mutating func expression() -> String {
    depth += 1
    defer { depth -= 1 }
    let left = (chance(4) ? "not " : "") + any(["$x", "1", "(count $x)", "\"a\"", "$e.kind"])
    guard depth < 5, chance(2) else { return left }
    return left + gap() + any(["==", "and", "or", "+", "??", "*", "in"]) + any([" ", "\n", "  ", " # so\n"]) + "$y"
  }

  private mutating func statementEnd() -> String {
    let newlines = ["\n", "\n", "\n\n\n", ";", " ; ", "\r\n", ";\n;\n"]
    return any(newlines + [" # so\n", "  ## well\n", "\n  #todo\n", ";#no\n", "\n##top\n"])
  }

  private mutating func name() -> String { any(["x", "subject", "a_1", "longer_name"]) }

  /// At least one blank.
  private mutating func gap() -> String {
    if isInBrackets, chance(5) { return any(["\n", " # in\n", "\n\n\n", "\n#col\n"]) }
    return any([" ", " ", " ", "  ", "\t", " \\\n  "])
  }

  private mutating func blanks() -> String { any(["", " ", " ", "  "]) }

  /// Anything that means nothing inside of brackets.
  private mutating func space() -> String {
    any(["", "", " ", "  ", "\n", "\n\n\n  ", " # c\n", "\n# own\n", "\n#col\n", " ## n\n", " \\\n"])
  }

  private mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &generator) == 0 }
  private mutating func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }

  private mutating func any<Element>(_ choices: [Element]) -> Element {
    choices[Int.random(in: choices.indices, using: &generator)]
  }
}
