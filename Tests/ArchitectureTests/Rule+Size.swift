extension Rule {
  static let fileLength = Rule(
    name: "no file has more than 400 lines",
    broken: [Snippet(String(repeating: "let x = 1\n", count: 401))],
    kept: [Snippet(String(repeating: "let x = 1\n", count: 400))]
  ) { file in
    let count = file.lines.last == "" ? file.lines.count - 1 : file.lines.count
    return count > 400 ? [file.finding(401, "the file has \(count) lines; split it at 400")] : []
  }

  static let lineWidth = Rule(
    name: "no line is wider than 120 columns",
    broken: [Snippet("let x = 1 //" + String(repeating: "é", count: 109))],
    kept: [Snippet("let x = 1 //" + String(repeating: "é", count: 108))]
  ) { file in
    file.lines.enumerated().filter { $1.utf8.count > 120 && $1.count > 120 }.map {
      file.finding($0 + 1, "the line has \($1.count) columns")
    }
  }

  static let functionLength = Rule(
    name: "no function has more than 60 lines",
    broken: [
      Snippet("func f() {\n" + String(repeating: "  g()\n", count: 59) + "}"),
      Snippet("init<T>(\n  x: T\n) where T: Y {\n" + String(repeating: "  g { h() }\n", count: 57) + "}"),
    ],
    kept: [
      Snippet("func f() {\n" + String(repeating: "  g()\n", count: 58) + "}"),
      Snippet("protocol P {\n  func f()\n  func g() -> Int\n}\n" + String(repeating: "let x = {}\n", count: 60)),
    ]
  ) { file in
    file.functions.filter { $0.lineCount > 60 }.map {
      file.finding($0.line, "the function has \($0.lineCount) lines; 60 is the limit")
    }
  }

  static let functionCount = Rule(
    name: "no file has more than 40 functions",
    broken: [Snippet(String(repeating: "func f() {}\n", count: 41))],
    kept: [Snippet(String(repeating: "func f() {}\n", count: 40)), Snippet(String(repeating: "f()\n", count: 50))]
  ) { file in
    let functions = file.functions
    guard functions.count > 40 else { return [] }
    return [file.finding(functions[40].line, "the file has \(functions.count) functions; 40 is the limit")]
  }
}

extension SwiftFile {
  /// The functions and initialisers that have a body.
  var functions: [(line: Int, lineCount: Int)] {
    codeLines.indices.filter { codeLines[$0].declaresFunction }.compactMap { start in
      lastLine(ofFunctionAt: start).map { (start + 1, $0 - start + 1) }
    }
  }

  /// Follows brackets from the declaration on: the first brace outside of
  /// parentheses opens the body. A requirement of a protocol has none, which
  /// shows at the brace or declaration that comes before.
  private func lastLine(ofFunctionAt start: Int) -> Int? {
    var parentheses = 0
    var braces = 0
    for index in start..<codeLines.count {
      if index > start, parentheses == 0, braces == 0, codeLines[index].declaresAnything { return nil }
      for byte in codeLines[index].utf8 {
        switch byte {
        case UInt8(ascii: "("): parentheses += 1
        case UInt8(ascii: ")"): parentheses -= 1
        case UInt8(ascii: "{") where parentheses == 0: braces += 1
        case UInt8(ascii: "}") where parentheses == 0:
          braces -= 1
          if braces <= 0 { return braces == 0 ? index : nil }
        default: break
        }
      }
    }
    return nil
  }
}

extension Substring {
  fileprivate var declaresFunction: Bool {
    let words = split(separator: " ")
    guard let last = words.firstIndex(where: { !Substring.modifiers.contains($0) && !$0.hasPrefix("@") }) else {
      return false
    }
    return words[last] == "func" || ["init(", "init<", "init?"].contains { words[last].hasPrefix($0) }
  }

  fileprivate var declaresAnything: Bool {
    guard let first = split(separator: " ").first else { return false }
    return declaresFunction || ["var", "let", "struct", "enum", "case", "static", "associatedtype"].contains(first)
  }

  private static let modifiers: Set<Substring> = [
    "package", "private", "fileprivate", "internal", "static", "mutating", "nonmutating", "override", "convenience",
    "required", "final", "nonisolated", "isolated", "consuming", "borrowing", "class", "indirect", "prefix", "infix",
  ]
}
