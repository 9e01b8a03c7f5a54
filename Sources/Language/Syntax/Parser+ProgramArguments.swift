package import Diagnostics
import JSON

extension Parser {
  /// Reads the arguments of a program as one call: the first is its name;
  /// `--name`, `-n` and `--name=value` are options, `name=value` and
  /// `name:=JSON` parameters, `@path` files; any other is a word, or a text
  /// if no word could hold it. Each argument is one value, and nothing in it
  /// is interpolated.
  ///
  /// - Returns: the line that would say the same at the prompt, into which
  ///   all ranges point, and what it says.
  package static func parse(words: [String]) -> (source: SourceText, result: ParseResult) {
    var line = ArgumentLine()
    for (index, word) in words.enumerated() { line.append(word, isName: index == 0) }
    let source = SourceText(name: "arguments", text: line.text)
    var parser = Parser(source, Dialect(.words))
    let program = parser.parseArgumentLine()
    for range in line.faultyJSON {
      parser.report(.badJSON(parser.text(range)), at: range)
    }
    return (source, ParseResult(program: program, diagnostics: parser.diagnostics))
  }

  // call
  private mutating func parseArgumentLine() -> Program {
    var program = Program(parameters: [], statements: [], comments: [])
    guard !isAtEnd else { return program }
    guard current.isWordPart else {
      scanRun()
      report(.badCommand(text(from: 0)), at: range(from: 0))
      return program
    }
    let call = parseCall(isPiped: false)
    let pipeline = Pipeline(
      head: .call(call), calls: [], shell: nil, isBackground: false, range: call.range)
    program.statements = [Statement(kind: .pipeline(pipeline), range: call.range)]
    return program
  }
}

/// The line that the arguments of a program would be at the prompt.
private struct ArgumentLine {
  var text = ""
  /// The values of `name:=JSON` that are none.
  var faultyJSON: [SourceRange] = []

  mutating func append(_ argument: String, isName: Bool) {
    if !text.isEmpty { text += " " }
    if isName {
      text += argument.isCallName ? argument : argument.sourceLiteral
    } else if let sign = argument.endOfParameterName {
      appendParameter(argument, upTo: sign)
    } else if argument.isOption {
      let name = argument.utf8.prefix { $0 != "=" }
      text += String(Substring(name))
      if name.endIndex < argument.endIndex {
        text += "=" + String(Substring(argument.utf8[name.endIndex...].dropFirst())).asValue
      }
    } else if argument.begins(with: "@") {
      text += argument.asValue
    } else {
      text += argument.isPositionalWord ? argument : argument.sourceLiteral
    }
  }

  private mutating func appendParameter(_ argument: String, upTo sign: Int) {
    let name = argument.utf8.prefix(sign)
    let rest = argument.utf8.dropFirst(sign)
    text += String(Substring(name))
    if let first = rest.first, first == ":" {
      appendJSON(String(Substring(rest.dropFirst(2))))
    } else {
      let value = String(Substring(rest.dropFirst(1)))
      text += "=" + (value.isEmpty ? "" : value.asValue)
    }
  }

  private mutating func appendJSON(_ json: String) {
    text += ":="
    let start = text.utf8.count
    if let value = try? JSON(parsing: json) {
      text += value.sourceLiteral
    } else {
      text += json.sourceLiteral
      faultyJSON.append(SourceRange(start, text.utf8.count))
    }
  }
}

extension String {
  fileprivate var isCallName: Bool { isWord && !begins(with: "@") && !begins(with: "%") && !begins(with: "$") }

  /// Whatever stands behind it: with an accent on it, an `@` is one still.
  fileprivate func begins(with sign: Unicode.Scalar) -> Bool { unicodeScalars.first == sign }

  /// `--name`, `-n`, `--name=value`, and what was meant to be one.
  fileprivate var isOption: Bool {
    guard let first = utf8.first, first == "-", let second = utf8.dropFirst().first else { return false }
    let name = utf8.prefix { $0 != "=" }
    return name.allSatisfy(\.isWordPart) && (second == "-" || second.isLetter)
      && !(name.contains { $0 == "$" || $0 == "&" || $0 == "\\" })
  }

  /// Where the `=` or `:=` of `name=value` stands; nil if it is none.
  fileprivate var endOfParameterName: Int? {
    let parser = Parser(SourceText(name: "argument", text: self), Dialect(.words))
    guard let end = parser.endOfParameterName(at: 0) else { return nil }
    let name = utf8.prefix(end)
    return name.allSatisfy { $0.isDashedNamePart || $0 == "." || $0 == "[" || $0 == "]" || $0 == "*" } ? end : nil
  }

  /// The value of a parameter or option as it is written.
  fileprivate var asValue: String {
    if begins(with: "@") {
      let path = String(unicodeScalars.dropFirst())
      return path.isEmpty || path.isWord ? self : "@" + path.sourceLiteral
    }
    return isWord && !begins(with: "%") && !begins(with: "$") && !isListOfNumbers ? self : sourceLiteral
  }

  fileprivate var isPositionalWord: Bool {
    guard isWord, let first = utf8.first, let last = utf8.last else { return false }
    let misread: Bool =
      switch first {
      case "%", "$", "=", ">", "{": true
      case "#": utf8.allSatisfy { $0 == "#" }
      default: false
      }
    return !misread && last != ":" && !Parser.isLoneOperator(self)
  }

  /// Would be read as one word, and not only as a part of it.
  private var isWord: Bool {
    guard let last = utf8.last, !(last == "&" || last == "\\" || last == ",") else { return false }
    return utf8.allSatisfy(\.isWordPart) && !utf8.contains(UInt8(ascii: "$"))
      && !unicodeScalars.contains { scalar in
        switch scalar {
        case "\u{A0}", "\u{FEFF}", "\u{AB}", "\u{BB}", "\u{2018}"..."\u{201F}", "\u{2039}", "\u{203A}": true
        default: false
        }
      }
  }

  private var isListOfNumbers: Bool { contains(",") && split(separator: ",").allSatisfy(\.isNumber) }
}

extension Diagnostic {
  fileprivate static func badJSON(_ text: String) -> Diagnostic {
    Diagnostic(
      code: "bad-json", "the value behind := must be JSON, but is \(text.shortened)",
      help: "for a text: name=value, or name:='\"value\"'")
  }

  fileprivate static func badCommand(_ text: String) -> Diagnostic {
    Diagnostic(
      code: "bad-command", "the first argument must be a command or a model, but is \(text.shortened)", help: "help")
  }
}
